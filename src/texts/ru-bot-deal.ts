/** Deals and their stages: the notes of automatic ones, the board, a deal's card. */
export const ruBotDeal = `
deal-stage-first = Новые
deal-stage-working = В работе
deal-stage-waiting = Ожидает
deal-note-missed = 🔴 ПРОПУЩЕННЫЙ ЗВОНОК
deal-note-no-answer = Пропущенный звонок (не ответили)
deal-note-cancel = Отменён звонящим
deal-note-busy = Занято
deal-note-answered = ✅ Входящий звонок · { $duration }
deal-note-answered-unknown = ✅ Входящий звонок · длительность неизвестна
deal-new = 💼 Новая сделка №{ $number }
deal-open-button = 💼 Открыть
`;
