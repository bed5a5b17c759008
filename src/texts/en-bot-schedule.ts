/** Missed calls, holidays and the hours of lines, as the settings show them. */
export const enBotSchedule = `
settings-missed = Missed calls: call back within { $minutes } min
settings-holidays = Holidays: the next is { $nearest }
settings-holidays-none = Holidays: not set
settings-go-missed = ❌ Missed calls
settings-go-holidays = 🗓 Holidays
settings-go-lines = ☎️ Hours of lines
settings-missed-title = <b>{ $business }</b> · missed calls
settings-missed-promise = Call back: within { $minutes } min
settings-missed-talk = A talk counts: from { $seconds } s on. A shorter one may have been an answering machine
settings-missed-talk-any = A talk counts: any
settings-missed-tried = We called back and the client did not answer: the call is closed
settings-missed-not-tried = We called back and the client did not answer: the call still waits
settings-missed-why = Only working hours count, and no holidays. Chats that get reminders are chosen in /notify.
settings-missed-in = { $minutes } min
settings-missed-from = from { $seconds } s
settings-missed-any = Any
settings-missed-tries = A try closes the call
settings-missed-no-tries = Only a talk closes it
settings-write-sla = ✏️ Another time
settings-write-ghost = ✏️ Another length of talk
settings-ask-sla = Within how many minutes shall clients be called back? Send a number from 1 to 1440. Leave: /cancel
settings-ask-ghost = From how many seconds on does a talk count? Send a number from 0 to 60; 0 means any. Leave: /cancel
settings-sla-wrong = “{ $word }” is not a number from 1 to 1440, so nothing was changed. Send only the number of minutes.
settings-ghost-wrong = “{ $word }” is not a number from 0 to 60, so nothing was changed. Send only the number of seconds.
settings-holidays-title = <b>{ $business }</b> · holidays
settings-holidays-empty = No day has been set yet.
settings-holidays-why = These days differ from the rest of the week. The time to call back is counted by them.
settings-holiday-closed = { $days }: closed
settings-holiday-open = { $days }: { $hours }
settings-holiday-remove = ✕ { $days }
settings-holidays-add = ➕ Add
settings-ask-holidays =
    Send the days, one a line or with commas:

    <code>25.12</code> closed
    <code>31.12 10:00-15:00</code> other hours
    <code>1.01-7.01</code> several days

    Leave: /cancel
settings-holidays-wrong =
    I cannot read “{ $word }”, so nothing was changed. Write it like this:

    <code>25.12, 31.12 10:00-15:00, 1.01-7.01</code>
settings-holidays-past = “{ $word }” is over, so nothing was changed.
settings-holidays-many = More than { $max } days are too many, so nothing was changed.
settings-lines-title = <b>{ $business }</b> · hours of lines
settings-lines-none = No lines are known yet: they appear after the first calls.
settings-lines-why = The time to call back is counted by the hours of the line that was called.
settings-line = { $line }: { $hours }
settings-line-business = { $line }: as the business
settings-line-title = <b>{ $line }</b> · hours of the line
settings-line-same = As the business:
settings-line-same-unknown = As the business: not set
settings-line-unset = As the business
`;
