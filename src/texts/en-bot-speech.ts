/** What a recording came to: the rows of the card, its sound and its text. */
export const enBotSpeech = `
spoken-preparing = 🎙 Recording is being prepared
spoken-transcribing = ✍️ Being transcribed
spoken-silent = 🔇 Silence or music
spoken-outcome = <b>In short:</b> { $text }
spoken-unsaid = not mentioned
spoken-agreed = <b>Agreed:</b> { $text } · { $when }
spoken-next = <b>Next:</b> { $text }
spoken-fact = • { $label }: { $value }
spoken-fact-bare = • { $value }
spoken-quote = <i>“{ $quote }”</i>\u00a0{ $at }
spoken-fixed = ✏️ corrected
spoken-wish = Wish
spoken-name = Name
spoken-address = Address
spoken-date = When
spoken-service = Service
spoken-amount = Amount
spoken-objection = Doubt
spoken-mood = Mood
spoken-promise = Promise
spoken-task = To do
spoken-no-recording = 🎙 No recording: the PBX gave none
spoken-not-found = 🎙 The PBX no longer has the recording
spoken-not-audio = ⚠️ The PBX sent something else in place of the recording
spoken-too-large = ⚠️ The recording is too large
spoken-storage = ⚠️ Recording not kept: the server has no room
spoken-provider-key = ⚠️ No recording: the PBX did not take the key
spoken-provider-down = ⚠️ No recording: the PBX does not answer
spoken-stt-key = ⚠️ No text: the transcription service did not take the key
spoken-stt-balance = ⚠️ No text: the transcription service has run out of money
spoken-stt-busy = ⚠️ No text: the transcription service is overloaded
spoken-stt-down = ⚠️ No text: the transcription service does not answer
spoken-stt-refused = ⚠️ No text: the transcription service did not take the recording
spoken-model-key = ⚠️ No summary: the analysis service did not take the key
spoken-model-balance = ⚠️ No summary: the analysis service has run out of money
spoken-model-busy = ⚠️ No summary: the analysis service is overloaded
spoken-model-down = ⚠️ No summary: the analysis service does not answer
spoken-model-answer = ⚠️ No summary: the analysis service’s answer cannot be read
spoken-model-refused = ⚠️ No summary: the analysis service refused
spoken-failed = ⚠️ The recording was not processed
card-key-play = ▶️ Play
card-key-text = 📄 Text
speech-text-title = 📄 <b>Text of the call</b> · { $when }
speech-text-guessed = Who says what is a guess.
speech-text-unknown = The voices are not told apart.
speech-text-none = There is no text of this call.
speech-recording = Recording { $number }
speech-client = Client
speech-employee = Employee
speech-file = call
speech-file-outcome = In short: { $text }
speech-file-next = Next: { $text }
speech-file-quote = { "" }   “{ $quote }” { $at }
speech-file-said = The call:
speech-play-gone = The recording is gone: its time was over, or it was erased.
speech-play-none = There is no recording of this call.
speech-play-large = The recording is larger than 50 MB: Telegram does not take such files.
speech-play-failed = The recording did not open just now. Please try a little later.
speech-play-sent = It has been sent already.
speech-play-title = Call { $when }
settings-go-speech = 🎙 Call recordings
speech-title = <b>{ $business }</b> · call recordings
speech-record-on = ✅ Recordings: played and turned into text
speech-record-off = ⏸ Recordings: off
speech-analyse-on = A short summary on the card: yes
speech-analyse-off = A short summary on the card: no
speech-language = Language of calls: { $language }
speech-lines-all = Lines: all
speech-lines-some = Lines chosen: { $count }
speech-numbers-all = Numbers of clients: all
speech-numbers-some = Numbers of clients chosen: { $count }
speech-keep = Recordings are kept for { $days } days
speech-model-own = The summary follows your own wishes
speech-server-deaf = ⚠️ This server has no transcription: recordings can be played, there will be no text. Whoever looks after the server adds STT_API_KEY or STT_URL.
speech-server-thoughtless = ⚠️ This server has no model: there will be text, but no summary. Whoever looks after the server adds OPENAI_API_KEY or the keys of GigaChat.
speech-key-record-on = ▶️ Turn on
speech-key-record-off = ⏸ Recordings off
speech-key-analyse-on = Turn summary on
speech-key-analyse-off = Turn summary off
speech-go-language = 🌐 Language
speech-go-lines = ☎️ Lines
speech-go-numbers = 📱 Numbers
speech-go-sides = 🎧 Channels
speech-go-keep = 🗓 Keeping
speech-go-model = 🧠 Wishes
speech-go-consent = 📜 Terms and consent
speech-consent-title = <b>{ $business }</b> · terms of recording
speech-consent =
    <b>Who has to know.</b> Clients and employees have to be told that calls are recorded and turned into text: in the line’s greeting, a contract or on your site. Keeping to the law is up to you.

    <b>What is kept.</b> The recording, its text and a short summary with quotes.

    <b>Who processes it.</b> The recording goes to a transcription service, the text to an analysis service; both were chosen on your server.

    <b>For how long.</b> The recording for { $days } days, then it is erased. The text and the summary for as long as the call is kept.

    <b>Who listens and reads.</b> Only your team: in the private chat with the bot and in groups that you send cards to.

    <b>How to erase.</b> The command /erase takes away everything about a person, recordings included.
speech-consent-ask = Until you agree, no recording is taken.
speech-consent-accept = ✅ I agree
speech-consent-given = ✅ Agreed to: { $when }
speech-consent-given-by = ✅ Agreed to by { $name }, { $when }
speech-language-why = Which language do people speak? With one chosen, words are heard better. With several, leave it at any.
speech-language-any = Any
speech-lines-why = Recordings of which lines should be taken?
speech-lines-unknown = No lines are known yet: they appear with the first calls. Until then recordings of all are taken.
speech-key-lines-all = All lines
speech-numbers-title = Recordings may be taken of calls with some clients only.
speech-numbers-none = Now: with all.
speech-list = Now only with these:
    { $list }
speech-key-numbers-all = Take all
speech-write-numbers = ✏️ Write numbers
speech-ask-numbers = Write the numbers behind commas or one a line. Leave: /cancel
speech-numbers-wrong = I see no number in “{ $word }”, so nothing was changed. Example: <code>067 111 22 33, 050 444 55 66</code>
speech-numbers-many = Too many numbers: { $max } at most.
speech-sides-why = In a stereo recording each side speaks in a channel of its own. In which one is your employee? If cards mix the two up, change it here.
speech-key-left = { $name }: left
speech-key-right = { $name }: right
speech-keep-title = For how many days should recordings be kept?
speech-keep-why = Then the sound is erased; the text and the summary stay with the call. It cannot be longer than the server allows.
speech-key-days = { $days } days
speech-model-title = <b>Wishes for the summary</b>
speech-instruction = Your instruction:
    <blockquote>{ $text }</blockquote>
speech-instruction-none = No instruction. Here you can explain what matters to you: “always look for the model of the car”, “we never name discounts”.
speech-rubric = Calls about a sale are scored for:
    { $list }
speech-rubric-none = Nothing to score for, so no scores are given.
speech-write-instruction = ✏️ Instruction
speech-write-rubric = ✏️ What to score for
speech-key-instruction-reset = ↩️ No instruction
speech-key-rubric-reset = ↩️ No scores
speech-ask-instruction = Write in one message what to look out for. Leave: /cancel
speech-ask-rubric = Write what to score for, one a line: up to 10. For example: “Said hello”, “Named the price”. Leave: /cancel
speech-instruction-long = Too long: { $long } characters, { $max } at most.
speech-rubric-many = Write 1 to { $max } lines.
speech-rubric-long = One of the lines is too long: { $long } characters, { $max } at most.
setup-speech = 🎙 If you like: play calls from their cards, read them as text and see a short summary. Turned on in /settings → “Call recordings”.
skip-unanswered = 🎙 No recording: nobody talked.
skip-too-short = 🎙 Recording not taken: the talk was shorter than 3\u202fs.
skip-line = 🎙 Recording not taken: this line is not among those chosen in the settings of recordings.
skip-number = 🎙 Recording not taken: this number is not among those chosen in the settings of recordings.
skip-internal = 🎙 Recording not taken: a talk between colleagues.
skip-off = 🎙 Recording not taken: recordings were off then.
`;
