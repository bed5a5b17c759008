/** What the salon's agent says to customers. */
export const ruAgent = `
agent-scope = С этим не подскажу, а вот с записью, ценами и графиком помогу.
`;
