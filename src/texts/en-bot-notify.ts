/** Cards in a chat: what comes, how it looks, when it rings. */
export const enBotNotify = `
notify-title = <b>{ $business }</b> · cards in this chat
notify-title-topic = <b>{ $business }</b> · cards in this topic
notify-title-topic-named = <b>{ $business }</b> · cards in the topic “{ $topic }”
notify-title-general = <b>{ $business }</b> · cards in General
notify-style-two = two messages: when it rings and when it is over
notify-style-one = one message that becomes the summary
notify-style-final = only the summary, when the call is over
notify-fact-style = 🗂 Style: { $style }
notify-fact-missed = 📨 Calls: missed incoming only
notify-fact-messages = 📨 Messages: { $messages }
notify-fact-all-messages = 📨 Messages: all
notify-fact-direction = ↕️ Direction: { $direction }
notify-fact-lines = ☎️ Lines: { $lines }
notify-fact-exts = 👤 Employees: { $exts }
notify-fact-clients = 📱 Clients: { $clients }
notify-fact-quiet = 🌙 Without sound: { $from }–{ $to }
notify-fact-no-quiet = 🌙 No quiet hours
notify-fact-outside-loud = 🕘 Outside working hours: with sound
notify-fact-outside-silent = 🕘 Outside working hours: without sound
notify-fact-buttons = 🔘 Button below a card: { $has }
notify-fact-language = 🌐 Language of cards: { $language }
notify-fact-remind = ⏰ Reminders of missed calls: they come
notify-fact-no-remind = ⏰ No reminders of missed calls
notify-fact-deals = 💼 New deals: they come
notify-fact-no-deals = 💼 New deals do not come
notify-has = yes
notify-has-not = no
notify-all-said = all
notify-more-said = { $shown } and { $count } more
notify-message-ring = when it rings
notify-message-answered = answered
notify-message-missed = not answered
notify-direction-all = incoming and outgoing
notify-direction-in = incoming only
notify-direction-out = outgoing only
notify-go-messages = 📨 Messages
notify-go-style = 🗂 Style
notify-go-direction = ↕️ Direction
notify-go-lines = ☎️ Lines
notify-go-exts = 👤 Employees
notify-go-clients = 📱 Clients
notify-go-quiet = 🌙 Quiet hours
notify-go-language = 🌐 Card language
notify-hide-buttons = 🔘 Without button
notify-show-buttons = 🔘 With button
notify-remind = ⏰ Remind
notify-no-remind = ⏰ Do not remind
notify-deals = 💼 New deals
notify-no-deals = 💼 No new deals
notify-messages-title =
    <b>Messages</b>

    What should come into this chat?
notify-messages-last = Something has to stay. If nothing should come, turn cards off with “🔕 Turn off here”.
notify-messages-final = The style is “Summary only”, so nothing comes while it rings.
notify-pick-ring = 📞 When it rings
notify-pick-answered = ✅ Answered
notify-pick-missed = ❌ Not answered
notify-pick-missed-only = Missed only
notify-pick-all-messages = All messages
notify-style-title =
    <b>Style of cards</b>

    <b>Two messages.</b> The first when it rings, the second with the summary.
    <b>One.</b> When the call is over, the message becomes the summary; a missed call comes anew, with sound.
    <b>Summary only.</b> Nothing while the phone rings; one message at the end.
notify-pick-two = Two messages
notify-pick-one = One
notify-pick-final = Summary only
notify-direction-title =
    <b>Direction</b>

    Which calls should this chat show?
notify-pick-both = All
notify-pick-in = Incoming
notify-pick-out = Outgoing
notify-lines-title =
    <b>Lines</b>

    Calls to which of your numbers belong here? Unless all are chosen, a call without a known line does not pass.
notify-lines-none = No lines are known yet: they appear after the first calls. Or by command: <code>/notify line +380440000001</code>
notify-exts-title =
    <b>Employees</b>

    Whose calls belong here? Those whose phone rang and those who answered count.
notify-exts-none = No extensions are known yet: they appear after the first calls. Or by command: <code>/notify ext 101</code>
notify-pick-all-lines = All lines
notify-pick-all-exts = All employees
notify-clients-title =
    <b>Clients</b>

    This chat may show only the calls of certain numbers.
notify-clients-all = Now: all numbers.
notify-clients-some = Now only these; press one to remove it:
notify-pick-all-clients = All numbers
notify-write-clients = ✏️ Add numbers
notify-ask-clients = Write the clients’ numbers, one a line or with commas. Leave: /cancel
notify-clients-many = One chat takes no more than { $max } numbers, so nothing was changed.
notify-clients-added = Numbers added: { $count }.
notify-quiet-title =
    <b>Quiet hours</b>

    In these hours cards come without sound, and when they end you get a list of them. Time zone: { $zone }.
notify-quiet-now = Now: { $from }–{ $to }.
notify-quiet-now-none = Now: no quiet hours.
notify-quiet-hours = Working hours: { $hours }. Outside them cards come { $sound }.
notify-quiet-no-hours = Working hours are not set: /settings
notify-sound-on = with sound
notify-sound-off = without sound
notify-pick-no-quiet = None
notify-write-quiet = ✏️ Another time
notify-outside-silence = 🔕 Silent when closed
notify-outside-sound = 🔔 Sound when closed
notify-ask-quiet = Write from when to when without sound, for example <code>21:30-08:30</code>. Leave: /cancel
notify-quiet-wrong = “{ $word }” does not look like a time from and to, so nothing was changed. Write it like this: <code>21:30-08:30</code>
notify-language-title =
    <b>Language of cards</b>

    Which language should the cards of this chat speak?
notify-turned-off = Cards no longer come here. Turn them on again: /notify
notify-was-off = Cards do not come here anyway. Turn them on: /notify
notify-not-on = Cards of “{ $business }” do not come here, so there is nothing to change.
notify-stop = 🔕 Turn off here
notify-start = 💬 Turn on here
notify-also = ➕ “{ $business }” as well
notify-wrong =
    I do not understand “{ $word }”, so nothing was changed. You can write:
    <code>/notify</code> turn on and set up with buttons
    <code>/notify missed on</code> missed calls only
    <code>/notify style one</code> style: two, one, final
    <code>/notify messages answered,missed</code> which messages
    <code>/notify direction in</code> incoming only
    <code>/notify line +380440000001</code> only this line
    <code>/notify ext 101</code> only this employee
    <code>/notify client +380670000001</code> only this client
    <code>/notify quiet 22:00-08:00</code> quiet hours
    <code>/notify outside on</code> with sound outside working hours
    <code>/notify language en</code> language of cards
    <code>/notify remind on</code> reminders of calls nobody called back
    <code>/notify deals on</code> news of new deals
    <code>/notify buttons off</code> without button
    <code>/notify line all ext all client all</code> everything again
    <code>/notify off</code> turn off
notify-not-line = “{ $word }” does not look like a phone number. Write it in full, with the country code.
group-added =
    Hello! I am Frontdesk: I show the calls of “{ $business }” as cards.

    Each call brings two messages: when it rings and when it is over. Turn them on here?
group-added-on = Hello! I am Frontdesk. Call cards come into this chat. To change that: /notify
group-added-topics = For cards in one of the topics, send /notify there.
group-added-stranger = Hello! I am Frontdesk: I show the calls of a business as cards. To turn them on here, an admin of the business sends /notify.
`;
