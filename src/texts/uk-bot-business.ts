/** Accounts of owners that the salon's bot answers for (Telegram Business). */
export const ukBotBusiness = `
handoff-owner = ✍️ <b>Власник відповідає сам</b>
business-nameless = без імені
business-told-works = ✅ Агент «{ $business }» тепер відповідає і в чатах акаунта <b>{ $name }</b>. Щойно власник акаунта напише клієнту сам, агент у тому чаті замовкає. Вимкнути: /salonbot
business-told-stranger = ⚠️ Акаунт <b>{ $name }</b> під’єднав бота «{ $business }» до своїх чатів. Цієї людини немає серед адміністраторів, тому агент там нічого не читає й не відповідає. Якщо це ваш акаунт, дозвольте його в /salonbot.
business-told-mute = 🔇 В акаунті <b>{ $name }</b> бот більше не має права відповідати, тому агент там мовчить. Право вмикається в Telegram: Налаштування → Telegram Business → Чат-боти.
business-told-gone = 🔌 Акаунт <b>{ $name }</b> від’єднав бота: у його чатах агент більше не відповідає.
business-title = 💼 <b>Telegram Business</b>
business-none = Бот може відповідати і в ваших особистих чатах із клієнтами: Telegram → Налаштування → Telegram Business → Чат-боти → @{ $username }.
business-works = ✅ { $name } — агент відповідає
business-stranger = ⚠️ { $name } — не з вашої команди, агент мовчить
business-off = ⏸ { $name } — вимкнено
business-mute = 🔇 { $name } — у Telegram немає права відповідати
business-gone = 🔌 { $name } — від’єднано
business-key-on = ▶️ { $name }
business-key-off = ⏸ { $name }
business-changed-gone = Цього акаунта вже немає.
business-sure = Дозволити агенту читати чати акаунта <b>{ $name }</b> і відповідати в них від його імені?
business-key-sure = ✅ Дозволити
`;
