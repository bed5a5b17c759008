/** The settings in the cabinet: chats with cards, what comes into each, the daily message. */
export const ukWebChatSet = `
web-chat-set = Чати
web-chat-set-lost = недоступний
web-chat-set-gets = Що сюди приходить
web-chat-set-quiet-now = зараз без звуку
web-chat-set-how = Щоб додати чат, додайте бота в групу й надішліть там /notify. Для однієї теми надішліть /notify у ній, для себе – в особистому чаті з ботом.
web-chat-set-add = Додати бота в групу
web-chat-set-ended = Картки в «{ $chat }» вже не приходять, тож нічого не змінено. Увімкнути знову: /notify у самому чаті
web-chat-set-stop = Вимкнути картки
web-chat-set-stop-title = Вимкнути картки в «{ $chat }»?
web-chat-set-stop-lead = Картки, нагадування й нові угоди туди більше не приходитимуть. Надіслані залишаться. Увімкнути знову: /notify у самому чаті.
web-chat-set-fact-all = усі дзвінки
web-chat-set-fact-in = лише вхідні
web-chat-set-fact-out = лише вихідні
web-chat-set-fact-missed = лише пропущені вхідні
web-chat-set-fact-messages = повідомлення: { $messages }
web-chat-set-fact-lines = лінії: { $lines }
web-chat-set-fact-exts = працівники: { $exts }
web-chat-set-fact-clients =
    { $count ->
        [one] { $count } номер клієнта
        [few] { $count } номери клієнтів
       *[other] { $count } номерів клієнтів
    }
web-chat-set-fact-quiet = без звуку { $from }–{ $to }
web-chat-set-fact-loud = зі звуком і поза робочим часом
web-chat-set-fact-masked = номери приховано
web-chat-set-fact-remind = нагадування про пропущені
web-chat-set-fact-deals = нові угоди
web-chat-set-messages-none = Щось має залишитися. Щоб не приходило нічого, вимкніть картки в цьому чаті.
web-chat-set-missed-only = Лише пропущені вхідні (позначки вище тоді не діють)
web-chat-set-besides = Крім карток
web-chat-set-remind = Нагадувати про пропущені
web-chat-set-deals = Повідомляти про нові угоди
web-chat-set-clients-help = По одному в рядку або через кому. Порожнє: усі номери
web-chat-set-lines-help = Без позначок: усі лінії
web-chat-set-lines-none = Ліній ще не видно: вони з’являться після перших дзвінків.
web-chat-set-exts-help = Без позначок: усі. Рахується, кому дзвонив телефон і хто відповів
web-chat-set-exts-none = Внутрішніх номерів ще не видно: вони з’являться після перших дзвінків.
web-chat-set-quiet-from = Тихі години: від
web-chat-set-quiet-to = Тихі години: до
web-chat-set-quiet-help = Наприклад, від 22:00 до 08:00. Картки тоді приходять без звуку, а наприкінці – їх список. Обидва порожні: тихих годин немає
web-chat-set-quiet-wrong = Потрібні два різні часи, наприклад від 22:00 до 08:00
web-chat-set-closed = Поза робочим часом
web-chat-set-loud = Зі звуком і поза робочим часом
web-chat-set-style-two = Два повідомлення: дзвінок і підсумок
web-chat-set-style-one = Одне, що стає підсумком
web-chat-set-style-final = Лише підсумок
web-chat-set-language-own = Як у бізнесу: { $language }
web-chat-set-card = Картка
web-chat-set-buttons = Кнопки під карткою
web-chat-set-masked = Ховати номери клієнтів
web-chat-set-digest-own = Підсумок дня у вашому чаті з ботом
web-chat-set-digest-here = Підсумок дня в цьому чаті
web-chat-set-digest-off = не надсилається
web-chat-set-digest-at = Час
web-chat-set-digest-help = Наприклад, 09:00, за часом бізнесу
web-chat-set-digest-on = Надсилати щодня
web-chat-set-digest-closed = І у вихідні
web-chat-set-digest-foot = Попередній день коротко: дзвінки, пропущені без відповіді, угоди, задачі й візити.
web-chat-set-digest-wrong = Це не схоже на час. Напишіть, наприклад, 09:30
`;
