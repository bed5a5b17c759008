/** Missed calls, holidays and the hours of lines, as the settings show them. */
export const ruBotSchedule = `
settings-missed = Пропущенные: перезвонить за { $minutes } мин
settings-holidays = Праздники и выходные: ближайшее { $nearest }
settings-holidays-none = Праздники и выходные: не заданы
settings-go-missed = ❌ Пропущенные звонки
settings-go-holidays = 🗓 Праздники
settings-go-lines = ☎️ Часы линий
settings-missed-title = <b>{ $business }</b> · пропущенные звонки
settings-missed-promise = Перезвонить: за { $minutes } мин
settings-missed-talk = Разговор засчитывается: от { $seconds } с. Более короткий мог быть автоответчиком
settings-missed-talk-any = Разговор засчитывается: любой
settings-missed-tried = Перезвонили, а клиент не ответил: звонок закрыт
settings-missed-not-tried = Перезвонили, а клиент не ответил: звонок ждёт дальше
settings-missed-why = Время считается только в рабочие часы и не в праздники. Чаты, которым напоминать, выбирают в /notify.
settings-missed-in = { $minutes } мин
settings-missed-from = от { $seconds } с
settings-missed-any = Любой
settings-missed-tries = Попытка закрывает звонок
settings-missed-no-tries = Закрывает только разговор
settings-write-sla = ✏️ Своё время
settings-write-ghost = ✏️ Своя длина разговора
settings-ask-sla = За сколько минут перезванивать? Напишите число от 1 до 1440. Выйти: /cancel
settings-ask-ghost = От скольких секунд разговор засчитывается? Напишите число от 0 до 60; 0 означает любой. Выйти: /cancel
settings-sla-wrong = «{ $word }» не похоже на число от 1 до 1440, поэтому ничего не изменилось. Напишите только число минут.
settings-ghost-wrong = «{ $word }» не похоже на число от 0 до 60, поэтому ничего не изменилось. Напишите только число секунд.
settings-holidays-title = <b>{ $business }</b> · праздники и выходные
settings-holidays-empty = Пока не задано ни одного дня.
settings-holidays-why = Эти дни не такие, как остальные дни недели. Время, чтобы перезвонить, считается по ним.
settings-holiday-closed = { $days }: выходной
settings-holiday-open = { $days }: { $hours }
settings-holiday-remove = ✕ { $days }
settings-holidays-add = ➕ Добавить
settings-ask-holidays =
    Напишите дни, по одному в строке или через запятую:

    <code>25.12</code> выходной
    <code>31.12 10:00-15:00</code> другие часы
    <code>1.01-7.01</code> несколько дней

    Выйти: /cancel
settings-holidays-wrong =
    Не понимаю «{ $word }», поэтому ничего не изменилось. Напишите так:

    <code>25.12, 31.12 10:00-15:00, 1.01-7.01</code>
settings-holidays-past = «{ $word }» уже прошло, поэтому ничего не изменилось.
settings-holidays-many = Больше чем { $max } дней не получится, поэтому ничего не изменилось.
settings-lines-title = <b>{ $business }</b> · часы линий
settings-lines-none = Линий пока не видно: они появятся после первых звонков.
settings-lines-why = Время, чтобы перезвонить, считается по часам линии, на которую звонили.
settings-line = { $line }: { $hours }
settings-line-business = { $line }: как у бизнеса
settings-line-title = <b>{ $line }</b> · часы линии
settings-line-same = Как у бизнеса:
settings-line-same-unknown = Как у бизнеса: не заданы
settings-line-unset = Как у бизнеса
`;
