/** The sandbox's page. `form` is the plural category of `n` in this language. */
export const ukPage = `
page-title = Пісочниця · Frontdesk
page-badge = Пісочниця
page-lead = Назовні нічого не йде: Telegram і АТС тут умовні
page-noscript = Сторінці потрібен JavaScript.
page-skip = До чату
page-language = Мова сторінки
page-reset = Скинути демо
page-reset-done = Демо повернуто до початку
page-offline = Немає зв’язку з пісочницею. Чекаємо, поки вона повернеться
page-failed = Не вдалося: { $reason }
page-cancel = Скасувати
page-ok = Гаразд

page-people = Люди й чати
page-who = Хто я зараз
page-person-new = Нова людина
page-person-name = Ім’я
page-person-add = Додати
page-no-people = Тут ще нікого немає
page-chat-group = група · { $names }
page-chat-private = особистий чат із ботом
page-chat-blocked = бота заблоковано
page-unread = { $n } { $form ->
    [one] нове
    [few] нові
   *[many] нових
 }
page-note = Чат відкривається очима того, хто в ньому є. Людину змінюйте зверху.
page-no-chats = { $name } ще не має чатів

page-members = { $n } { $form ->
    [one] учасник
    [few] учасники
   *[many] учасників
 }
page-seen-by = бачить { $name }
page-bot = бот
page-more = Ще дії
page-feed = Повідомлення
page-today = Сьогодні
page-edited = змінено { $time }
page-silent = без звуку
page-reply = Відповісти
page-reply-to = Відповідь: { $text }
page-reply-drop = Не відповідати
page-deleted = повідомлення видалено
page-contact = Контакт: { $name }
page-file = Файл: { $name }
page-voice = Голосове повідомлення
page-empty-group = Карток ще немає: перша з’явиться, щойно хтось подзвонить
page-empty-private = Бот чекає на перше слово
page-start = Почати
page-copied = Скопійовано
page-no-answer = Бот не відповів за 15 секунд
page-general = Загальна
page-topics = Теми групи
page-topic-closed = закрита

page-service-joined = { $name } у групі
page-service-left = { $name } більше не в групі
page-service-title = Нова назва групи: { $title }
page-service-topic = Нова тема «{ $name }»
page-service-topic-renamed = Тему перейменовано: «{ $name }»
page-service-topic-closed = Тему закрито
page-service-topic-reopened = Тему знову відкрито
page-service-pinned = { $name } закріплює повідомлення
page-service-other = У групі щось змінилося

page-compose = Повідомлення від імені: { $name }
page-placeholder = Написати як { $name }
page-send = Надіслати
page-attach = Додати або змінити
page-commands = Команди бота
page-contact-share = Поділитися контактом
page-phone = Номер телефону
page-group-new = Нова група
page-group-title = Назва групи
page-group-members = Хто в групі
page-group-forum = Група з темами
page-group-create = Створити
page-bot-add = Додати бота в групу
page-bot-admin = Зробити бота адміністратором
page-bot-added = Бота додано
page-bot-remove = Прибрати бота з групи
page-bot-block = Заблокувати бота
page-bot-unblock = Розблокувати бота
page-blocked-note = Бот більше не може писати цій людині
page-topic-new = Нова тема
page-topic-name = Назва теми
page-migrate = Перетворити на супергрупу
page-migrated = Група стала супергрупою

page-tools = Інструменти
page-pbx = АТС
page-provider = Провайдер
page-caller = Хто дзвонить
page-caller-new = Новий номер
page-caller-hidden = Номер приховано
page-delivery = Доставка подій
page-delivery-in_order = По порядку
page-delivery-shuffled = Уперемішку
page-delivery-doubled = Кожну двічі
page-delivery-lost = Усі загублено
page-lost-note = Подій не буде: про дзвінок, що був 20 хв тому, знає лише статистика АТС. Команда /health, «Звірити зараз».
page-speed = Швидкість
page-play-answered = Вхідний, відповіли
page-play-answered-note = дві картки: дзвонить і підсумок
page-play-missed = Пропущений
page-play-missed-note = ніхто не взяв
page-play-forward = Переадресація
page-play-forward-note = не пропущений
page-play-group = Група
page-play-group-note = дзвонять усі разом
page-play-transfer = Переведення
page-play-transfer-note = { $from } → { $to }
page-play-burst = Залп
page-play-burst-note = 20 дзвінків за 2 с
page-play-lost_hangup = Без завершення
page-play-lost_hangup-note = закриє тиша
page-playing = дзвонить, { $done } з { $total }
page-played = Дзвінок пішов
page-see-chat = До чату

page-faults = Збої
page-faults-lead = Умовний Telegram відповість ботові помилкою на стільки запитів, скільки вказано.
page-fault-method = Який запит
page-fault-any = Будь-який
page-fault-times = Скільки разів
page-fault-always = Доки не вимкнено
page-fault-429 = Забагато запитів
page-fault-429-note = 429, зачекати 5 с
page-fault-500 = Помилка сервера
page-fault-500-note = 500, одразу
page-fault-502 = Шлюз недоступний
page-fault-502-note = 502, одразу
page-fault-hang = Без відповіді
page-fault-hang-note = тримає з’єднання
page-fault-drop = Обрив
page-fault-drop-note = виконує й мовчить
page-fault-error = Відмова
page-fault-error-note = 400, без повторів
page-fault-set = Наступні запити бота отримають: { $kind }
page-fault-clear = Вимкнути всі збої
page-fault-cleared = Збоїв більше немає

page-chats = Чати
page-chat = Чат
page-log = Журнал
page-live = наживо
page-reconnecting = з’єднуємося знову
page-clear = Очистити
page-log-empty = Журнал порожній, доки ніхто не дзвонить
page-log-ms = { $n } мс
page-log-hook = { $status } · { $n } мс
page-log-no-answer = немає відповіді
page-log-sent = { $chat }: { $text }
page-log-edited = { $chat }, зміна: { $text }
page-log-failed = { $chat }, відмова { $code }: { $text }
page-log-pressed = { $name } натискає «{ $text }»
page-log-answered = Відповідь на кнопку: { $text }
`;
