/** Deals and their stages: the notes of automatic ones, the board, a deal's card. */
export const ukBotDeal = `
deal-stage-first = Нові
deal-stage-working = В роботі
deal-stage-waiting = Очікує
deal-note-missed = 🔴 ПРОПУЩЕНИЙ ДЗВІНОК
deal-note-no-answer = Пропущений дзвінок (не відповіли)
deal-note-cancel = Скасовано абонентом
deal-note-busy = Зайнято
deal-note-answered = ✅ Вхідний дзвінок · { $duration }
deal-note-answered-unknown = ✅ Вхідний дзвінок · тривалість невідома
deal-new = 💼 Нова угода №{ $number }
deal-open-button = 💼 Відкрити
`;
