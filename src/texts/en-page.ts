/** The sandbox's page. `form` is the plural category of `n` in this language. */
export const enPage = `
page-title = Sandbox · Frontdesk
page-badge = Sandbox
page-lead = Nothing leaves this place: Telegram and the PBX are stand-ins
page-noscript = This page needs JavaScript.
page-skip = To the chat
page-language = Language of the page
page-reset = Reset demo
page-reset-done = The demo is back at its start
page-offline = The sandbox does not answer. Waiting for it to come back
page-failed = That did not work: { $reason }
page-cancel = Cancel
page-ok = OK

page-people = People and chats
page-who = Who am I now
page-person-new = New person
page-person-name = Name
page-person-add = Add
page-no-people = Nobody is here yet
page-chat-group = group · { $names }
page-chat-private = private chat with the bot
page-chat-blocked = the bot is blocked
page-unread = { $n } { $form ->
    [one] new
   *[other] new
 }
page-note = A chat is seen through the eyes of someone in it. Change the person above.
page-no-chats = { $name } has no chats yet

page-members = { $n } { $form ->
    [one] member
   *[other] members
 }
page-seen-by = seen by { $name }
page-bot = bot
page-more = More actions
page-feed = Messages
page-today = Today
page-edited = edited { $time }
page-silent = silent
page-reply = Reply
page-reply-to = Reply: { $text }
page-reply-drop = Don’t reply
page-deleted = message deleted
page-contact = Contact: { $name }
page-file = File: { $name }
page-empty-group = No cards yet: the first appears as soon as someone calls
page-empty-private = The bot waits for the first word
page-start = Start
page-copied = Copied
page-no-answer = The bot did not answer within 15 seconds
page-general = General
page-topics = Topics of the group
page-topic-closed = closed

page-service-joined = { $name } is in the group
page-service-left = { $name } is no longer in the group
page-service-title = New name of the group: { $title }
page-service-topic = New topic “{ $name }”
page-service-topic-renamed = The topic is now “{ $name }”
page-service-topic-closed = The topic is closed
page-service-topic-reopened = The topic is open again
page-service-pinned = { $name } pins a message
page-service-other = Something changed in the group

page-compose = Message from { $name }
page-placeholder = Write as { $name }
page-send = Send
page-attach = Add or change
page-commands = Commands of the bot
page-contact-share = Share contact
page-phone = Phone number
page-group-new = New group
page-group-title = Name of the group
page-group-members = Who is in it
page-group-forum = Group with topics
page-group-create = Create
page-bot-add = Add the bot to a group
page-bot-admin = Make the bot an administrator
page-bot-added = The bot is in the group
page-bot-remove = Remove the bot from the group
page-bot-block = Block the bot
page-bot-unblock = Unblock the bot
page-blocked-note = The bot can no longer write to this person
page-topic-new = New topic
page-topic-name = Name of the topic
page-migrate = Turn into a supergroup
page-migrated = The group is a supergroup now

page-tools = Tools
page-pbx = PBX
page-provider = Provider
page-caller = Who calls
page-caller-new = New number
page-caller-hidden = Hidden number
page-delivery = Delivery of events
page-delivery-in_order = In order
page-delivery-shuffled = Shuffled
page-delivery-doubled = Each one twice
page-speed = Speed
page-play-answered = Incoming, answered
page-play-answered-note = two cards: ringing and the outcome
page-play-missed = Missed
page-play-missed-note = nobody picks up
page-play-forward = Forwarded
page-play-forward-note = not a missed one
page-play-group = Ring group
page-play-group-note = everyone rings at once
page-play-transfer = Transfer
page-play-transfer-note = { $from } → { $to }
page-play-burst = Burst
page-play-burst-note = 20 calls in 2 s
page-play-lost_hangup = Lost hangup
page-play-lost_hangup-note = silence closes it
page-playing = ringing, { $done } of { $total }
page-played = The call is on its way
page-see-chat = To the chat

page-faults = Faults
page-faults-lead = The Telegram stand-in will answer this many requests of the bot with an error.
page-fault-method = Which request
page-fault-any = Any
page-fault-times = How often
page-fault-always = Until switched off
page-fault-429 = Too many requests
page-fault-429-note = 429, wait for 5 s
page-fault-500 = Server error
page-fault-500-note = 500, at once
page-fault-502 = Bad gateway
page-fault-502-note = 502, at once
page-fault-hang = No answer
page-fault-hang-note = keeps the line open
page-fault-drop = Cut off
page-fault-drop-note = does it, says nothing
page-fault-error = Refused
page-fault-error-note = 400, do not repeat
page-fault-set = The bot’s next requests will get: { $kind }
page-fault-clear = Switch all faults off
page-fault-cleared = No faults any more

page-chats = Chats
page-chat = Chat
page-log = Journal
page-live = live
page-reconnecting = reconnecting
page-clear = Clear
page-log-empty = The journal is empty until someone calls
page-log-ms = { $n } ms
page-log-hook = { $status } · { $n } ms
page-log-no-answer = no answer
page-log-sent = { $chat }: { $text }
page-log-edited = { $chat }, edited: { $text }
page-log-failed = { $chat }, refused { $code }: { $text }
page-log-pressed = { $name } presses “{ $text }”
page-log-answered = Answer to the button: { $text }
`;
