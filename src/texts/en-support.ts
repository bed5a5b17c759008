/** What programs ask the owners for. */
export const enSupport = `
support-request = 🆘 <b>{ $who }</b> asks for help (through “{ $token }”)
support-client = Client: { $client }
support-open-client = 👤 Client card
support-somebody = Somebody
`;
