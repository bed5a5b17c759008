/** Accounts of owners that the salon's bot answers for (Telegram Business). */
export const enBotBusiness = `
handoff-owner = ✍️ <b>The owner answers personally</b>
`;
