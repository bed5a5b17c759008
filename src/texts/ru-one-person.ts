/** One client on the phone and in chats: cards, the greeting after a call, offered times, visits that only a call knows. */
export const ruOnePerson = `
card-chat = 💬 Сейчас пишет в { $channel }
card-chat-wish = 💬 Сейчас пишет в { $channel }: хочет { $wish }
card-visit = 📅 { $when }, { $service }, { $master }
card-booked = ✅ Клиент записался в чате { $at }
card-offered = 💬 Предложено время в чате { $at }
card-key-offer = 💬 Время в чате
agent-call-missed = Вы звонили { $at }, мы не успели ответить. Чем помочь?
agent-call-sorry = Извините, что не ответили на ваш звонок { $at }.
agent-call-talked = Вы звонили нам { $at }. Чем ещё помочь?
`;
