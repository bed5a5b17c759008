/** What programs ask the owners for. */
export const ukSupport = `
support-request = 🆘 <b>{ $who }</b> просить про допомогу (через «{ $token }»)
support-client = Клієнт: { $client }
support-open-client = 👤 Картка клієнта
support-somebody = Хтось
`;
