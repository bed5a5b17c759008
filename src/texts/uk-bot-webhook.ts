/** What owners are told of their webhooks. */
export const ukBotWebhook = `
webhook-health-warned = ⚠️ Вебхук <b>{ $name }</b> ({ $host }) не приймає події: { $percent } % часу до вимкнення минуло.
webhook-health-failing = 🔴 Вебхук <b>{ $name }</b> ({ $host }) вимкнено: він надто довго не відповідав. Події зберігаються, їх можна надіслати пізніше.
webhook-health-gone = 🔴 Вебхук <b>{ $name }</b> ({ $host }) вимкнено: сервер відповів, що цієї адреси більше немає (410). Події зберігаються.
`;
