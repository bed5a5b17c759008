/** Price list, masters and the rules of the calendar, as the salon's people keep them. */
export const ukBotSalon = `
command-services = послуги та ціни
command-masters = майстри та їхні години
command-hours = години й правила запису
services-title = <b>{ $business }</b> · послуги
services-put-away = <b>{ $business }</b> · прибрані послуги
services-none = Тут ще порожньо. Додайте першу послугу, наприклад одним рядком: <code>/services Манікюр 60 хв 400</code>
services-none-put-away = Прибраних послуг немає.
services-key-new = ➕ Додати послугу
services-key-put-away = 🗄 Прибрані ({ $count })
services-key-list = ← До списку
service-minutes = { $minutes }\u202fхв
service-hours = { $hours }\u202fгод
service-hours-minutes = { $hours }\u202fгод { $minutes }\u202fхв
service-from = від { $price }
service-length = ⏱ Тривалість: { $length }
service-length-buffer = ⏱ Тривалість: { $length }, після неї перерва { $buffer }
service-price = 💰 Ціна: { $price }
service-synonyms = 🔎 Ще кажуть: { $words }
service-masters = 👩 Роблять: { $masters }
service-masters-none = ⚠️ Цього ще ніхто не робить, тож записатися не можна. Оберіть майстрів.
service-is-away = 🗄 Прибрано: клієнти цієї послуги не бачать.
service-key-name = ✏️ Назва
service-key-minutes = ⏱ Тривалість
service-key-price = 💰 Ціна
service-key-buffer = ☕ Перерва після
service-key-synonyms = 🔎 Інші слова
service-key-masters = 👩 Хто робить
service-key-up = ⬆️ Вище
service-key-down = ⬇️ Нижче
service-key-away = 🗄 Прибрати
service-key-back = ↩️ Повернути
service-done-new = ✅ Додано.
service-done-away = ✅ Прибрано зі списку. Записані візити лишаються.
service-done-back = ✅ Повернуто у список.
service-gone = Цієї послуги вже немає.
service-same-listed = ⚠️ Послуга з такою назвою вже є у списку. Спершу змініть її назву.
service-who = Хто робить «{ $service }»?
service-no-masters = Майстрів ще немає. Додайте їх у /masters.
service-ask-new =
    Напишіть послугу одним рядком:

    <code>Манікюр 60 хв 400</code>
    <code>Фарбування 2 год від 1800</code>

    Або лише назву, решту спитаю. Вийти: /cancel
service-ask-name =
    Напишіть назву. Кілька мов: по одній у рядку.

    <code>uk Фарбування
    ru Окрашивание
    en Colouring</code>

    Вийти: /cancel
service-ask-minutes = Скільки триває «{ $service }»? Наприклад: <code>60 хв</code> або <code>1 год 30 хв</code>. Вийти: /cancel
service-ask-price = Яка ціна «{ $service }»? Наприклад: <code>450</code> або <code>від 450</code>. Вийти: /cancel
service-ask-synonyms = Як ще клієнти називають «{ $service }»? Напишіть слова через кому, усіма мовами; «-» прибирає всі. Вийти: /cancel
service-ask-buffer = Скільки хвилин майстер зайнятий після «{ $service }»? Число від 0 до 120. Вийти: /cancel
service-name-bad = Не бачу назви. Напишіть її словами, будь ласка.
service-minutes-bad = «{ $word }» не схоже на тривалість від 5 хвилин до 12 годин. Напишіть так: <code>60 хв</code> або <code>1 год 30 хв</code>.
service-price-bad = «{ $word }» не схоже на ціну в { $currency }. Напишіть так: <code>450</code> або <code>від 450</code>.
service-buffer-bad = «{ $word }» не схоже на число від 0 до 120. Напишіть лише число хвилин.
service-same-name = Послуга «{ $word }» вже є у списку. Напишіть іншу назву.
masters-title = <b>{ $business }</b> · майстри
masters-put-away = <b>{ $business }</b> · хто вже не працює
masters-none = Тут ще порожньо. Додайте першого майстра: ім’я, послуги та години.
masters-none-put-away = Прибраних майстрів немає.
masters-key-new = ➕ Додати майстра
masters-key-put-away = 🗄 Прибрані ({ $count })
master-line-off = { $name } · без годин
master-hours = 🕘 { $hours }
master-hours-none = ⚠️ Годин ще немає, тож записатися не можна.
master-breaks = ☕ Перерви: { $breaks }
master-days-off = 🌴 Вихідні: { $days }
master-services = 💅 Послуги: { $services }
master-services-none = ⚠️ Послуг ще не обрано, тож записатися не можна.
master-is-away = 🗄 Прибрано: до цього майстра не записують.
master-key-name = ✏️ Ім’я
master-key-services = 💅 Послуги
master-key-hours = 🕘 Години
master-key-breaks = ☕ Перерви
master-key-days-off = 🌴 Вихідні дні
master-key-visits = 📅 Записи
master-key-away = 🗄 Прибрати
master-key-away-sure = Так, прибрати
master-key-back = ↩️ Повернути
master-done-new = ✅ Додано. Тепер оберіть послуги та перевірте години.
master-done-away = ✅ Прибрано. Записані візити лишаються в /bookings.
master-done-back = ✅ Повернуто.
master-gone = Цього майстра вже немає.
master-same-listed = ⚠️ Майстер з таким ім’ям уже є. Спершу змініть ім’я.
master-what = Що робить { $master }?
master-no-services = Послуг ще немає. Додайте їх у /services.
master-away-sure =
    Прибрати зі списку? Майстер: { $master }. Нових записів не буде.
master-away-visits = { $count ->
        [one] ⚠️ Попереду { $count } візит: він лишиться, його треба перенести чи скасувати окремо.
        [few] ⚠️ Попереду { $count } візити: вони лишаться, їх треба перенести чи скасувати окремо.
       *[other] ⚠️ Попереду { $count } візитів: вони лишаться, їх треба перенести чи скасувати окремо.
    }
master-ask-new =
    Напишіть ім’я майстра, а в другому рядку години:

    <code>Олена
    пн-пт 10-19, сб 10-16</code>

    Без годин візьму години бізнесу. Вийти: /cancel
master-ask-name =
    Напишіть ім’я. Кілька мов: по одній у рядку.

    <code>uk Олена
    ru Елена
    en Olena</code>

    Вийти: /cancel
master-ask-hours = Коли працює { $master }? Наприклад: <code>пн-пт 10-19, сб 10-16</code>. Дні, яких не названо, вихідні. Вийти: /cancel
master-ask-breaks = Коли щодня перерва? Наприклад: <code>13-14</code> або <code>12:30-13:00, 17-17:30</code>; «-» прибирає перерви. Вийти: /cancel
master-ask-days-off = Які дні вихідні? Наприклад: <code>25.12, 31.12-02.01</code>; «-» прибирає всі. Це замінить теперішній список. Вийти: /cancel
master-name-bad = Не бачу імені. Напишіть його словами, будь ласка.
master-hours-bad = Не розумію «{ $word }», тож нічого не змінено. Напишіть так: <code>пн-пт 10-19, сб 10-16</code>
master-breaks-bad = Не розумію «{ $word }», тож нічого не змінено. Напишіть так: <code>13-14, 17:00-17:30</code>
master-days-bad = Не розумію «{ $word }», тож нічого не змінено. Напишіть так: <code>25.12, 31.12-02.01</code>
master-days-past = «{ $word }» вже минуло, тож нічого не змінено.
master-same-name = Майстер «{ $word }» вже є. Напишіть інше ім’я, наприклад з першою літерою прізвища.
calendar-title = <b>{ $business }</b> · години й правила запису
calendar-hours = 🕘 Працюємо: { $hours }
calendar-hours-none = 🕘 Години бізнесу не задано: рахуються лише години майстрів.
calendar-holidays = 🗓 Свята й вихідні: найближче { $nearest }
calendar-holidays-none = 🗓 Свята й вихідні: не задано
calendar-step = ▦ Візити починаються що { $length }
calendar-lead = ⏳ Записатися можна не пізніше ніж за { $length }
calendar-lead-none = ⏳ Записатися можна хоч зараз
calendar-horizon = { $days ->
        [one] 🔭 Записуємо на { $days } день уперед
        [few] 🔭 Записуємо на { $days } дні вперед
       *[other] 🔭 Записуємо на { $days } днів уперед
    }
calendar-cutoff = ✂️ Клієнт сам скасовує чи переносить не пізніше ніж за { $hours }\u202fгод
calendar-cutoff-none = ✂️ Клієнт сам скасовує чи переносить коли завгодно
calendar-key-hours = 🕘 Робочий час
calendar-key-holidays = 🗓 Свята
calendar-key-step = ▦ Крок
calendar-key-lead = ⏳ Не пізніше
calendar-key-horizon = 🔭 Наперед
calendar-key-cutoff = ✂️ Скасування
calendar-key-masters = 👩 Майстри
calendar-choose-step = Що скільки хвилин може починатися візит?
calendar-choose-lead = За скільки до візиту ще можна записатися?
calendar-choose-horizon = На скільки днів уперед записуємо?
calendar-choose-cutoff = За скільки годин клієнт ще може скасувати чи перенести сам? Пізніше відповідає людина.
calendar-any-time = Коли завгодно
calendar-days = { $days }\u202fдн
`;
