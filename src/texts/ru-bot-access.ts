/** Extensions of members, and who asks to become one. */
export const ruBotAccess = `
team-own-ext = Ваш внутренний номер: { $ext }.
team-own-no-ext = Ваш внутренний номер: не задан.
team-short-ext = вн. { $ext }
team-ext = ☎️ Внутренний номер
team-ext-own = ☎️ Мой внутренний номер
ext-title = <b>{ $name }</b> · внутренний номер
ext-none = Сейчас: не задан.
ext-now = Сейчас: { $ext }.
ext-why = Выберите номер. На него звонит АТС, когда человек нажимает «Перезвонить», и по нему видно, кто разговаривал.
ext-unknown = Внутренних номеров пока не видно: они появятся после первых звонков. Номер можно написать самим.
ext-type = ✏️ Написать номер
ext-drop = ✕ Убрать номер
ext-held = { $known } (сейчас: { $holder })
ext-ask = Напишите внутренний номер, например <code>101</code>. Для кого: { $name }. Выйти: /cancel
ext-wrong = «{ $word }» не похоже на внутренний номер: это от 1 до 6 цифр. Напишите ещё раз.
ext-taken = Внутренний номер { $ext } сейчас у другого сотрудника: { $holder }. Передать его? Новый владелец номера: { $name }.
ext-take-over = Да, передать
ext-set = { $name }: внутренний номер { $ext }.
ext-set-from = { $name }: внутренний номер { $ext }. До сих пор он был у другого сотрудника: { $holder }, теперь без номера.
ext-lost = Внутренний номер { $ext } теперь у другого сотрудника: { $name }. Выбрать другой: /team
ext-dropped = { $name }: без внутреннего номера.
access-ask = ✋ Попросить доступ
access-asked = Запрос отправлен администраторам. Ответ придёт в этот чат.
access-waiting = Ваш запрос уже ждёт ответа администратора.
access-refused-lately = Ваш запрос отклонили. Попросить снова можно через сутки.
access-member = Вы уже в этой команде. Что дальше: /help
access-notice =
    <b>{ $business }</b> · запрос доступа

    { $name } хочет в команду. Чат: «{ $chat }».
access-as-operator = ✅ Оператор
access-as-admin = ✅ Администратор
access-no = ❌ Отклонить
access-let-in = { $name }: теперь в команде. Роль: { $role }.
access-turned-away = { $name }: запрос отклонён.
access-decided-yes = { $name }: уже в команде. Решает один человек, и это уже сделали: { $by }.
access-decided-no = { $name }: запрос уже отклонён. Это сделали: { $by }.
access-already = Этот человек уже в команде: /team
access-gone = Этого запроса уже нет.
access-answer-yes = вас добавили в команду «{ $business }». Ваша роль: { $role }. Что дальше: /help
access-answer-no = запрос доступа к «{ $business }» отклонён. Обратитесь, пожалуйста, к администратору.
`;
