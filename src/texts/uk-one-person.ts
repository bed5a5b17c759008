/** One client on the phone and in chats: cards, the greeting after a call, offered times, visits that only a call knows. */
export const ukOnePerson = `
card-chat = 💬 Зараз пише в { $channel }
card-chat-wish = 💬 Зараз пише в { $channel }: хоче { $wish }
card-visit = 📅 { $when }, { $service }, { $master }
card-booked = ✅ Клієнт записався у чаті { $at }
card-offered = 💬 Запропоновано час у чаті { $at }
card-key-offer = 💬 Час у чаті
agent-call-missed = Ви телефонували { $at }, ми не встигли відповісти. Чим допомогти?
agent-call-sorry = Вибачте, що не відповіли на ваш дзвінок { $at }.
agent-call-talked = Ви телефонували нам { $at }. Чим ще допомогти?
`;
