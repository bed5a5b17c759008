/** Promises heard in calls; corrections of a call's summary, and what is said against it. */
export const enBotPromise = `
command-promises = promises heard in calls
promises-title = 🤝 <b>Promises</b>
promises-title-call = 🤝 <b>Promises of this call</b>
promises-none = No open promises. They appear by themselves when something is promised in a call.
promises-none-us = No open promises from us.
promises-none-client = No open promises from clients.
promises-none-call = Nothing was promised in this call.
promises-page = Page { $page } of { $pages }
promise-us = from us
promise-client = from the client
promise-due = ⏰ { $when }
promise-late = 🔴 { $when }
promise-undated = no date
promise-key-task = ➕ Task
promise-key-done = ✅ Done
promise-key-drop = ✖️ Dismiss
promise-key-of-task = 📝 Task No. { $number }
promises-us = From us: { $count }
promises-client = From clients: { $count }
promises-key = 🤝 Promises: { $count }
promise-made = Task No. { $number } added.
promise-done = Done.
promise-dropped = Dismissed.
promise-gone = This promise is gone.
promise-settled = It was taken care of already.
card-key-fix = ✏️ Fix
fix-title = What should be fixed?
fix-outcome = Outcome
fix-next = Next
fix-none = There is nothing to fix here.
fix-ask =
    <b>{ $label }</b>: { $value }

    What is right? To remove it, write “-”. Leave: /cancel
fix-ask-name =
    <b>{ $label }</b>: { $value }

    What is right? Leave: /cancel
fix-done = ✅ Fixed.
fix-blank = I see no text. Write it in words, or “-” to remove it. Leave: /cancel
fix-name = I see no name. Please write it in letters. Leave: /cancel
fix-date = I see no day or time here. Write it like this: “tomorrow at 10”, “25.11”, “on Friday”. Leave: /cancel
fix-past = This day is over. Write another one. Leave: /cancel
fix-money = This does not look like an amount. Write it like this: <code>1200</code> or <code>1 200.50</code>. Leave: /cancel
fix-currency = Deals are kept in { $currency } here. Write the amount in it. Leave: /cancel
fix-gone = The summary of this call is gone.
wrong-key = 👎 Wrong
wrong-title = 👎 What is wrong in the summary of the call?
wrong-facts = Wrong facts
wrong-person = Somebody else said it
wrong-nothing = Nothing was agreed
wrong-other = Something else…
wrong-ask = Write in a few words what is wrong. Leave: /cancel
wrong-kept = 👎 Thank you, noted. To fix the summary itself: “✏️” below the card.
deal-address = 📍 { $address }
deal-visit = 🗓 Visit: { $when }
deal-from-call = { $line } · 🎙 from a call
deal-key-address = 📍 Address
deal-key-visit = 🗓 Visit
deal-ask-address = What is the address of deal No. { $number }? To remove it, write “-”. Leave: /cancel
deal-ask-visit = When is the visit of deal No. { $number }? Write a day and time: “tomorrow at 10”, “25.11”. To remove it, “-”. Leave: /cancel
deal-address-bad = I see no address. Please write it in words.
health-verdicts = 👎 Summaries of calls in 30 days: { $analyses }, wrong: { $wrong } ({ $share }%)
digest-promises = 🤝 Promises: due today { $due }, overdue { $overdue }, kept { $kept }. All: /promises
`;
