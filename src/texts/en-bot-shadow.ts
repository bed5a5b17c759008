/** Drafts of the agent that a person lets through, and the settings of who reads and who sends. */
export const enBotShadow = `
shadow-draft = ✍️ <b>Draft reply</b>
shadow-instead = 🔁 <b>The calendar changed while the draft waited. Here is a new one</b>
shadow-answer = The agent’s reply:
shadow-was-answer = The draft said:
shadow-buttons = Buttons: { $list }
shadow-does = Along with the reply: { $list }
shadow-do-hold = holds the time ({ $when })
shadow-do-book = books { $when }
shadow-do-move = moves the visit to { $when }
shadow-do-cancel = cancels the visit ({ $when })
shadow-do-confirm = confirms the visit ({ $when })
shadow-do-wait = adds to the waiting list
shadow-do-pass = frees the offered time
shadow-do-handoff = calls a person
shadow-do-opt-out = stops the mailings
shadow-do-erase = deletes the client’s data
shadow-only = Nothing in the calendar has changed: only your words were sent.
shadow-sent = ✅ <b>Sent</b> · { $name }
shadow-edited = ✏️ <b>Sent with changes</b> · { $name }
shadow-stale = ⌛ <b>This draft no longer applies</b>
shadow-dropped = 🙋 <b>{ $name } is replying</b>
shadow-gone = 🗑 This draft is gone.
shadow-again = ⏰ { $name } is waiting for a reply: this draft has not been sent yet.
shadow-key-send = ✅ Send
shadow-key-edit = ✏️ Edit
shadow-key-take = 🙋 I’ll reply myself
shadow-key-again = 👁 Turn on again
shadow-over = { $count ->
    [one] 🎓 <b>The agent replies by itself now</b>
     { $count } draft in a row was sent unchanged, so shadow mode is off.
   *[other] 🎓 <b>The agent replies by itself now</b>
     { $count } drafts in a row were sent unchanged, so shadow mode is off.
 }
shadow-did-sent = ✅ Sent.
shadow-did-alone = ✅ Sent. From now on the agent replies by itself.
shadow-did-edited = ✅ Sent with changes.
shadow-did-only = ✅ Sent. Nothing in the calendar has changed: only your words were sent.
shadow-did-again = The calendar changed while the draft waited. A new draft is here.
shadow-did-again-edit = Your words were not sent: the calendar changed while the draft waited. A new draft is here.
shadow-did-passed = The draft was not sent: the conversation changed, and the agent has already replied.
shadow-did-passed-edit = Your words were not sent: the conversation changed, and the agent has already replied.
shadow-did-taken = ✅ You are replying. Write as a reply to the card.
shadow-ask = Write what to send the client instead of the draft. The buttons below it stay. To leave: /cancel
shadow-ask-only = Write what to send the client instead of the draft. Only your words will go: nothing in the calendar will change. To leave: /cancel
shadow-was-sent = Already sent: { $name }.
shadow-was-edited = Already sent with changes: { $name }.
shadow-was-dropped = { $name } is replying already.
shadow-was-stale = This draft no longer applies: the client wrote again. A new one will come below.
shadow-was-closed = Not sent: the customer has been silent for more than 24 hours, and the messenger no longer lets you write first. Call them, or wait until they write.
shadow-was-gone = This draft is gone.
shadow-setting-off = 👁 Shadow mode: no
shadow-setting-on = { $after ->
    [0] 👁 Shadow mode: yes
   *[other] 👁 Shadow mode: yes, unchanged in a row { $count } of { $after }
 }
shadow-setting-title =
    👁 <b>Shadow mode</b>

    The agent only prepares a reply. A person sends it, changes the words or replies themselves. Once that many drafts in a row go out unchanged, the agent replies by itself.
shadow-setting-count = Unchanged in a row now: { $count }
shadow-setting-choose = Reply by itself after:
shadow-setting-never = never
shadow-setting-key = 👁 Shadow mode
shadow-setting-key-on = 🟢 Turn on
shadow-setting-key-off = ⏸ Turn off
model-setting-yes = 🧠 The model reads messages: yes
model-setting-no = 🧠 The model reads messages: no
model-setting-title =
    🧠 <b>The model reads messages</b>

    With it the agent understands complicated wording better. The texts of messages go to the model’s provider; clients’ phone numbers and names in them are hidden.
model-setting-key = 🧠 Model
`;
