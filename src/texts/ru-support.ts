/** What programs ask the owners for. */
export const ruSupport = `
support-request = 🆘 <b>{ $who }</b> просит о помощи (через «{ $token }»)
support-client = Клиент: { $client }
support-open-client = 👤 Карточка клиента
support-somebody = Кто-то
`;
