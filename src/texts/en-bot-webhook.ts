/** What owners are told of their webhooks. */
export const enBotWebhook = `
webhook-health-warned = ⚠️ The webhook <b>{ $name }</b> ({ $host }) takes no events: { $percent } % of the time until it is switched off have passed.
webhook-health-failing = 🔴 The webhook <b>{ $name }</b> ({ $host }) is off: it has not answered for too long. Events are kept and can be sent later.
webhook-health-gone = 🔴 The webhook <b>{ $name }</b> ({ $host }) is off: its server says that the address is gone (410). Events are kept.
`;
