/** The sandbox's page. `form` is the plural category of `n` in this language. */
export const ruPage = `
page-title = Песочница · Frontdesk
page-badge = Песочница
page-lead = Наружу ничего не уходит: Telegram и АТС здесь условные
page-noscript = Странице нужен JavaScript.
page-skip = К чату
page-language = Язык страницы
page-reset = Сбросить демо
page-reset-done = Демо возвращено к началу
page-offline = Нет связи с песочницей. Ждём, пока она вернётся
page-failed = Не получилось: { $reason }
page-cancel = Отмена
page-ok = Хорошо

page-people = Люди и чаты
page-who = Кто я сейчас
page-person-new = Новый человек
page-person-name = Имя
page-person-add = Добавить
page-no-people = Здесь ещё никого нет
page-chat-group = группа · { $names }
page-chat-private = личный чат с ботом
page-chat-blocked = бот заблокирован
page-unread = { $n } { $form ->
    [one] новое
    [few] новых
   *[many] новых
 }
page-note = Чат открывается глазами того, кто в нём есть. Человека меняйте вверху.
page-no-chats = { $name }: чатов ещё нет

page-members = { $n } { $form ->
    [one] участник
    [few] участника
   *[many] участников
 }
page-seen-by = видит { $name }
page-bot = бот
page-more = Ещё действия
page-feed = Сообщения
page-today = Сегодня
page-edited = изменено { $time }
page-silent = без звука
page-reply = Ответить
page-reply-to = Ответ: { $text }
page-reply-drop = Не отвечать
page-deleted = сообщение удалено
page-contact = Контакт: { $name }
page-file = Файл: { $name }
page-voice = Голосовое сообщение
page-empty-group = Карточек ещё нет: первая появится, как только кто-то позвонит
page-empty-private = Бот ждёт первого слова
page-start = Начать
page-copied = Скопировано
page-no-answer = Бот не ответил за 15 секунд
page-general = Общая
page-topics = Темы группы
page-topic-closed = закрыта

page-service-joined = { $name } в группе
page-service-left = { $name } больше не в группе
page-service-title = Новое название группы: { $title }
page-service-topic = Новая тема «{ $name }»
page-service-topic-renamed = Тема переименована: «{ $name }»
page-service-topic-closed = Тема закрыта
page-service-topic-reopened = Тема снова открыта
page-service-pinned = { $name } закрепляет сообщение
page-service-other = В группе что-то изменилось

page-compose = Сообщение от имени: { $name }
page-placeholder = Написать как { $name }
page-send = Отправить
page-attach = Добавить или изменить
page-commands = Команды бота
page-contact-share = Поделиться контактом
page-phone = Номер телефона
page-group-new = Новая группа
page-group-title = Название группы
page-group-members = Кто в группе
page-group-forum = Группа с темами
page-group-create = Создать
page-bot-add = Добавить бота в группу
page-bot-admin = Сделать бота администратором
page-bot-added = Бот добавлен
page-bot-remove = Убрать бота из группы
page-bot-block = Заблокировать бота
page-bot-unblock = Разблокировать бота
page-blocked-note = Бот больше не может писать этому человеку
page-topic-new = Новая тема
page-topic-name = Название темы
page-migrate = Превратить в супергруппу
page-migrated = Группа стала супергруппой

page-tools = Инструменты
page-pbx = АТС
page-provider = Провайдер
page-caller = Кто звонит
page-caller-new = Новый номер
page-caller-hidden = Номер скрыт
page-delivery = Доставка событий
page-delivery-in_order = По порядку
page-delivery-shuffled = Вперемешку
page-delivery-doubled = Каждое дважды
page-delivery-lost = Все потеряны
page-lost-note = Событий не будет: о звонке, который был 20 мин назад, знает только статистика АТС. Команда /health, «Сверить сейчас».
page-speed = Скорость
page-play-answered = Входящий, ответили
page-play-answered-note = две карточки: звонит и итог
page-play-missed = Пропущенный
page-play-missed-note = никто не взял
page-play-forward = Переадресация
page-play-forward-note = не пропущенный
page-play-group = Группа
page-play-group-note = звонят все сразу
page-play-transfer = Перевод
page-play-transfer-note = { $from } → { $to }
page-play-burst = Залп
page-play-burst-note = 20 звонков за 2 с
page-play-lost_hangup = Без завершения
page-play-lost_hangup-note = закроет тишина
page-playing = звонит, { $done } из { $total }
page-played = Звонок пошёл
page-see-chat = К чату

page-faults = Сбои
page-faults-lead = Условный Telegram ответит боту ошибкой на столько запросов, сколько указано.
page-fault-method = Какой запрос
page-fault-any = Любой
page-fault-times = Сколько раз
page-fault-always = Пока не выключен
page-fault-429 = Слишком часто
page-fault-429-note = 429, подождать 5 с
page-fault-500 = Ошибка сервера
page-fault-500-note = 500, сразу
page-fault-502 = Шлюз недоступен
page-fault-502-note = 502, сразу
page-fault-hang = Без ответа
page-fault-hang-note = держит соединение
page-fault-drop = Обрыв
page-fault-drop-note = выполняет и молчит
page-fault-error = Отказ
page-fault-error-note = 400, без повторов
page-fault-set = Следующие запросы бота получат: { $kind }
page-fault-clear = Выключить все сбои
page-fault-cleared = Сбоев больше нет

page-chats = Чаты
page-chat = Чат
page-log = Журнал
page-live = вживую
page-reconnecting = соединяемся снова
page-clear = Очистить
page-log-empty = Журнал пуст, пока никто не звонит
page-log-ms = { $n } мс
page-log-hook = { $status } · { $n } мс
page-log-no-answer = нет ответа
page-log-sent = { $chat }: { $text }
page-log-edited = { $chat }, правка: { $text }
page-log-failed = { $chat }, отказ { $code }: { $text }
page-log-pressed = { $name } нажимает «{ $text }»
page-log-answered = Ответ на кнопку: { $text }
`;
