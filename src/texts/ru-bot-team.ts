/** The screens of every day: cards in a chat, calls, health and the team. */
export const ruBotTeam = `
calls-title = <b>Последние звонки</b>
calls-found = <b>Звонки</b> · { $text }
calls-none = Звонков ещё не было. Как только кто-то позвонит, звонок появится здесь.
calls-nothing = По запросу «{ $text }» звонков нет. Попробуйте последние 4 цифры номера.
calls-older = Раньше →
calls-newest = ⏮ Самые новые
calls-hidden = Номер скрыт
calls-missed-short = пропущен
calls-busy-short = занято
calls-noanswer-short = не ответили
calls-failed-short = не соединилось
calls-unknown-short = результат неизвестен
calls-running-short = идёт
health-title = <b>{ $business }</b> · состояние
health-no-accounts = Телефония ещё не подключена: /connect
health-account = <b>{ $account }</b>
health-account-more = <b>{ $account }</b>, { $scope }
health-no-hooks = Событий ещё не было. Отправьте себе тестовое или позвоните на свой номер.
health-hook = { $time } { $event } → { $status }
health-hook-reason = { $time } { $event } → { $status }, { $reason }
health-chats-lost = <b>Недоступные чаты</b>
health-chat-lost = ⚠️ { $chat }: { $reason }
health-chats-fine = Все чаты с карточками доступны.
health-chats-none = Карточки пока никуда не идут: /notify
health-test-sent = Тестовое событие отправлено, наш ответ { $status }. Оно первое в списке.
health-test-failed = Тестовое событие не дошло до Frontdesk по его адресу. Проверьте PUBLIC_URL и туннель.
health-chat-blocked = бот заблокирован
health-chat-kicked = бота удалили из чата
health-chat-deactivated = аккаунт удалён
health-chat-not-started = бот ещё не запущен в этом чате
health-chat-not-found = чата больше нет
health-chat-no-rights = у бота нет права писать
hook-other = не подходит
hook-invalid-json = тело не читается как JSON
hook-media-type = неизвестный тип тела
hook-not-phonet = это не событие Phonet: проверьте, чей это адрес
hook-not-novofon = это не событие Novofon: проверьте, чей это адрес
hook-signature-invalid = подпись не сходится: обновите Secret через /novofon
hook-signature-missing = нет подписи: включите ключ API в кабинете Novofon
hook-other-line = другая линия: этот адрес только для своей
hook-other-extension = другой внутренний номер: этот адрес только для своего
hook-other-token = эту линию или номер обслуживает другой адрес
hook-body = тело не читается
hook-not-call = событие не о звонке
hook-no-session = нет call_session_id: возьмите наш шаблон в /connect
hook-not-flat = это не данные о звонке: нет ни call_id, ни номеров
hook-empty = пустой запрос
hook-too-many = слишком много событий одного звонка
hook-unknown-event = такое событие нам не нужно
hook-pause = пауза оператора
hook-echo = проверка адреса
hook-lookup = запрос имени абонента
team-title = <b>{ $business }</b> · команда
team-member = { $name } · { $role }
team-member-you = { $name } · { $role } (это вы)
team-invite-operator = ➕ Оператор
team-invite-admin = ➕ Администратор
team-invite =
    Приглашение в команду «{ $business }». Роль: { $role }. Перешлите это сообщение.

    { $link }

    Действует 7 дней, на одного человека.
team-person = <b>{ $name }</b> · { $role }
team-make-owner = Сделать владельцем
team-make-admin = Сделать администратором
team-make-operator = Сделать оператором
team-remove = Убрать из команды
team-remove-sure = Убрать { $name } из команды «{ $business }»? Кнопки и команды сразу перестанут работать.
team-remove-yes = Да, убрать
team-removed = { $name }: больше не в команде.
team-role-set = { $name }: теперь { $role }.
team-own =
    <b>{ $business }</b> · команда

    Ваша роль: { $role }.
team-leave = 🚪 Выйти из команды
team-leave-sure = Выйти из команды «{ $business }»? Кнопки и команды этого бизнеса сразу перестанут для вас работать. Вернуться можно только по новому приглашению.
team-leave-yes = Да, выйти
team-left = Вы вышли из команды «{ $business }». Что дальше: /help
`;
