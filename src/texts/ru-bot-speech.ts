/** What a recording came to: the rows of the card, its sound and its text. */
export const ruBotSpeech = `
spoken-preparing = 🎙 Запись готовится
spoken-transcribing = ✍️ Расшифровывается
spoken-silent = 🔇 Тишина или музыка
spoken-outcome = <b>Суть:</b> { $text }
spoken-unsaid = не прозвучало
spoken-agreed = <b>Договорились:</b> { $text } · { $when }
spoken-next = <b>Дальше:</b> { $text }
spoken-fact = • { $label }: { $value }
spoken-fact-bare = • { $value }
spoken-quote = <i>«{ $quote }»</i>\u00a0{ $at }
spoken-fixed = ✏️ исправлено
spoken-wish = Пожелание
spoken-name = Имя
spoken-address = Адрес
spoken-date = Когда
spoken-service = Услуга
spoken-amount = Сумма
spoken-objection = Сомнение
spoken-mood = Настроение
spoken-promise = Обещание
spoken-task = Сделать
spoken-no-recording = 🎙 Записи нет: АТС её не дала
spoken-not-found = 🎙 Записи в АТС уже нет
spoken-not-audio = ⚠️ Вместо записи АТС прислала что-то другое
spoken-too-large = ⚠️ Запись слишком большая
spoken-storage = ⚠️ Запись не сохранена: на сервере нет места
spoken-provider-key = ⚠️ Запись не получена: АТС не приняла ключ
spoken-provider-down = ⚠️ Запись не получена: АТС не отвечает
spoken-stt-key = ⚠️ Текста нет: сервис расшифровки не принял ключ
spoken-stt-balance = ⚠️ Текста нет: в сервисе расшифровки закончились деньги
spoken-stt-busy = ⚠️ Текста нет: сервис расшифровки перегружен
spoken-stt-down = ⚠️ Текста нет: сервис расшифровки не отвечает
spoken-stt-refused = ⚠️ Текста нет: сервис расшифровки не взял запись
spoken-model-key = ⚠️ Итога нет: сервис анализа не принял ключ
spoken-model-balance = ⚠️ Итога нет: в сервисе анализа закончились деньги
spoken-model-busy = ⚠️ Итога нет: сервис анализа перегружен
spoken-model-down = ⚠️ Итога нет: сервис анализа не отвечает
spoken-model-answer = ⚠️ Итога нет: ответ сервиса анализа не читается
spoken-model-refused = ⚠️ Итога нет: сервис анализа отказал
spoken-failed = ⚠️ Запись не обработана
card-key-play = ▶️ Запись
card-key-text = 📄 Текст
speech-text-title = 📄 <b>Текст разговора</b> · { $when }
speech-text-guessed = Кто что говорит, определено приблизительно.
speech-text-unknown = Голоса не различены.
speech-text-none = Текста этого разговора нет.
speech-recording = Запись { $number }
speech-client = Клиент
speech-employee = Сотрудник
speech-file = разговор
speech-file-outcome = Суть: { $text }
speech-file-next = Дальше: { $text }
speech-file-quote = { "" }   «{ $quote }» { $at }
speech-file-said = Разговор:
speech-play-gone = Записи уже нет: прошёл срок хранения или её стёрли.
speech-play-none = Записи этого разговора нет.
speech-play-large = Запись больше 50 МБ: Telegram такую не примет.
speech-play-failed = Запись сейчас не открылась. Попробуйте чуть позже.
speech-play-sent = Уже отправлено.
speech-play-title = Разговор { $when }
settings-go-speech = 🎙 Записи разговоров
speech-title = <b>{ $business }</b> · записи разговоров
speech-record-on = ✅ Записи: слушаем и расшифровываем
speech-record-off = ⏸ Записи: выключены
speech-analyse-on = Краткий итог на карточке: да
speech-analyse-off = Краткий итог на карточке: нет
speech-language = Язык разговоров: { $language }
speech-lines-all = Линии: все
speech-lines-some = Линии: выбрано { $count }
speech-numbers-all = Номера клиентов: все
speech-numbers-some = Номера клиентов: выбрано { $count }
speech-keep = Записи храним: { $days } дн.
speech-model-own = Для итога есть ваши пожелания
speech-server-deaf = ⚠️ На сервере не настроена расшифровка: записи можно слушать, текста не будет. Кто следит за сервером, добавит STT_API_KEY или STT_URL.
speech-server-thoughtless = ⚠️ На сервере не настроена модель: текст будет, итога не будет. Кто следит за сервером, добавит OPENAI_API_KEY или ключи GigaChat.
speech-key-record-on = ▶️ Включить записи
speech-key-record-off = ⏸ Выключить записи
speech-key-analyse-on = Включить итог
speech-key-analyse-off = Выключить итог
speech-go-language = 🌐 Язык разговоров
speech-go-lines = ☎️ Линии
speech-go-numbers = 📱 Номера
speech-go-sides = 🎧 Каналы
speech-go-keep = 🗓 Хранение
speech-go-model = 🧠 Пожелания
speech-go-consent = 📜 Условия и согласие
speech-consent-title = <b>{ $business }</b> · условия записи разговоров
speech-consent =
    <b>Кто должен знать.</b> Клиентов и сотрудников нужно предупредить, что разговоры записывают и превращают в текст: в приветствии линии, в договоре или на сайте. За соблюдение закона отвечаете вы.

    <b>Что храним.</b> Запись, её текст и краткий итог с цитатами.

    <b>Кто обрабатывает.</b> Запись уходит в сервис расшифровки, текст — в сервис анализа; они выбраны на вашем сервере.

    <b>Как долго.</b> Запись — { $days } дн., потом её стираем. Текст и итог — пока хранится звонок.

    <b>Кто слушает и читает.</b> Только ваша команда: в личном чате с ботом и в группах, куда вы отправляете карточки.

    <b>Как стереть.</b> Команда /erase убирает всё о человеке вместе с записями.
speech-consent-ask = Пока вы не согласились, ни одной записи не берём.
speech-consent-accept = ✅ Принимаю
speech-consent-given = ✅ Согласие дано: { $when }
speech-consent-given-by = ✅ Согласие дано: { $name }, { $when }
speech-language-why = На каком языке говорят? Когда выбран один, слова слышно точнее. Когда языков несколько, оставьте любой.
speech-language-any = Любой
speech-lines-why = Записи каких линий брать?
speech-lines-unknown = Линий ещё не видно: они появятся после первых звонков. Пока берём записи всех.
speech-key-lines-all = Все линии
speech-numbers-title = Можно брать записи разговоров только с некоторыми клиентами.
speech-numbers-none = Сейчас: со всеми.
speech-list = Сейчас только с этими:
    { $list }
speech-key-numbers-all = Брать со всеми
speech-write-numbers = ✏️ Написать номера
speech-ask-numbers = Напишите номера через запятую или по одному в строке. Выйти: /cancel
speech-numbers-wrong = Не вижу номера в «{ $word }», поэтому ничего не изменено. Пример: <code>067 111 22 33, 050 444 55 66</code>
speech-numbers-many = Номеров слишком много: не больше { $max }.
speech-sides-why = В стереозаписи каждый говорит в своём канале. В каком канале ваш сотрудник? Если на карточках роли перепутаны, измените здесь.
speech-key-left = { $name }: левый
speech-key-right = { $name }: правый
speech-keep-title = Сколько дней хранить записи?
speech-keep-why = Потом звук стираем, а текст и итог остаются со звонком. Дольше, чем позволяет сервер, не получится.
speech-key-days = { $days } дн.
speech-model-title = <b>Пожелания к итогу</b>
speech-instruction = Ваше указание:
    <blockquote>{ $text }</blockquote>
speech-instruction-none = Указания нет. Здесь можно объяснить, что для вас важно: «всегда ищи модель авто», «мы не называем скидок».
speech-rubric = Разговоры о продаже оцениваем по пунктам:
    { $list }
speech-rubric-none = Пунктов оценки нет, поэтому баллов не ставим.
speech-write-instruction = ✏️ Указание
speech-write-rubric = ✏️ Пункты оценки
speech-key-instruction-reset = ↩️ Убрать указание
speech-key-rubric-reset = ↩️ Убрать пункты
speech-ask-instruction = Напишите одним сообщением, на что обращать внимание. Выйти: /cancel
speech-ask-rubric = Напишите пункты, каждый в отдельной строке: до 10. Например: «Поздоровался», «Назвал цену». Выйти: /cancel
speech-instruction-long = Слишком длинно: { $long } знаков, можно до { $max }.
speech-rubric-many = Напишите от 1 до { $max } пунктов, каждый в отдельной строке.
speech-rubric-long = Один из пунктов слишком длинный: { $long } знаков, можно до { $max }.
setup-speech = 🎙 По желанию: слушать разговоры с карточки, читать их текстом и видеть краткий итог. Включается в /settings → «Записи разговоров».
skip-unanswered = 🎙 Записи нет: никто не разговаривал.
skip-too-short = 🎙 Запись не взята: разговор короче 3\u202fс.
skip-line = 🎙 Запись не взята: этой линии нет среди выбранных в настройках записей.
skip-number = 🎙 Запись не взята: этого номера нет среди выбранных в настройках записей.
skip-internal = 🎙 Запись не взята: внутренний разговор.
skip-off = 🎙 Запись не взята: записи тогда были выключены.
`;
