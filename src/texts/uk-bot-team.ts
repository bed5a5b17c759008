/** The screens of every day: cards in a chat, calls, health and the team. */
export const ukBotTeam = `
calls-title = <b>Останні дзвінки</b>
calls-found = <b>Дзвінки</b> · { $text }
calls-none = Дзвінків ще не було. Щойно хтось подзвонить, дзвінок з’явиться тут.
calls-nothing = За запитом «{ $text }» дзвінків немає. Спробуйте останні 4 цифри номера.
calls-older = Раніше →
calls-newest = ⏮ Найновіші
calls-hidden = Номер приховано
calls-missed-short = пропущено
calls-busy-short = зайнято
calls-noanswer-short = не відповіли
calls-failed-short = не з’єднано
calls-unknown-short = результат невідомий
calls-running-short = триває
health-title = <b>{ $business }</b> · стан
health-no-accounts = Телефонію ще не підключено: /connect
health-account = <b>{ $account }</b>
health-account-more = <b>{ $account }</b>, { $scope }
health-no-hooks = Подій ще не було. Надішліть собі тестову або подзвоніть на свій номер.
health-hook = { $time } { $event } → { $status }
health-hook-reason = { $time } { $event } → { $status }, { $reason }
health-chats-lost = <b>Недоступні чати</b>
health-chat-lost = ⚠️ { $chat }: { $reason }
health-chats-fine = Усі чати з картками доступні.
health-chats-none = Картки ще нікуди не йдуть: /notify
health-test-sent = Тестову подію надіслано, наша відповідь { $status }. Вона перша у списку.
health-test-failed = Тестова подія не дійшла до Frontdesk за його адресою. Перевірте PUBLIC_URL і тунель.
health-chat-blocked = бота заблоковано
health-chat-kicked = бота видалено з чату
health-chat-deactivated = акаунт видалено
health-chat-not-started = бота ще не запущено в цьому чаті
health-chat-not-found = чату більше немає
health-chat-no-rights = бот не має права писати
hook-other = не підходить
hook-invalid-json = тіло не читається як JSON
hook-media-type = невідомий тип тіла
hook-not-phonet = це не подія Phonet: перевірте, чия це адреса
hook-not-novofon = це не подія Novofon: перевірте, чия це адреса
hook-signature-invalid = підпис не збігається: оновіть Secret через /novofon
hook-signature-missing = немає підпису: увімкніть ключ API в кабінеті Novofon
hook-other-line = інша лінія: ця адреса лише для своєї
hook-other-extension = інший внутрішній номер: ця адреса лише для свого
hook-other-token = цю лінію чи номер обслуговує інша адреса
hook-body = тіло не читається
hook-not-call = подія не про дзвінок
hook-no-session = немає call_session_id: візьміть наш шаблон у /connect
hook-not-flat = це не дані про дзвінок: немає ні call_id, ні номерів
hook-empty = порожній запит
hook-too-many = забагато подій одного дзвінка
hook-unknown-event = така подія нам не потрібна
hook-pause = пауза оператора
hook-echo = перевірка адреси
hook-lookup = запит імені абонента
team-title = <b>{ $business }</b> · команда
team-member = { $name } · { $role }
team-member-you = { $name } · { $role } (це ви)
team-invite-operator = ➕ Оператор
team-invite-admin = ➕ Адміністратор
team-invite =
    Запрошення в команду «{ $business }». Роль: { $role }. Перешліть це повідомлення.

    { $link }

    Діє 7 днів, на одну людину.
team-person = <b>{ $name }</b> · { $role }
team-make-owner = Зробити власником
team-make-admin = Зробити адміністратором
team-make-operator = Зробити оператором
team-remove = Прибрати з команди
team-remove-sure = Прибрати { $name } з команди «{ $business }»? Кнопки й команди одразу перестануть працювати.
team-remove-yes = Так, прибрати
team-removed = { $name }: прибрано з команди.
team-role-set = { $name }: тепер { $role }.
team-own =
    <b>{ $business }</b> · команда

    Ваша роль: { $role }.
team-leave = 🚪 Вийти з команди
team-leave-sure = Вийти з команди «{ $business }»? Кнопки й команди цього бізнесу одразу перестануть для вас працювати. Повернутися можна лише за новим запрошенням.
team-leave-yes = Так, вийти
team-left = Ви вийшли з команди «{ $business }». Що далі: /help
`;
