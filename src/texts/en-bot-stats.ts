/** Statistics of calls, and the daily digest. */
export const enBotStats = `
command-stats = call statistics
command-digest = daily digest
stats-title = Calls
stats-none-short = no calls
stats-none = There were no calls.
stats-unknown-time = There is no data for this time.
stats-unknown-short = no data
stats-by-day = By day
stats-by-week = By week
stats-by-hour = By hour
stats-answered = answered, { $count }
stats-missed = missed, { $count }
stats-closed = closed
stats-unheard = n/a
stats-heat = When we do not manage to answer
stats-people = Who answered
stats-talks = talks
stats-callbacks = called back
stats-minutes = { $minutes }\u202fmin
stats-nobody = not known
stats-source = { $business } · { $at }
stats-in = Incoming: <b>{ $all }</b>, missed: <b>{ $missed }</b> ({ $share }%)
stats-lines = Missed by line: { $lines }
stats-line-unknown = line not known
stats-back = Called back: { $back } of { $misses }
stats-back-median = Called back: { $back } of { $misses }, usually within { $median }
stats-out = Outgoing: { $all }, reached: { $reached }
stats-wait = Waited for an answer: { $average } on average, usually { $median }
stats-short = Very short talks: { $count }
stats-unknown = Result not known: { $count }
stats-gap = ⚠️ { $name }: no data, the latest is of { $since }. Empty days after it do not mean that nobody called.
stats-gap-never = ⚠️ { $name }: no data yet. Empty days do not mean that nobody called.
stats-staffing = 💡 One more person on { $weekday ->
    [0] Mondays
    [1] Tuesdays
    [2] Wednesdays
    [3] Thursdays
    [4] Fridays
    [5] Saturdays
   *[6] Sundays
  } from { $from } to { $to } would have taken { $covered } of the { $missed } calls missed on that weekday.
stats-today = Today
stats-yesterday = Yesterday
stats-week = 7 days
stats-month = 30 days
stats-bad = I do not understand that period. For example: /stats yesterday or /stats 1.11-15.11, at most 92 days.
digest-title = ☀️ <b>Summary for { $period }</b>
digest-anomaly = ⚠️ Twice as many missed as usual on this weekday: { $missed } against { $usual }.
digest-open = ⏰ Waiting for a call back: { $count }
digest-open-row = • { $who }, { $at }
digest-open-more = All: /missed
digest-tasks = ☑️ Overdue tasks: { $count }. All: /tasks
digest-deals = 💼 Deals: { $made } new, { $won } won, { $lost } lost
digest-stats = 📊 Statistics
digest-settings = ⚙️ When to send
digest-on = Sent here every day at { $at }, except on days off.
digest-on-always = Sent here every day at { $at }, on days off, too.
digest-off = The daily digest is not sent here.
digest-choose = Choose a time with a button or write, for example: /digest 9:30
digest-closed-on = ➕ On days off, too
digest-closed-off = ➖ Not on days off
digest-stop = 🔕 Do not send
digest-bad = I do not understand that time. For example: /digest 9:30. To switch it off: /digest off
digest-not-here = The digest is not sent here, because this chat is not subscribed to calls. Turn cards on: /notify
`;
