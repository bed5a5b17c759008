/** Accounts of owners that the salon's bot answers for (Telegram Business). */
export const ruBotBusiness = `
handoff-owner = ✍️ <b>Владелец отвечает сам</b>
`;
