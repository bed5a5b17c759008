/** The pages of calls in the cabinet: their list, and one call with its player, summary and text. */
export const enWebCall = `
web-call-search = Name, last digits, a date or a word that was said
web-call-find = Find
web-call-filters = Filters
web-call-apply = Show
web-call-from = From
web-call-to = To
web-call-direction = Direction
web-call-end = Outcome
web-call-line = Line
web-call-employee = Who talked
web-call-any = Any
web-call-any-line = All lines
web-call-any-employee = The whole team
web-call-ins = Incoming
web-call-outs = Outgoing
web-call-answered = Answered
web-call-misseds = Missed
web-call-unreached = Not reached
web-call-with-audio = With a recording
web-call-with-text = With a transcript
web-call-chip-from = from { $day }
web-call-chip-to = to { $day }
web-call-chip-off = remove
web-call-heard = Said in calls
web-call-heard-all = All such calls
web-call-found = Calls found
web-call-newest = Newest
web-call-older = Older
web-call-nothing = There are no such calls. Try the last 4 digits of the number or remove the filters.
web-call-all = All calls
web-call-today = Today
web-call-in = Incoming
web-call-out = Outgoing
web-call-missed = Missed
web-call-talking = talking
web-call-rings = ringing
web-call-no-length = length unknown
web-call-unknown = Outcome unknown
web-call-silent = Silence or music
web-call-has-audio = Has a recording
web-call-has-text = Has a transcript
web-call-answered-by = answered by { $who }
web-call-called-by = called by { $who }
web-call-deal = Deal
web-call-new-deal = Create a deal
web-call-task = Task
web-call-callback = Call back
web-call-sound = Recording
web-call-sounds = Recordings
web-call-play = Play
web-call-pause = Pause
web-call-position = Place in the recording
web-call-quote-at = Quote { $number }, { $time }
web-call-lanes = { $us } above, { $them } below
web-call-speed = Speed
web-call-seconds = 10 s
web-call-back-10 = back
web-call-on-10 = forward
web-call-download = Download
web-call-download-size = Download, { $size }
web-call-kb = { $size }\u202fKB
web-call-mb = { $size }\u202fMB
web-call-kept = kept until { $day }
web-call-settings = Go to settings
web-call-preparing = The recording is being prepared. It will appear here by itself.
web-call-running = The call is still going on. The summary will appear here by itself.
web-call-transcribing = The call is being transcribed. The summary will appear here by itself.
web-call-no-summary = There is no summary of this call.
web-call-summary = Summary
web-call-proven = { $count ->
    [one] { $count } quote checked
   *[other] { $count } quotes checked
  }
web-call-nothing-agreed = Nothing was agreed in this call.
web-call-dropped = { $count ->
    [one] { $count } claim was dropped: the text has no such quote.
   *[other] { $count } claims were dropped: the text has no such quotes.
  }
web-call-none-dropped = Every claim is proven by a quote from the call.
web-call-fixed = corrected
web-call-fix = Correct
web-call-fix-label = What is right?
web-call-fix-help = Leave it empty to remove it.
web-call-save = Save
web-call-fix-blank = There is no text. Please write it in words.
web-call-fix-name = This is not a name. Please write it in letters.
web-call-fix-date = There is no day or time here. Write it like this: “tomorrow at 10”, “25.11”, “on Friday”.
web-call-fix-past = This day is over. Please write another one.
web-call-fix-money = This does not look like an amount. Write it like this: 1200 or 1 200,50.
web-call-fix-currency = Deals are kept in { $currency } here. Please write the amount in it.
web-call-fix-changed = Somebody has changed this meanwhile: “{ $value }”. Check it and save again.
web-call-fixed-now = Corrected.
web-call-wrong = Is the summary wrong?
web-call-wrong-own = Or in your own words
web-call-wrong-blank = Choose a reason or write your own.
web-call-send = Send
web-call-judged = Thank you, noted. The summary itself can be corrected here.
web-call-promise-us = We promised:
web-call-promise-client = The client promised:
web-call-promise-task = Create a task
web-call-promise-off = removed
web-call-late = overdue, { $when }
web-call-text = Transcript
web-call-turns = { $count ->
    [one] { $count } turn
   *[other] { $count } turns
  }
web-call-copy = Copy
web-call-copied = The transcript was copied.
web-call-gap = silence or music, { $seconds } s
web-call-rest = { $count ->
    [one] Show { $count } more turn
   *[other] Show { $count } more turns
  }
web-call-client = Client
web-call-open = Open
web-call-do-not-call = do not call
web-call-not-client = not a client
web-call-visit = Next visit
web-call-calls = Calls
web-call-chat = Chat
web-call-writes = is writing in { $channel } now
web-call-this = this call
web-call-comments = Comments
web-call-no-comments = No comments yet.
web-call-comment = Add a comment
web-call-comment-blank = Please write something.
web-call-add = Add
web-call-edited = edited
web-call-commented = The comment was added.
web-call-followup = Call back
web-call-misses = missed ×{ $count }
web-call-due = until { $when }
web-call-overdue = time was up { $when }
web-call-claimed = { $name } is calling back, taken { $time }
web-call-unclaimed = Nobody has taken it yet.
web-call-show = Show
web-call-why-lead = from the PBX event to the message
web-call-why-none = There is no story of this call: its events are no longer kept.
web-call-why-time = Time
web-call-why-source = Source
web-call-why-what = What happened
web-call-why-pbx = PBX
web-call-why-decision = Decision
`;
