/** Accounts of owners that the salon's bot answers for (Telegram Business). */
export const ukBotBusiness = `
handoff-owner = ✍️ <b>Власник відповідає сам</b>
`;
