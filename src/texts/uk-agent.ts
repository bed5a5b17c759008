/** What the salon's agent says to customers. */
export const ukAgent = `
agent-scope = З цим не підкажу, а от із записом, цінами чи графіком допоможу.
`;
