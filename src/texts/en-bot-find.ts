/** Looking for calls and people, the day at a glance, tables to take out, and the erasure of a person. */
export const enBotFind = `
call-back-to-list = ← To the calls
call-gone = This call is gone: it was erased, or its time of keeping is over.
`;
