/** One client on the phone and in chats: cards, the greeting after a call, offered times, visits that only a call knows. */
export const enOnePerson = `
card-chat = 💬 Writing on { $channel } now
card-chat-wish = 💬 Writing on { $channel } now: wants { $wish }
card-visit = 📅 { $when }, { $service }, { $master }
card-booked = ✅ The client booked in the chat { $at }
card-offered = 💬 Times offered in the chat { $at }
card-key-offer = 💬 Times in chat
agent-call-missed = You called { $at } and we could not answer in time. How can we help?
agent-call-sorry = Sorry that we missed your call { $at }.
agent-call-talked = You called us { $at }. What else can we do for you?
`;
