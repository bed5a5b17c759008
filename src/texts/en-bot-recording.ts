/** What owners are told of recordings that come to nothing until somebody does something. */
export const enBotRecording = `
recording-told = 🎙 Call recordings need your attention
recording-told-provider = Renew the PBX key: /connect
recording-told-server = This is up to the server: please tell whoever looks after it.
health-recording = Last trouble with recordings, { $when }: { $what }
`;
