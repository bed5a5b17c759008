/** What customers are told of their visits by the clock: reminders, freed places, what follows a visit. */
export const enVisit = `
visit-told-today = today { $at }
visit-told-tomorrow = tomorrow ({ $date }) { $at }
visit-told-day = on { $date } { $at }
visit-told-at = at { $time }
visit-told-at-eleven = at { $time }
visit-remind = Hello! A reminder of your visit { $when }. Service: { $service }, with: { $master }. Are you coming?
visit-remind-confirmed = See you { $when }. Service: { $service }, with: { $master }.
visit-coming = ✅ Yes, I'm coming
visit-other-time = 🔁 Move
visit-call-off = ❌ Cancel
visit-offer = A place is free: { $when }. Service: { $service }, with: { $master }, { $price }. We keep it for you until { $until }. Shall I book it?
visit-price-from = from { $price }
visit-take = ✅ Yes, book it
visit-pass = No, thanks
visit-review = Thank you for coming! How was your visit: { $service }? Write us a few words. To get no more of these messages, write "stop".
visit-review-at = Thank you for coming! How was your visit: { $service }? Please leave a review: { $url } To get no more of these messages, write "stop".
visit-comeback = Hello! We haven't seen you for a while 🌿 Shall I book you again? Last time: { $service }, with: { $master }. To get no more of these messages, write "stop".
visit-book-again = 📅 Book a visit
visit-no-more = Don't write again
`;
