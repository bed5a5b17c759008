/** What owners are told of recordings that come to nothing until somebody does something. */
export const ruBotRecording = `
recording-told = 🎙 Записи разговоров требуют внимания
recording-told-provider = Обновите ключ АТС: /connect
recording-told-server = Это дело сервера: скажите тому, кто за ним следит.
health-recording = Последняя проблема с записями, { $when }: { $what }
`;
