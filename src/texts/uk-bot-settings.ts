/** The business's settings and its working hours. */
export const ukBotSettings = `
settings-title = <b>{ $business }</b> · налаштування
settings-kind = Вид діяльності: { $kind }
settings-zone = Часовий пояс: { $zone }, зараз { $time }
settings-currency = Валюта: { $currency }
settings-language = Мова карток: { $language }
settings-hours = Робочий час: { $hours }
settings-hours-none = Робочий час: не задано
settings-go-name = ✏️ Назва
settings-go-kind = 🏷 Вид діяльності
settings-go-zone = 🕓 Часовий пояс
settings-go-currency = 💱 Валюта
settings-go-language = 🌐 Мова карток
settings-go-hours = 🕘 Робочий час
settings-choose-kind = Чим ви займаєтеся?
settings-choose-language = Якою мовою писати картки? Чат може мати й свою: /notify
settings-ask-name = Напишіть нову назву одним повідомленням. Зараз: { $name }. Вийти: /cancel
settings-hours-title = <b>{ $business }</b> · робочий час
settings-hours-unknown = Не задано: картки приходять зі звуком цілодобово.
settings-hours-why = Поза робочим часом картки приходять без звуку, а коли ви відчиняєтесь, тут є їх список. Чат може мати інакше: /notify
settings-hours-office = Пн–Пт 09:00–18:00
settings-hours-daily = Щодня 09:00–20:00
settings-hours-unset = Не задано
settings-hours-write = ✏️ Написати свій
settings-ask-hours =
    Напишіть дні та години, як у прикладі:

    <code>пн-пт 09:00-20:00, сб 10-16, нд вихідний</code>

    Вийти: /cancel
settings-hours-wrong =
    Не розумію «{ $word }», тож нічого не змінено. Напишіть так:

    <code>пн-пт 09:00-20:00, сб 10-16, нд вихідний</code>
hours-mon = пн
hours-tue = вт
hours-wed = ср
hours-thu = чт
hours-fri = пт
hours-sat = сб
hours-sun = нд
hours-daily = щодня
hours-always = цілодобово
hours-closed =
    { $count ->
        [one] вихідний
       *[other] вихідні
    }
form-in-group = { $name }, відповідайте саме на це повідомлення: у групі я бачу лише відповіді мені й команди.
`;
