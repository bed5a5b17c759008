/** The settings in the cabinet: chats with cards, what comes into each, the daily message. */
export const ruWebChatSet = `
web-chat-set = Чаты
web-chat-set-lost = недоступен
web-chat-set-gets = Что сюда приходит
web-chat-set-quiet-now = сейчас без звука
web-chat-set-how = Чтобы добавить чат, добавьте бота в группу и отправьте там /notify. Для одной темы отправьте /notify в ней, для себя – в личном чате с ботом.
web-chat-set-add = Добавить бота в группу
web-chat-set-ended = Карточки в «{ $chat }» уже не приходят, поэтому ничего не изменено. Включить снова: /notify в самом чате
web-chat-set-stop = Выключить карточки
web-chat-set-stop-title = Выключить карточки в «{ $chat }»?
web-chat-set-stop-lead = Карточки, напоминания и новые сделки туда больше не придут. Отправленные останутся. Включить снова: /notify в самом чате.
web-chat-set-fact-all = все звонки
web-chat-set-fact-in = только входящие
web-chat-set-fact-out = только исходящие
web-chat-set-fact-missed = только пропущенные входящие
web-chat-set-fact-messages = сообщения: { $messages }
web-chat-set-fact-lines = линии: { $lines }
web-chat-set-fact-exts = сотрудники: { $exts }
web-chat-set-fact-clients =
    { $count ->
        [one] { $count } номер клиента
        [few] { $count } номера клиентов
       *[other] { $count } номеров клиентов
    }
web-chat-set-fact-quiet = без звука { $from }–{ $to }
web-chat-set-fact-loud = со звуком и вне рабочего времени
web-chat-set-fact-masked = номера скрыты
web-chat-set-fact-remind = напоминания о пропущенных
web-chat-set-fact-deals = новые сделки
web-chat-set-messages-none = Что-то должно остаться. Чтобы не приходило ничего, выключите карточки в этом чате.
web-chat-set-missed-only = Только пропущенные входящие (отметки выше тогда не действуют)
web-chat-set-besides = Кроме карточек
web-chat-set-remind = Напоминать о пропущенных
web-chat-set-deals = Сообщать о новых сделках
web-chat-set-clients-help = По одному в строке или через запятую. Пусто: все номера
web-chat-set-lines-help = Без отметок: все линии
web-chat-set-lines-none = Линий ещё не видно: они появятся после первых звонков.
web-chat-set-exts-help = Без отметок: все. Считается, кому звонил телефон и кто ответил
web-chat-set-exts-none = Внутренних номеров ещё не видно: они появятся после первых звонков.
web-chat-set-quiet-from = Тихие часы: от
web-chat-set-quiet-to = Тихие часы: до
web-chat-set-quiet-help = Например, от 22:00 до 08:00. Карточки тогда приходят без звука, а в конце – их список. Оба пустые: тихих часов нет
web-chat-set-quiet-wrong = Нужны два разных времени, например от 22:00 до 08:00
web-chat-set-closed = Вне рабочего времени
web-chat-set-loud = Со звуком и вне рабочего времени
web-chat-set-style-two = Два сообщения: звонок и итог
web-chat-set-style-one = Одно, которое становится итогом
web-chat-set-style-final = Только итог
web-chat-set-language-own = Как у бизнеса: { $language }
web-chat-set-card = Карточка
web-chat-set-buttons = Кнопки под карточкой
web-chat-set-masked = Скрывать номера клиентов
web-chat-set-digest-own = Сводка дня в вашем чате с ботом
web-chat-set-digest-here = Сводка дня в этом чате
web-chat-set-digest-off = не отправляется
web-chat-set-digest-at = Время
web-chat-set-digest-help = Например, 09:00, по времени бизнеса
web-chat-set-digest-on = Отправлять каждый день
web-chat-set-digest-closed = И в выходные
web-chat-set-digest-foot = Предыдущий день коротко: звонки, пропущенные без ответа, сделки, задачи и визиты.
web-chat-set-digest-wrong = Это не похоже на время. Напишите, например, 09:30
`;
