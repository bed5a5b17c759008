/** Price list, masters and the rules of the calendar, as the salon's people keep them. */
export const enBotSalon = `
command-services = services and prices
command-masters = masters and their hours
command-hours = hours and booking rules
services-title = <b>{ $business }</b> · services
services-put-away = <b>{ $business }</b> · services put away
services-none = Nothing here yet. Add the first service, in one line if you like: <code>/services Manicure 60 min 400</code>
services-none-put-away = No services were put away.
services-key-new = ➕ Add a service
services-key-put-away = 🗄 Put away ({ $count })
services-key-list = ← To the list
service-minutes = { $minutes }\u202fmin
service-hours = { $hours }\u202fh
service-hours-minutes = { $hours }\u202fh { $minutes }\u202fmin
service-from = from { $price }
service-length = ⏱ Takes { $length }
service-length-buffer = ⏱ Takes { $length }, then a pause of { $buffer }
service-price = 💰 Price: { $price }
service-synonyms = 🔎 Also called: { $words }
service-masters = 👩 Done by { $masters }
service-masters-none = ⚠️ Nobody does this yet, so it cannot be booked. Choose the masters.
service-is-away = 🗄 Put away: customers do not see this service.
service-key-name = ✏️ Name
service-key-minutes = ⏱ Length
service-key-price = 💰 Price
service-key-buffer = ☕ Pause after it
service-key-synonyms = 🔎 Other words
service-key-masters = 👩 Who does it
service-key-up = ⬆️ Up
service-key-down = ⬇️ Down
service-key-away = 🗄 Put away
service-key-back = ↩️ Bring back
service-done-new = ✅ Added.
service-done-away = ✅ Taken off the list. Visits that are booked stay.
service-done-back = ✅ Back on the list.
service-gone = This service is no longer there.
service-same-listed = ⚠️ A service of this name is on the list already. Change its name first.
service-who = Who does “{ $service }”?
service-no-masters = There are no masters yet. Add them in /masters.
service-ask-new =
    Write the service in one line:

    <code>Manicure 60 min 400</code>
    <code>Colouring 2 h from 1800</code>

    Or only its name, I will ask for the rest. To leave: /cancel
service-ask-name =
    Write the name. Several languages: one a line, each with uk, ru or en before it.

    <code>en Colouring</code>

    To leave: /cancel
service-ask-minutes = How long does “{ $service }” take? For example: <code>60 min</code> or <code>1 h 30 min</code>. To leave: /cancel
service-ask-price = What does “{ $service }” cost? For example: <code>450</code> or <code>from 450</code>. To leave: /cancel
service-ask-synonyms = What else do customers call “{ $service }”? Write the words with commas, in every language; “-” takes all away. To leave: /cancel
service-ask-buffer = For how many minutes is the master busy after “{ $service }”? A number from 0 to 120. To leave: /cancel
service-name-bad = I see no name. Please write it in words.
service-minutes-bad = “{ $word }” does not look like a length from 5 minutes to 12 hours. Write it like <code>60 min</code> or <code>1 h 30 min</code>.
service-price-bad = “{ $word }” does not look like a price in { $currency }. Write it like <code>450</code> or <code>from 450</code>.
service-buffer-bad = “{ $word }” does not look like a number from 0 to 120. Write only the number of minutes.
service-same-name = The service “{ $word }” is on the list already. Write another name.
masters-title = <b>{ $business }</b> · masters
masters-put-away = <b>{ $business }</b> · who no longer works
masters-none = Nothing here yet. Add the first master: name, services and hours.
masters-none-put-away = No masters were put away.
masters-key-new = ➕ Add a master
masters-key-put-away = 🗄 Put away ({ $count })
master-line-off = { $name } · no hours
master-hours = 🕘 { $hours }
master-hours-none = ⚠️ No hours yet, so nobody can book.
master-breaks = ☕ Breaks: { $breaks }
master-days-off = 🌴 Days off: { $days }
master-services = 💅 Services: { $services }
master-services-none = ⚠️ No services chosen yet, so nobody can book.
master-is-away = 🗄 Put away: nobody can book this master.
master-key-name = ✏️ Name
master-key-services = 💅 Services
master-key-hours = 🕘 Hours
master-key-breaks = ☕ Breaks
master-key-days-off = 🌴 Days off
master-key-visits = 📅 Visits
master-key-away = 🗄 Put away
master-key-away-sure = Yes, put away
master-key-back = ↩️ Bring back
master-done-new = ✅ Added. Now choose the services and check the hours.
master-done-away = ✅ Put away. Visits that are booked stay in /bookings.
master-done-back = ✅ Back again.
master-gone = This master is no longer there.
master-same-listed = ⚠️ A master of this name is there already. Change the name first.
master-what = What does { $master } do?
master-no-services = There are no services yet. Add them in /services.
master-away-sure =
    Put the master { $master } away? There will be no new bookings.
master-away-visits = { $count ->
        [one] ⚠️ { $count } visit is coming: it stays and has to be moved or cancelled on its own.
       *[other] ⚠️ { $count } visits are coming: they stay and have to be moved or cancelled one by one.
    }
master-ask-new =
    Write the master's name and, on a second line, the hours:

    <code>Olena
    mon-fri 10-19, sat 10-16</code>

    Without hours I take those of the business. To leave: /cancel
master-ask-name =
    Write the name. Several languages: one a line, each with uk, ru or en before it.

    <code>en Olena</code>

    To leave: /cancel
master-ask-hours = When does { $master } work? For example: <code>mon-fri 10-19, sat 10-16</code>. Days that are not named are off. To leave: /cancel
master-ask-breaks = When is the break of every day? For example: <code>13-14</code> or <code>12:30-13:00, 17-17:30</code>; “-” takes the breaks away. To leave: /cancel
master-ask-days-off = Which days are off? For example: <code>25.12, 31.12-02.01</code>; “-” takes all away. This replaces the list as it is. To leave: /cancel
master-name-bad = I see no name. Please write it in words.
master-hours-bad = I do not understand “{ $word }”, so nothing was changed. Write it like <code>mon-fri 10-19, sat 10-16</code>
master-breaks-bad = I do not understand “{ $word }”, so nothing was changed. Write it like <code>13-14, 17:00-17:30</code>
master-days-bad = I do not understand “{ $word }”, so nothing was changed. Write it like <code>25.12, 31.12-02.01</code>
master-days-past = “{ $word }” is over already, so nothing was changed.
master-same-name = The master “{ $word }” is there already. Write another name, with the first letter of the surname, say.
calendar-title = <b>{ $business }</b> · hours and booking rules
calendar-hours = 🕘 Open: { $hours }
calendar-hours-none = 🕘 The business has no hours: only those of the masters count.
calendar-holidays = 🗓 Holidays: the next is { $nearest }
calendar-holidays-none = 🗓 Holidays: none set
calendar-step = ▦ Visits begin every { $length }
calendar-lead = ⏳ Booked { $length } ahead at the latest
calendar-lead-none = ⏳ Booked up to the very moment
calendar-horizon = { $days ->
        [one] 🔭 Booked { $days } day ahead
       *[other] 🔭 Booked up to { $days } days ahead
    }
calendar-cutoff = ✂️ Customers cancel or move by themselves up to { $hours }\u202fh before
calendar-cutoff-none = ✂️ Customers cancel or move by themselves at any time
calendar-key-hours = 🕘 Working hours
calendar-key-holidays = 🗓 Holidays
calendar-key-step = ▦ Step
calendar-key-lead = ⏳ At the latest
calendar-key-horizon = 🔭 Ahead
calendar-key-cutoff = ✂️ Cancelling
calendar-key-masters = 👩 Masters
calendar-choose-step = Every how many minutes may a visit begin?
calendar-choose-lead = How long before the visit can it still be booked?
calendar-choose-horizon = How many days ahead do you take bookings?
calendar-choose-cutoff = Up to how many hours before may customers cancel or move by themselves? Later a person answers.
calendar-any-time = At any time
calendar-days = { $days }\u202fd
`;
