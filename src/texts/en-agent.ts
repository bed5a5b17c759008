/** What the salon's agent says to customers. */
export const enAgent = `
agent-scope = I cannot help with that, but I can with bookings, prices and opening hours.
agent-unclear = I did not quite understand. I can book a visit or tell you prices, the address and opening hours.
agent-stuck = So as not to confuse you, I will call an administrator.
agent-greeting-warm = Hello! This is { $salon } 🌿 What would you like to book?
agent-greeting-plain = Hello! This is { $salon }. What would you like to book?
agent-greeting-brief = Hello! What would you like to book?
agent-greeting-own = { $greeting }
agent-hello = Hello!
agent-thanks = You are welcome! Have a nice day!
agent-thanks-soon = You are welcome! See you soon!
agent-bye = Goodbye! Have a nice day!
agent-bye-soon = Goodbye! See you soon!
agent-fine = All right. Write to me whenever you need something.
agent-maybe = Take your time.
agent-sorry = I am sorry that this happened.
agent-rude = I understand this is unpleasant. I can find another option or call an administrator.
agent-robot = Yes, I am an assistant bot, { $salon }. I book visits and answer questions, and I can call an administrator.
agent-button-book = 📝 Book a visit
agent-button-prices = 💰 Prices
agent-button-human = 🙋 Administrator
agent-button-more = Another time
agent-button-wait = 🔔 If it frees up
agent-button-anyone = Anyone
agent-button-yes = ✅ Yes
agent-button-no = No
agent-button-change = ✏️ Change
agent-button-change-service = Service
agent-button-change-master = Master
agent-button-change-day = Day
agent-button-change-time = Time
agent-button-drop = Do not book
agent-button-move = 🔁 Move
agent-button-cancel = ❌ Cancel
agent-button-keep = Keep it
agent-button-yes-cancel = Yes, cancel
agent-button-yes-erase = Yes, erase
agent-ask-service = What would you like to book?
agent-which-service =
    Which one would you like?
    { $services }
agent-ask-master = Who would you like to see: { $masters }?
agent-ask-name-phone = Please tell me your name and contact number.
agent-ask-name = What is your name, please?
agent-ask-phone = What is your contact number, please?
agent-phone-optional = If you would rather not leave a number, write “no”.
agent-ask-change = What shall I change?
agent-no-such-master = Nobody of that name works here. Our team: { $masters }.
agent-master-other = { $master } does not do this. { $service }: { $masters }.
agent-day-past = That day is over already.
agent-slot-passed = That time is over already.
agent-slot-free = There is a time: { $day }, { $time }. Service: { $service }, with { $master }.
agent-offer-day = { $for } we have { $times }. What suits you?
agent-offer-days = The nearest free times: { $times }. What suits you?
agent-nothing-free = There is nothing free at the moment. I can call an administrator.
agent-for-today = For today
agent-for-tomorrow = For tomorrow
agent-for-day = For { $weekday } { $date }
agent-either = { $some } or { $last }
agent-why-busy = Sorry, { $time } we are taken already.
agent-why-past = That time is over already.
agent-why-soon = That is too soon: we need at least { $lead } of notice.
agent-why-step = We do not start { $time }, but there are times near it.
agent-why-shut = We are closed { $time }.
agent-why-long = There is not enough time { $time }: the visit takes { $length }.
agent-why-hours = { $master } does not work { $time }.
agent-why-nobody-then = Nobody works { $time }.
agent-why-part = There is nothing free at that time.
agent-why-days = There is nothing free on those days.
agent-why-far = That is too far ahead. We take visits up to { $day }.
agent-why-closed = { $day }: we are closed.
agent-why-day-off = { $master } does not work on that day: { $day }.
agent-why-nobody = { $day }: nobody is available. Service: { $service }.
agent-why-full = { $day }: there is nothing free left.
agent-draft =
    Please check:
    Service: { $service }
    When: { $day }, { $time }
    With: { $master }
    Price: { $price }
    Name: { $who }
    Shall I book it?
agent-draft-move =
    Moving the visit:
    It was: { $from }
    It will be: { $day }, { $time }
    Service: { $service }
    With: { $master }
    Price: { $price }
    Is that right?
agent-booked = Booked ✅ { $day }, { $time }. Service: { $service }, with { $master }, { $price }. See you!
agent-booked-already = It is booked already: { $at }, { $service }. See you!
agent-moved = The visit is moved ✅ { $day }, { $time }. Service: { $service }, with { $master }.
agent-cancelled = The visit is cancelled: { $day }, { $time }, { $service }. Write to me if you would like another time.
agent-let-go = All right, I am not booking anything. Write to me if you change your mind.
agent-move-let-go = All right, nothing changes. Your visit: { $at }.
agent-hold-gone = We do not keep that time any longer. Tell me a day and a time and I will look again.
agent-too-many = You have several visits ahead already, I cannot add another. An administrator can help.
agent-waiting = Agreed: I will write to you as soon as a place becomes free.
agent-offer-passed = All right, I will offer it to others.
agent-offer-gone = That place is taken already.
agent-no-visits = I see no coming visits in this chat. If you booked in another way, an administrator can help.
agent-my-visits =
    Your visits:
    { $visits }
agent-visit-line = { $at } — { $service }, with { $master }
agent-which-cancel =
    Which visit shall I cancel?
    { $visits }
agent-which-move =
    Which visit shall I move?
    { $visits }
agent-ask-cancel = Cancel this visit? { $day }, { $time }. Service: { $service }, with { $master }.
agent-ask-move = You have now: { $at }, { $service }.
agent-move-same = That is the time you have already.
agent-visit-stays = All right, the visit stays.
agent-visit-gone = That visit is not there any more.
agent-visit-confirmed = Thank you, see you! { $day }, { $time }, { $service }, with { $master }.
agent-not-coming = Shall I move the visit to another time or cancel it?
agent-late = Thank you for telling us.
agent-too-late = The visit is in less than { $hours } h, so only an administrator can change it.
agent-too-late-ask = The visit is in less than { $hours } h, so only an administrator can change it. Shall I call one?
agent-price-from = from { $sum }
agent-price-from-why = You will be told the exact price before the work begins.
agent-prices = { $lines }
agent-services =
    Here is what we do:
    { $lines }
agent-no-list = An administrator will tell you what we do.
agent-no-such-service =
    We do not do that. Here is what we do:
    { $services }
agent-masters = Our team: { $masters }.
agent-masters-of = { $service }: { $masters }.
agent-masters-on = Working on that day: { $masters }.
agent-masters-none = Nobody works on that day.
agent-address = Our address: { $address }
agent-phone = Our number: { $phone }
agent-faq = { $answer }
agent-unknown = I do not know that for sure. An administrator can tell you.
agent-hours-day = { $day }: { $hours }.
agent-hours-week = Opening hours: { $week }. Today: { $today }.
agent-hours-holidays =
    Different in the coming days:
    { $days }
agent-hours-unknown = An administrator will tell you the exact hours.
agent-closed = closed
agent-hours = { $hours } h
agent-minutes = { $minutes } min
agent-hours-minutes = { $hours } h { $minutes } min
agent-medical = Only a doctor can advise on medicines and treatment, at a visit. If the pain is severe, or there is swelling or a fever, do not wait: call emergency services.
agent-medical-visit = Only a doctor can advise on medicines and treatment, at a visit. If there is swelling or a fever, do not wait: call emergency services. Shall I book you as soon as possible? Service: { $service }.
agent-medical-short = The doctor will advise on treatment at the visit.
agent-medical-salon = A doctor can advise you on that. I can help with bookings and prices.
agent-handoff = I am passing this to an administrator: a person will answer you.
agent-handoff-by = I am passing this to an administrator, you will have an answer no later than: { $by }.
agent-handoff-closed = I am passing this to an administrator. We are closed now, you will have an answer no later than: { $by }.
agent-opted-out = You will get no more mailings from us.
agent-ask-erase = Erase all your data? It cannot be brought back.
agent-ask-erase-visits =
    Erase all your data? This visit will be cancelled with it:
    { $visits }
agent-not-erased = All right, your data stays.
agent-erased = Our conversation and your visits are erased. An administrator will see to the rest.
agent-media-photo = I cannot see pictures and files. Please write it in words or call an administrator.
agent-media-voice = I cannot listen to voice messages yet. Please write it as text.
agent-media-sticker = 🙂 How can I help: a booking, prices or opening hours?
agent-media-location = Thank you! Please write how I can help.
agent-media-contact = Thank you! It has to be your own number: please write it as text.
agent-media-other = I cannot read such a message. Please write it as text.
`;
