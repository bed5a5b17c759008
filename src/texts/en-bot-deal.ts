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
`;
