/** Looking for calls and people, the day at a glance, tables to take out, and the erasure of a person. */
export const ukBotFind = `
call-back-to-list = ← До дзвінків
call-gone = Цього дзвінка вже немає: його стерто або минув строк зберігання.
`;
