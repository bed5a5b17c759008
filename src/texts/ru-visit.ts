/** What customers are told of their visits by the clock: reminders, freed places, what follows a visit. */
export const ruVisit = `
visit-told-today = сегодня { $at }
visit-told-tomorrow = завтра ({ $date }) { $at }
visit-told-day = { $date }, { $at }
visit-told-at = в { $time }
visit-told-at-eleven = в { $time }
visit-remind = Здравствуйте! Напоминаем о вашем визите { $when }. Услуга: { $service }, мастер: { $master }. Придёте?
visit-remind-confirmed = Ждём вас { $when }. Услуга: { $service }, мастер: { $master }.
visit-coming = ✅ Да, приду
visit-other-time = 🔁 Перенести
visit-call-off = ❌ Отменить
visit-offer = Освободилось место: { $when }. Услуга: { $service }, мастер: { $master }, { $price }. Держим его для вас до { $until }. Записать вас?
visit-price-from = от { $price }
visit-take = ✅ Да, запишите
visit-pass = Нет, спасибо
visit-review = Спасибо, что были у нас! Как вам визит: { $service }? Напишите пару слов в ответ. Не хотите таких сообщений — напишите «стоп».
visit-review-at = Спасибо, что были у нас! Как вам визит: { $service }? Оставьте, пожалуйста, отзыв: { $url } Не хотите таких сообщений — напишите «стоп».
visit-comeback = Здравствуйте! Давно не виделись 🌿 Записать вас снова? В прошлый раз: { $service }, мастер: { $master }. Не хотите таких сообщений — напишите «стоп».
visit-book-again = 📅 Записаться
visit-no-more = Больше не писать
`;
