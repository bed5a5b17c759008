/** Deals and their stages: the notes of automatic ones, the board, a deal's card. */
export const enBotDeal = `
deal-stage-first = New
deal-stage-working = In progress
deal-stage-waiting = Waiting
deal-note-missed = 🔴 MISSED CALL
deal-note-no-answer = Missed call (no answer)
deal-note-cancel = Cancelled by the caller
deal-note-busy = Busy
deal-note-answered = ✅ Incoming call · { $duration }
deal-note-answered-unknown = ✅ Incoming call · length unknown
deal-new = 💼 New deal No. { $number }
deal-open-button = 💼 Open
command-deals = deals by stage, and search
command-deal = new deal: title and amount
deals-title = 💼 <b>{ $business }</b> · deals
deals-none =
    No deals yet. They appear by themselves after missed calls and calls of new clients.
    Or make one: <code>/deal Manicure for Helen 1200</code>
deals-hint =
    New: <code>/deal Manicure for Helen 1200</code>
    Find: <code>/deals Helen</code>
deals-won-count = 🏆 Won · { $count }
deals-lost-count = 🚫 Lost · { $count }
deals-stage = 💼 <b>{ $stage }</b>
deals-won = 🏆 <b>Deals won</b>
deals-lost = 🚫 <b>Deals lost</b>
deals-found = 🔎 Deals: “{ $text }”
deals-choose = Choose a deal:
deals-nothing = No such deal. Try a part of its title, a name, the deal’s number or the last digits of a phone.
deals-none-here = No deals in this stage.
deals-none-over = Nothing here yet.
deal-title-open = 💼 Deal No. { $number } · { $stage }
deal-title-won = 🏆 Deal No. { $number } · won
deal-title-lost = 🚫 Deal No. { $number } · lost
deal-undone = ↩️ Deal No. { $number } is undone. Its calls and the client stay.
deal-amount = 💰 { $amount }
deal-no-amount = 💰 No amount yet
deal-client = 👤 { $who }
deal-reason = Reason: { $reason }
deal-note = 📝 { $note }
deal-made = 🕓 Made by hand: { $when }
deal-made-by-call = 🕓 Made after a call: { $when }
deal-closed = 🏁 Closed: { $when }
deal-calls = Calls:
deal-tasks = Tasks:
deal-key-amount = 💰 Amount
deal-key-name = ✏️ Title
deal-key-note = 📝 Note
deal-key-won = 🏆 Won
deal-key-lost = 🚫 Lost
deal-key-undo = ↩️ Undo the deal
deal-key-reopen = ♻️ Open again
deal-key-task = ➕ Task
deal-key-client = 👤 Client
deal-to-list = ← To the list
deal-to-board = ← All deals
deal-why-lost =
    Why was deal No. { $number } lost?
    <b>{ $name }</b>
deal-lost-price = Too expensive
deal-lost-changed = The client changed their mind
deal-lost-unreachable = Could not reach them
deal-lost-other = Something else…
deal-offer =
    This call has no deal. Make one?
    <b>{ $who }</b>
deal-make = 💼 Make a deal
deal-no = No need
deal-hidden = The number is hidden, so please make the deal yourself: <code>/deal Manicure 1200</code>
deal-how =
    Write which deal to make:
    <code>/deal Manicure for Helen 1200</code>
    <code>/deal Repair +380670000001</code> with a client by the number
    <code>/deal 12</code> opens deal No. 12
deal-no-number = There is no deal No. { $number }. All deals: /deals
deal-ask-amount = What is deal No. { $number } worth? Currency: { $currency }. To clear the amount write “-”. Leave: /cancel
deal-ask-won = For how much was deal No. { $number } won? Currency: { $currency }. Without an amount: write “-”. Leave: /cancel
deal-ask-name = What shall deal No. { $number } be called? Leave: /cancel
deal-ask-note = What shall the note of deal No. { $number } say? The old one goes. To clear it write “-”. Leave: /cancel
deal-ask-lost = Why was deal No. { $number } lost? A few words are enough. Leave: /cancel
deal-money-wrong = “{ $word }” does not look like an amount. Write it like this: <code>1200</code> or <code>1 200.50</code>
deal-money-large = “{ $word }” is more than I can write down. The largest amount: 999 999 999 999.99
deal-money-currency = Deals here are kept in { $wanted }, not { $written }. Please write the amount in { $wanted }.
deal-name-bad = I see no title. Please write it in words.
deal-note-bad = I see no text. Write the note in words, or “-” to clear it.
deal-reason-bad = I see no reason. Please write it in words.
deal-gone = This deal is no longer there.
deal-already-won = Deal No. { $number } is won already.
deal-already-lost = Deal No. { $number } is lost already.
deal-already-moved = Deal No. { $number } is in “{ $stage }” already.
deal-already-undone = Deal No. { $number } is undone already.
deal-already-open = Deal No. { $number } is open already.
deal-other-open = This client has an open deal already: No. { $number }.
deal-stage-gone = This stage is no longer there.
deal-by-hand = Deal No. { $number } was made by a person, so it can only be closed.
stages-key = ⚙️ Stages
stages-title =
    <b>Stages of deals</b>

    New deals begin in the first one. Choose a stage to change it:
stages-add = ➕ Stage
stage-title = Stage “{ $stage }”
stage-first-title =
    Stage “{ $stage }”

    New deals begin here: it may be renamed but not deleted.
stage-rename = ✏️ Name
stage-drop = 🗑 Delete
stage-drop-sure = Delete the stage “{ $stage }”? Open deals in it: { $open }; they go to “{ $first }”.
stage-drop-yes = 🗑 Yes, delete
stage-ask-new = What shall the new stage be called? Leave: /cancel
stage-ask-name = What shall this stage be called? Leave: /cancel
stage-same = There is a stage of that name already. Please write another.
stage-many = More than { $most } stages are not possible.
stage-first-stays = The first stage stays: deals begin in it.
`;
