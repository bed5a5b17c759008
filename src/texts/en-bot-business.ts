/** Accounts of owners that the salon's bot answers for (Telegram Business). */
export const enBotBusiness = `
handoff-owner = ✍️ <b>The owner answers personally</b>
business-nameless = no name
business-told-works = ✅ The agent of “{ $business }” now answers in the chats of <b>{ $name }</b>, too. As soon as the account’s owner writes to a customer personally, the agent falls silent in that chat. To switch it off: /salonbot
business-told-stranger = ⚠️ The account <b>{ $name }</b> connected the bot of “{ $business }” to its chats. This person is not one of your admins, so the agent reads nothing and answers nothing there. If the account is yours, allow it in /salonbot.
business-told-mute = 🔇 The bot may not answer in the account <b>{ $name }</b> any more, so the agent is silent there. The right is in Telegram: Settings → Telegram Business → Chatbots.
business-told-gone = 🔌 The account <b>{ $name }</b> disconnected the bot: the agent does not answer in its chats any more.
business-title = 💼 <b>Telegram Business</b>
business-none = The bot can also answer in your personal chats with customers: Telegram → Settings → Telegram Business → Chatbots → @{ $username }.
business-works = ✅ { $name } — the agent answers
business-stranger = ⚠️ { $name } — not one of your team, the agent is silent
business-off = ⏸ { $name } — switched off
business-mute = 🔇 { $name } — no right to answer in Telegram
business-gone = 🔌 { $name } — disconnected
business-key-on = ▶️ { $name }
business-key-off = ⏸ { $name }
business-changed-gone = This account is not there any more.
business-sure = Let the agent read the chats of <b>{ $name }</b> and answer in them in its name?
business-key-sure = ✅ Allow
`;
