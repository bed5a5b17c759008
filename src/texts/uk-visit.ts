/** What customers are told of their visits by the clock: reminders, freed places, what follows a visit. */
export const ukVisit = `
visit-told-today = сьогодні { $at }
visit-told-tomorrow = завтра ({ $date }) { $at }
visit-told-day = { $date }, { $at }
visit-told-at = о { $time }
visit-told-at-eleven = об { $time }
visit-remind = Добрий день! Нагадуємо про ваш візит { $when }. Послуга: { $service }, майстер: { $master }. Прийдете?
visit-remind-confirmed = Чекаємо на вас { $when }. Послуга: { $service }, майстер: { $master }.
visit-coming = ✅ Так, буду
visit-other-time = 🔁 Перенести
visit-call-off = ❌ Скасувати
visit-offer = Звільнилося місце: { $when }. Послуга: { $service }, майстер: { $master }, { $price }. Тримаємо його для вас до { $until }. Записати вас?
visit-price-from = від { $price }
visit-take = ✅ Так, запишіть
visit-pass = Ні, дякую
visit-review = Дякуємо, що завітали! Як вам візит: { $service }? Напишіть кілька слів у відповідь. Не хочете таких повідомлень — напишіть «стоп».
visit-review-at = Дякуємо, що завітали! Як вам візит: { $service }? Залиште, будь ласка, відгук: { $url } Не хочете таких повідомлень — напишіть «стоп».
visit-comeback = Добрий день! Давно не бачилися 🌿 Записати вас знову? Минулого разу: { $service }, майстер: { $master }. Не хочете таких повідомлень — напишіть «стоп».
visit-book-again = 📅 Записатися
visit-no-more = Більше не писати
`;
