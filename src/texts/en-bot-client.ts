/** Clients: the list, a client's card and what is done there; the row of a call's card that tells what came before. */
export const enBotClient = `
card-history = Call no. { $nth } · last { $last }
card-history-many = More than { $count } calls · last { $last }
command-clients = clients and search
command-client = new client: number and name
clients-title = <b>Clients</b>
clients-found = <b>Clients</b> · { $text }
clients-none = No clients yet. Everybody who calls will be here. To add one yourself: /client 067 000 00 01 Oksana
clients-nothing = Nobody matches “{ $text }”. Try a part of the name or the last digits of the number.
clients-end = There are no more clients.
clients-newer = ◀ Newer
clients-older = Older ▶
client-nameless = No name
client-do-not-call = 🚫 Asked not to be called
client-not-client = 🔕 Not a client: no deals and no reminders are made
client-since = Known since { $date }
client-calls = calls: { $count }
client-deal = 💼 { $deal }
client-tasks = 📝 tasks: { $count }
client-comments = 💬 comments: { $count }
client-call-talking = running
client-key-name = ✏️ Name
client-key-add = ➕ Number
client-key-drop = ➖ Number
client-key-merge = 🔗 Merge…
client-key-calls = 📞 Calls
client-key-deal = 💼 Deal
client-key-tasks = 📝 Tasks
client-key-task = 📝 Task
client-key-comments = 💬 Comments
client-key-no-calls = 🚫 Do not call
client-key-may-call = 📞 May be called
client-key-no-client = 🔕 Not a client
client-key-is-client = 👤 Is a client
client-key-list = ← Clients
client-key-open = 👤 Client
client-ask-name =
    <b>{ $client }</b>

    Which name shall I keep? Please write it in one message.
client-ask-phone =
    <b>{ $client }</b>

    Which number shall I add? Please write it in one message.
client-ask-merge =
    <b>{ $client }</b>

    Whom to merge with? Write a part of the name or the last digits of the number.
client-bad-name = I see no name there. Please write it in words.
client-bad-phone = That does not look like a phone number. For example: 067 000 00 01
client-own-phone = This is a number of your own business, so it will not be a client. Please write another one.
client-taken-phone = { $client } has this number already. If they are one person, merge them.
client-last-phone = This is the client's only number: calls are known by it. Add another one first.
client-choose-drop =
    <b>{ $client }</b>

    Which number shall go?
client-choose-merge =
    <b>{ $client }</b>

    Whom to merge with?
client-merge-sure =
    Merge two clients?

    { $from } → { $into }

    Numbers, calls, deals, tasks and comments of the first go over to the second. Of two open deals the older stays and takes the other's calls. This cannot be undone.
client-merge-yes = 🔗 Yes, merge
client-merge-same = They are one client already.
client-merged = The clients are one now.
client-was-merged = This client was merged with another one, whose card this is.
client-made = The client is added.
client-named = This client was there already; the name is updated.
client-known = This client is there already.
client-how = Write the number and the name in one line, for example: /client 067 000 00 01 Oksana
client-no-phone = I see no number. Write the number and the name in one line, for example: /client 067 000 00 01 Oksana
client-gone = This client is no longer there: the data were erased. Other clients: /clients
client-none-of-call = This call has no client. If you know the number, add them: /client number name
client-contact = Save the client? { $client }
client-contact-yes = ✅ Save
client-contact-bad = This contact has no number that can be saved. Add the client like this: /client 067 000 00 01 Oksana
`;
