/** What owners are told of recordings that come to nothing until somebody does something. */
export const ukBotRecording = `
recording-told = 🎙 Записи розмов потребують уваги
recording-told-provider = Оновіть ключ АТС: /connect
recording-told-server = Це справа сервера: скажіть тому, хто його доглядає.
health-recording = Остання проблема із записами, { $when }: { $what }
`;
