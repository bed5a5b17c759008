/** Cards in a chat: what comes, how it looks, when it rings. */
export const ukBotNotify = `
notify-title = <b>{ $business }</b> · картки в цьому чаті
notify-title-topic = <b>{ $business }</b> · картки в цій темі
notify-title-topic-named = <b>{ $business }</b> · картки в темі «{ $topic }»
notify-title-general = <b>{ $business }</b> · картки в темі General
notify-style-two = два повідомлення: коли дзвонять і коли завершено
notify-style-one = одне повідомлення, яке стає підсумком
notify-style-final = лише підсумок, коли дзвінок завершено
notify-fact-style = 🗂 Вигляд: { $style }
notify-fact-missed = 📨 Дзвінки: лише пропущені вхідні
notify-fact-messages = 📨 Повідомлення: { $messages }
notify-fact-all-messages = 📨 Повідомлення: усі
notify-fact-direction = ↕️ Напрямок: { $direction }
notify-fact-lines = ☎️ Лінії: { $lines }
notify-fact-exts = 👤 Працівники: { $exts }
notify-fact-clients = 📱 Клієнти: { $clients }
notify-fact-quiet = 🌙 Без звуку: { $from }–{ $to }
notify-fact-no-quiet = 🌙 Тихих годин немає
notify-fact-outside-loud = 🕘 Поза робочим часом: зі звуком
notify-fact-outside-silent = 🕘 Поза робочим часом: без звуку
notify-fact-buttons = 🔘 Кнопка під карткою: { $has }
notify-fact-language = 🌐 Мова карток: { $language }
notify-fact-remind = ⏰ Нагадування про пропущені: приходять
notify-fact-no-remind = ⏰ Нагадувань про пропущені немає
notify-fact-deals = 💼 Нові угоди: приходять
notify-fact-no-deals = 💼 Нові угоди не приходять
notify-has = є
notify-has-not = немає
notify-all-said = усі
notify-more-said = { $shown } і ще { $count }
notify-message-ring = коли дзвонять
notify-message-answered = прийняті
notify-message-missed = без відповіді
notify-direction-all = вхідні та вихідні
notify-direction-in = лише вхідні
notify-direction-out = лише вихідні
notify-go-messages = 📨 Повідомлення
notify-go-style = 🗂 Вигляд
notify-go-direction = ↕️ Напрямок
notify-go-lines = ☎️ Лінії
notify-go-exts = 👤 Працівники
notify-go-clients = 📱 Клієнти
notify-go-quiet = 🌙 Тихі години
notify-go-language = 🌐 Мова карток
notify-hide-buttons = 🔘 Без кнопки
notify-show-buttons = 🔘 З кнопкою
notify-remind = ⏰ Нагадувати
notify-no-remind = ⏰ Не нагадувати
notify-deals = 💼 Нові угоди
notify-no-deals = 💼 Без нових угод
notify-messages-title =
    <b>Повідомлення</b>

    Про що писати в цей чат?
notify-messages-last = Щось має залишитися. Щоб не приходило нічого, вимкніть картки кнопкою «🔕 Вимкнути тут».
notify-messages-final = Зараз вигляд «Лише підсумок», тож поки дзвонять, повідомлень немає.
notify-pick-ring = 📞 Коли дзвонять
notify-pick-answered = ✅ Прийняті
notify-pick-missed = ❌ Без відповіді
notify-pick-missed-only = Лише пропущені
notify-pick-all-messages = Усі повідомлення
notify-style-title =
    <b>Вигляд карток</b>

    <b>Два повідомлення.</b> Перше, коли дзвонять, друге з підсумком.
    <b>Одне.</b> Коли дзвінок завершено, повідомлення стає підсумком; пропущений приходить новим, зі звуком.
    <b>Лише підсумок.</b> Поки телефон дзвонить, нічого; наприкінці одне повідомлення.
notify-pick-two = Два повідомлення
notify-pick-one = Одне
notify-pick-final = Лише підсумок
notify-direction-title =
    <b>Напрямок</b>

    Які дзвінки показувати в цьому чаті?
notify-pick-both = Усі
notify-pick-in = Вхідні
notify-pick-out = Вихідні
notify-lines-title =
    <b>Лінії</b>

    Дзвінки на які ваші номери показувати тут? Дзвінок без відомої лінії не пройде, якщо обрано не всі.
notify-lines-none = Ліній ще не видно: вони з’являться після перших дзвінків. Або командою: <code>/notify line +380440000001</code>
notify-exts-title =
    <b>Працівники</b>

    Чиї дзвінки показувати тут? Рахується, кому дзвонив телефон і хто відповів.
notify-exts-none = Внутрішніх номерів ще не видно: вони з’являться після перших дзвінків. Або командою: <code>/notify ext 101</code>
notify-pick-all-lines = Усі лінії
notify-pick-all-exts = Усі працівники
notify-clients-title =
    <b>Клієнти</b>

    Тут можна показувати дзвінки лише з певних номерів.
notify-clients-all = Зараз: усі номери.
notify-clients-some = Зараз лише ці; натисніть, щоб прибрати:
notify-pick-all-clients = Усі номери
notify-write-clients = ✏️ Додати номери
notify-ask-clients = Напишіть номери клієнтів, по одному в рядку або через кому. Вийти: /cancel
notify-clients-many = Більше ніж { $max } номерів в одному чаті не вийде, тож нічого не змінено.
notify-clients-added = Додано номерів: { $count }.
notify-quiet-title =
    <b>Тихі години</b>

    У цей час картки приходять без звуку, а наприкінці приходить їх список. Час за поясом: { $zone }.
notify-quiet-now = Зараз: { $from }–{ $to }.
notify-quiet-now-none = Зараз: тихих годин немає.
notify-quiet-hours = Робочий час: { $hours }. Поза ним картки { $sound }.
notify-quiet-no-hours = Робочий час не задано: /settings
notify-sound-on = зі звуком
notify-sound-off = без звуку
notify-pick-no-quiet = Немає
notify-write-quiet = ✏️ Свій час
notify-outside-silence = 🔕 Тиша поза роботою
notify-outside-sound = 🔔 Звук поза роботою
notify-ask-quiet = Напишіть, з котрої до котрої без звуку, наприклад <code>21:30-08:30</code>. Вийти: /cancel
notify-quiet-wrong = «{ $word }» не схоже на час від і до, тож нічого не змінено. Напишіть так: <code>21:30-08:30</code>
notify-language-title =
    <b>Мова карток</b>

    Якою мовою писати картки в цьому чаті?
notify-turned-off = Картки сюди більше не приходять. Увімкнути знову: /notify
notify-was-off = Картки сюди й так не приходять. Увімкнути: /notify
notify-not-on = Картки «{ $business }» сюди не приходять, тож змінювати нічого.
notify-stop = 🔕 Вимкнути тут
notify-start = 💬 Увімкнути тут
notify-also = ➕ Ще й «{ $business }»
notify-wrong =
    Не розумію «{ $word }», тож нічого не змінено. Можна так:
    <code>/notify</code> увімкнути й налаштувати кнопками
    <code>/notify missed on</code> лише пропущені
    <code>/notify style one</code> вигляд: two, one, final
    <code>/notify messages answered,missed</code> які повідомлення
    <code>/notify direction in</code> лише вхідні
    <code>/notify line +380440000001</code> лише ця лінія
    <code>/notify ext 101</code> лише цей працівник
    <code>/notify client +380670000001</code> лише цей клієнт
    <code>/notify quiet 22:00-08:00</code> тихі години
    <code>/notify outside on</code> зі звуком поза робочим часом
    <code>/notify language uk</code> мова карток
    <code>/notify remind on</code> нагадувати, що не передзвонили
    <code>/notify deals on</code> повідомляти про нові угоди
    <code>/notify buttons off</code> без кнопки
    <code>/notify line all ext all client all</code> знову все
    <code>/notify off</code> вимкнути
notify-not-line = «{ $word }» не схоже на номер телефону. Напишіть його повністю, з кодом країни.
group-added =
    Вітаю! Я Frontdesk: показую дзвінки «{ $business }» картками.

    На кожен дзвінок два повідомлення: коли дзвонять і коли завершено. Увімкнути їх тут?
group-added-on = Вітаю! Я Frontdesk. Картки дзвінків приходять у цей чат. Змінити: /notify
group-added-topics = Щоб картки йшли в певну тему, надішліть /notify у ній.
group-added-stranger = Вітаю! Я Frontdesk: показую дзвінки бізнесу картками. Щоб увімкнути їх тут, адміністратор бізнесу має надіслати /notify.
`;
