/** What owners are told of their webhooks. */
export const ruBotWebhook = `
webhook-health-warned = ⚠️ Вебхук <b>{ $name }</b> ({ $host }) не принимает события: прошло { $percent } % времени до выключения.
webhook-health-failing = 🔴 Вебхук <b>{ $name }</b> ({ $host }) выключен: он слишком долго не отвечал. События сохраняются, их можно отправить позже.
webhook-health-gone = 🔴 Вебхук <b>{ $name }</b> ({ $host }) выключен: сервер ответил, что этого адреса больше нет (410). События сохраняются.
`;
