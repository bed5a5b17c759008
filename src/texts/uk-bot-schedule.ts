/** Missed calls, holidays and the hours of lines, as the settings show them. */
export const ukBotSchedule = `
settings-missed = Пропущені: передзвонити за { $minutes } хв
settings-holidays = Свята й вихідні: найближче { $nearest }
settings-holidays-none = Свята й вихідні: не задано
settings-go-missed = ❌ Пропущені дзвінки
settings-go-holidays = 🗓 Свята й вихідні
settings-go-lines = ☎️ Години ліній
settings-missed-title = <b>{ $business }</b> · пропущені дзвінки
settings-missed-promise = Передзвонити: за { $minutes } хв
settings-missed-talk = Розмова рахується: від { $seconds } с. Коротша могла бути автовідповідачем
settings-missed-talk-any = Розмова рахується: будь-яка
settings-missed-tried = Передзвонили, а клієнт не відповів: дзвінок закрито
settings-missed-not-tried = Передзвонили, а клієнт не відповів: дзвінок чекає далі
settings-missed-why = Час рахується лише в робочі години й не у свята. Чати, яким нагадувати, обирають у /notify.
settings-missed-in = { $minutes } хв
settings-missed-from = від { $seconds } с
settings-missed-any = Будь-яка
settings-missed-tries = Спроба закриває дзвінок
settings-missed-no-tries = Закриває лише розмова
settings-write-sla = ✏️ Свій час
settings-write-ghost = ✏️ Своя довжина розмови
settings-ask-sla = За скільки хвилин передзвонювати? Напишіть число від 1 до 1440. Вийти: /cancel
settings-ask-ghost = Від скількох секунд розмова рахується? Напишіть число від 0 до 60; 0 означає будь-яку. Вийти: /cancel
settings-sla-wrong = «{ $word }» не схоже на число від 1 до 1440, тож нічого не змінено. Напишіть лише число хвилин.
settings-ghost-wrong = «{ $word }» не схоже на число від 0 до 60, тож нічого не змінено. Напишіть лише число секунд.
settings-holidays-title = <b>{ $business }</b> · свята й вихідні
settings-holidays-empty = Ще не задано жодного дня.
settings-holidays-why = Ці дні не такі, як інші дні тижня. Час, щоб передзвонити, рахується за ними.
settings-holiday-closed = { $days }: вихідний
settings-holiday-open = { $days }: { $hours }
settings-holiday-remove = ✕ { $days }
settings-holidays-add = ➕ Додати
settings-ask-holidays =
    Напишіть дні, по одному в рядку або через кому:

    <code>25.12</code> вихідний
    <code>31.12 10:00-15:00</code> інші години
    <code>1.01-7.01</code> кілька днів

    Вийти: /cancel
settings-holidays-wrong =
    Не розумію «{ $word }», тож нічого не змінено. Напишіть так:

    <code>25.12, 31.12 10:00-15:00, 1.01-7.01</code>
settings-holidays-past = «{ $word }» вже минуло, тож нічого не змінено.
settings-holidays-many = Більше ніж { $max } днів не вийде, тож нічого не змінено.
settings-lines-title = <b>{ $business }</b> · години ліній
settings-lines-none = Ліній ще не видно: вони з’являться після перших дзвінків.
settings-lines-why = Час, щоб передзвонити, рахується за годинами лінії, на яку дзвонили.
settings-line = { $line }: { $hours }
settings-line-business = { $line }: як у бізнесу
settings-line-title = <b>{ $line }</b> · години лінії
settings-line-same = Як у бізнесу:
settings-line-same-unknown = Як у бізнесу: не задано
settings-line-unset = Як у бізнесу
`;
