/** What the salon's agent says to customers. */
export const enAgent = `
agent-scope = I cannot help with that, but I can with bookings, prices and opening hours.
`;
