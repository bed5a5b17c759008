/** Accounts of owners that the salon's bot answers for (Telegram Business). */
export const ruBotBusiness = `
handoff-owner = ✍️ <b>Владелец отвечает сам</b>
business-nameless = без имени
business-told-works = ✅ Агент «{ $business }» теперь отвечает и в чатах аккаунта <b>{ $name }</b>. Как только владелец аккаунта напишет клиенту сам, агент в этом чате замолкает. Выключить: /salonbot
business-told-stranger = ⚠️ Аккаунт <b>{ $name }</b> подключил бота «{ $business }» к своим чатам. Этого человека нет среди администраторов, поэтому агент там ничего не читает и не отвечает. Если это ваш аккаунт, разрешите его в /salonbot.
business-told-mute = 🔇 В аккаунте <b>{ $name }</b> у бота больше нет права отвечать, поэтому агент там молчит. Право включается в Telegram: Настройки → Telegram Business → Чат-боты.
business-told-gone = 🔌 Аккаунт <b>{ $name }</b> отключил бота: в его чатах агент больше не отвечает.
business-title = 💼 <b>Telegram Business</b>
business-none = Бот может отвечать и в ваших личных чатах с клиентами: Telegram → Настройки → Telegram Business → Чат-боты → @{ $username }.
business-works = ✅ { $name } — агент отвечает
business-stranger = ⚠️ { $name } — не из вашей команды, агент молчит
business-off = ⏸ { $name } — выключено
business-mute = 🔇 { $name } — в Telegram нет права отвечать
business-gone = 🔌 { $name } — отключён
business-key-on = ▶️ { $name }
business-key-off = ⏸ { $name }
business-changed-gone = Этого аккаунта уже нет.
business-sure = Разрешить агенту читать чаты аккаунта <b>{ $name }</b> и отвечать в них от его имени?
business-key-sure = ✅ Разрешить
`;
