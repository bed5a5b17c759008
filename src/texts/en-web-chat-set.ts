/** The settings in the cabinet: chats with cards, what comes into each, the daily message. */
export const enWebChatSet = `
web-chat-set = Chats
web-chat-set-lost = unreachable
web-chat-set-gets = What comes here
web-chat-set-quiet-now = no sound now
web-chat-set-how = To add a chat, add the bot to a group and send /notify there. For one topic send /notify in it, for yourself in your chat with the bot.
web-chat-set-add = Add the bot to a group
web-chat-set-ended = Cards no longer come to “{ $chat }”, so nothing was changed. To turn them on again: /notify in that chat
web-chat-set-stop = Turn cards off
web-chat-set-stop-title = Turn cards off in “{ $chat }”?
web-chat-set-stop-lead = No more cards, reminders and new deals will come there. What was sent stays. To turn them on again: /notify in that chat.
web-chat-set-fact-all = all calls
web-chat-set-fact-in = incoming only
web-chat-set-fact-out = outgoing only
web-chat-set-fact-missed = missed incoming only
web-chat-set-fact-messages = messages: { $messages }
web-chat-set-fact-lines = lines: { $lines }
web-chat-set-fact-exts = employees: { $exts }
web-chat-set-fact-clients =
    { $count ->
        [one] { $count } client number
       *[other] { $count } client numbers
    }
web-chat-set-fact-quiet = no sound { $from }–{ $to }
web-chat-set-fact-loud = with sound outside working hours too
web-chat-set-fact-masked = numbers hidden
web-chat-set-fact-remind = reminders of missed calls
web-chat-set-fact-deals = new deals
web-chat-set-messages-none = Something has to stay. If nothing should come, turn cards off in this chat.
web-chat-set-missed-only = Missed incoming only (what is ticked above then does not count)
web-chat-set-besides = Besides cards
web-chat-set-remind = Remind of missed calls
web-chat-set-deals = Tell of new deals
web-chat-set-clients-help = One a line or with commas. Empty: all numbers
web-chat-set-lines-help = None ticked: all lines
web-chat-set-lines-none = No lines are known yet: they appear after the first calls.
web-chat-set-exts-help = None ticked: all. Whose phone rang and who answered counts
web-chat-set-exts-none = No extensions are known yet: they appear after the first calls.
web-chat-set-quiet-from = Quiet hours: from
web-chat-set-quiet-to = Quiet hours: to
web-chat-set-quiet-help = For example, from 22:00 to 08:00. Cards come without sound then, and at the end comes a list of them. Both empty: no quiet hours
web-chat-set-quiet-wrong = Two different times are needed, for example from 22:00 to 08:00
web-chat-set-closed = Outside working hours
web-chat-set-loud = With sound outside working hours too
web-chat-set-style-two = Two messages: ring and summary
web-chat-set-style-one = One that becomes the summary
web-chat-set-style-final = Summary only
web-chat-set-language-own = As the business: { $language }
web-chat-set-card = Card
web-chat-set-buttons = Buttons below a card
web-chat-set-masked = Hide clients’ numbers
web-chat-set-digest-own = Digest in your chat with the bot
web-chat-set-digest-here = Digest in this chat
web-chat-set-digest-off = not sent
web-chat-set-digest-at = Time
web-chat-set-digest-help = For example, 09:00, by the time of the business
web-chat-set-digest-on = Send every day
web-chat-set-digest-closed = On days off, too
web-chat-set-digest-foot = The day before in short: calls, missed ones without an answer, deals, tasks and bookings.
web-chat-set-digest-wrong = That does not look like a time. Write 09:30, for example
`;
