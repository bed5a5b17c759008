/** Figures and tables in the cabinet. */
export const enWebStat = `
stats-csv-what = Breakdown
stats-csv-which = Which
stats-csv-answered = Answered
stats-csv-missed = Missed
stats-csv-back = Called back
stats-csv-all = All
stats-csv-day = Day
stats-csv-hour = Hour
stats-csv-slot = Missed: day and hour
stats-csv-person = Who answered
stats-csv-line = Missed: line
web-stat-lead = { $days } · { $line } · the same figures as in /stats
web-stat-lines-all = all lines
web-stat-period = Period
web-stat-span-1 = Today
web-stat-span-7 = 7 days
web-stat-span-14 = 14 days
web-stat-span-30 = 30 days
web-stat-from = From
web-stat-to = To
web-stat-line = Line
web-stat-show = Show
web-stat-wrong-days = Choose both days. The last 14 days are shown.
web-stat-wrong-order = The first day is after the last one. The last 14 days are shown.
web-stat-wrong-long = At most 92 days at a time. The last 14 days are shown.
web-stat-none = There were no calls in this time. Choose another period.
web-stat-figures = Figures
web-stat-calls = Incoming
web-stat-answered = Answered
web-stat-missed = Missed
web-stat-back = Called back
web-stat-of = of { $count }
web-stat-median = Called back within
web-stat-wait = Wait for an answer
web-stat-how = How this is counted
web-stat-how-staffing = A missed call counts when everybody who talked that day was busy for as long as it rang. One more person takes such calls one at a time, each for the median talk of this period. Fewer than five such calls are chance, and no advice is given.
web-stat-heat-found = Missed by hour, { $missed } in all; the most: { $at }, { $count }
web-stat-heat-legend = Missed by hour
web-stat-days = Answered { $answered }, missed { $missed }
web-stat-days-worst = Answered { $answered }, missed { $missed }; the most missed: { $day }, { $count }
web-stat-speed = How fast we call back
web-stat-speed-five = within 5 min
web-stat-speed-quarter = 5–15 min
web-stat-speed-hour = 15–60 min
web-stat-speed-later = later
web-stat-speed-never = not called back
web-stat-cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
 }
web-stat-talks = { $count ->
    [one] { $count } call
   *[other] { $count } calls
 }
web-stat-rest = Also
web-stat-table = The days as a table
web-export = Exports
web-export-all = Exports
web-export-lead = CSV tables for Excel and Google Sheets. The files hold personal data, keep them safe.
web-export-table = A table of any time
web-export-what = What to export
web-export-load = Download
web-export-quick = Quick
web-export-business = Services, masters, hours, questions and answers, clients, bookings. The file can be corrected and sent back to the bot: /import
web-export-none = There is nothing in this time. Choose another.
web-export-days = Choose both days, the first not after the last.
`;
