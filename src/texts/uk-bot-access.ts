/** Extensions of members, and who asks to become one. */
export const ukBotAccess = `
team-own-ext = Ваш внутрішній номер: { $ext }.
team-own-no-ext = Ваш внутрішній номер: не задано.
team-short-ext = вн. { $ext }
team-ext = ☎️ Внутрішній номер
team-ext-own = ☎️ Мій внутрішній номер
ext-title = <b>{ $name }</b> · внутрішній номер
ext-none = Зараз: не задано.
ext-now = Зараз: { $ext }.
ext-why = Оберіть номер. На нього дзвонить АТС, коли людина натискає «Передзвонити», і за ним видно, хто говорив.
ext-unknown = Внутрішніх номерів ще не видно: вони з’являться після перших дзвінків. Номер можна написати самим.
ext-type = ✏️ Написати номер
ext-drop = ✕ Прибрати номер
ext-held = { $known } (зараз: { $holder })
ext-ask = Напишіть внутрішній номер, наприклад <code>101</code>. Для кого: { $name }. Вийти: /cancel
ext-wrong = «{ $word }» не схоже на внутрішній номер: це від 1 до 6 цифр. Напишіть ще раз.
ext-taken = Внутрішній номер { $ext } зараз має { $holder }. Передати його? Новий власник номера: { $name }.
ext-take-over = Так, передати
ext-set = { $name }: внутрішній номер { $ext }.
ext-set-from = { $name }: внутрішній номер { $ext }. Досі його мав інший працівник: { $holder }, тепер без номера.
ext-lost = Внутрішній номер { $ext } тепер має інший працівник: { $name }. Обрати інший: /team
ext-dropped = { $name }: без внутрішнього номера.
access-ask = ✋ Попросити доступ
access-asked = Запит надіслано адміністраторам. Відповідь прийде в цей чат.
access-waiting = Ваш запит уже чекає на відповідь адміністратора.
access-refused-lately = Ваш запит відхилили. Попросити знову можна за добу.
access-member = Ви вже в цій команді. Що далі: /help
access-notice =
    <b>{ $business }</b> · запит на доступ

    { $name } хоче в команду. Чат: «{ $chat }».
access-as-operator = ✅ Оператор
access-as-admin = ✅ Адміністратор
access-no = ❌ Відхилити
access-let-in = { $name }: тепер у команді. Роль: { $role }.
access-turned-away = { $name }: запит відхилено.
access-decided-yes = { $name }: уже в команді. Вирішує одна людина, і це вже зробили: { $by }.
access-decided-no = { $name }: запит уже відхилено. Це зробили: { $by }.
access-already = Ця людина вже в команді: /team
access-gone = Цього запиту вже немає.
access-answer-yes = вас додано в команду «{ $business }». Ваша роль: { $role }. Що далі: /help
access-answer-no = запит на доступ до «{ $business }» відхилено. Зверніться, будь ласка, до адміністратора.
`;
