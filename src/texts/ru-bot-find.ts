/** Looking for calls and people, the day at a glance, tables to take out, and the erasure of a person. */
export const ruBotFind = `
call-back-to-list = ← К звонкам
call-gone = Этого звонка уже нет: его стёрли или срок хранения истёк.
`;
