/** What a recording came to: the rows of the card, its sound and its text. */
export const ukBotSpeech = `
spoken-preparing = 🎙 Запис готується
spoken-transcribing = ✍️ Розшифровується
spoken-silent = 🔇 Тиша або музика
spoken-outcome = <b>Суть:</b> { $text }
spoken-unsaid = не прозвучало
spoken-agreed = <b>Домовились:</b> { $text } · { $when }
spoken-next = <b>Далі:</b> { $text }
spoken-fact = • { $label }: { $value }
spoken-fact-bare = • { $value }
spoken-quote = <i>«{ $quote }»</i>\u00a0{ $at }
spoken-fixed = ✏️ виправлено
spoken-wish = Побажання
spoken-name = Ім’я
spoken-address = Адреса
spoken-date = Коли
spoken-service = Послуга
spoken-amount = Сума
spoken-objection = Сумнів
spoken-mood = Настрій
spoken-promise = Обіцянка
spoken-task = Зробити
spoken-no-recording = 🎙 Запису немає: АТС його не надала
spoken-not-found = 🎙 Запису в АТС уже немає
spoken-not-audio = ⚠️ Замість запису АТС надіслала щось інше
spoken-too-large = ⚠️ Запис завеликий
spoken-storage = ⚠️ Запис не збережено: на сервері немає місця
spoken-provider-key = ⚠️ Запис не отримано: АТС не прийняла ключ
spoken-provider-down = ⚠️ Запис не отримано: АТС не відповідає
spoken-stt-key = ⚠️ Тексту немає: сервіс розшифрування не прийняв ключ
spoken-stt-balance = ⚠️ Тексту немає: у сервісі розшифрування скінчилися кошти
spoken-stt-busy = ⚠️ Тексту немає: сервіс розшифрування перевантажено
spoken-stt-down = ⚠️ Тексту немає: сервіс розшифрування не відповідає
spoken-stt-refused = ⚠️ Тексту немає: сервіс розшифрування не взяв запис
spoken-model-key = ⚠️ Підсумку немає: сервіс аналізу не прийняв ключ
spoken-model-balance = ⚠️ Підсумку немає: у сервісі аналізу скінчилися кошти
spoken-model-busy = ⚠️ Підсумку немає: сервіс аналізу перевантажено
spoken-model-down = ⚠️ Підсумку немає: сервіс аналізу не відповідає
spoken-model-answer = ⚠️ Підсумку немає: відповідь сервісу аналізу не читається
spoken-model-refused = ⚠️ Підсумку немає: сервіс аналізу відмовив
spoken-failed = ⚠️ Запис не опрацьовано
card-key-play = ▶️ Запис
card-key-text = 📄 Текст
speech-text-title = 📄 <b>Текст розмови</b> · { $when }
speech-text-guessed = Хто що каже, визначено приблизно.
speech-text-unknown = Голоси не розрізнено.
speech-text-none = Тексту цієї розмови немає.
speech-recording = Запис { $number }
speech-client = Клієнт
speech-employee = Співробітник
speech-file = розмова
speech-file-outcome = Суть: { $text }
speech-file-next = Далі: { $text }
speech-file-quote = { "" }   «{ $quote }» { $at }
speech-file-said = Розмова:
speech-play-gone = Запису вже немає: минув строк зберігання або його стерто.
speech-play-none = Запису цієї розмови немає.
speech-play-large = Запис більший за 50 МБ: Telegram такого не прийме.
speech-play-failed = Запис зараз не відкрився. Спробуйте трохи згодом.
speech-play-sent = Уже надіслано.
speech-play-title = Розмова { $when }
settings-go-speech = 🎙 Записи розмов
speech-title = <b>{ $business }</b> · записи розмов
speech-record-on = ✅ Записи: слухаємо й розшифровуємо
speech-record-off = ⏸ Записи: вимкнено
speech-analyse-on = Короткий підсумок на картці: так
speech-analyse-off = Короткий підсумок на картці: ні
speech-language = Мова розмов: { $language }
speech-lines-all = Лінії: усі
speech-lines-some = Лінії: вибрано { $count }
speech-numbers-all = Номери клієнтів: усі
speech-numbers-some = Номери клієнтів: вибрано { $count }
speech-keep = Записи зберігаємо: { $days } дн.
speech-model-own = Для підсумку є ваші побажання
speech-server-deaf = ⚠️ На сервері не налаштовано розшифрування: записи можна слухати, тексту не буде. Хто доглядає сервер, додасть STT_API_KEY або STT_URL.
speech-server-thoughtless = ⚠️ На сервері не налаштовано модель: текст буде, підсумку не буде. Хто доглядає сервер, додасть OPENAI_API_KEY або ключі GigaChat.
speech-key-record-on = ▶️ Увімкнути записи
speech-key-record-off = ⏸ Вимкнути записи
speech-key-analyse-on = Увімкнути підсумок
speech-key-analyse-off = Вимкнути підсумок
speech-go-language = 🌐 Мова розмов
speech-go-lines = ☎️ Лінії
speech-go-numbers = 📱 Номери
speech-go-sides = 🎧 Канали
speech-go-keep = 🗓 Зберігання
speech-go-model = 🧠 Побажання
speech-go-consent = 📜 Умови та згода
speech-consent-title = <b>{ $business }</b> · умови запису розмов
speech-consent =
    <b>Хто має знати.</b> Клієнтів і працівників слід попередити, що розмови записують і перетворюють на текст: у привітанні лінії, у договорі чи на сайті. За дотримання закону відповідаєте ви.

    <b>Що зберігаємо.</b> Запис, його текст і короткий підсумок із цитатами.

    <b>Хто обробляє.</b> Запис іде до сервісу розшифрування, текст — до сервісу аналізу; їх вибрано на вашому сервері.

    <b>Як довго.</b> Запис — { $days } дн., потім його стираємо. Текст і підсумок — доти, доки зберігається дзвінок.

    <b>Хто слухає і читає.</b> Лише ваша команда: в особистому чаті з ботом і в групах, куди ви надсилаєте картки.

    <b>Як стерти.</b> Команда /erase забирає все про людину разом із записами.
speech-consent-ask = Поки ви не погодилися, жодного запису не беремо.
speech-consent-accept = ✅ Погоджуюся
speech-consent-given = ✅ Згоду дано: { $when }
speech-consent-given-by = ✅ Згоду дано: { $name }, { $when }
speech-language-why = Якою мовою говорять? Коли вибрано одну, слова чути точніше. Коли мов кілька, залиште будь-яку.
speech-language-any = Будь-яка
speech-lines-why = Записи яких ліній брати?
speech-lines-unknown = Ліній ще не видно: вони з’являться після перших дзвінків. Поки що беремо записи всіх.
speech-key-lines-all = Усі лінії
speech-numbers-title = Можна брати записи розмов лише з деякими клієнтами.
speech-numbers-none = Зараз: з усіма.
speech-list = Зараз лише з цими:
    { $list }
speech-key-numbers-all = Брати з усіма
speech-write-numbers = ✏️ Написати номери
speech-ask-numbers = Напишіть номери через кому або по одному в рядку. Вийти: /cancel
speech-numbers-wrong = Не бачу номера в «{ $word }», тож нічого не змінено. Приклад: <code>067 111 22 33, 050 444 55 66</code>
speech-numbers-many = Номерів забагато: не більше { $max }.
speech-sides-why = На стереозаписі кожен говорить у своєму каналі. У якому каналі ваш працівник? Якщо на картках ролі переплутано, змініть тут.
speech-key-left = { $name }: лівий
speech-key-right = { $name }: правий
speech-keep-title = Скільки днів зберігати записи?
speech-keep-why = Потім звук стираємо, а текст і підсумок лишаються з дзвінком. Довше, ніж дозволяє сервер, не буде.
speech-key-days = { $days } дн.
speech-model-title = <b>Побажання до підсумку</b>
speech-instruction = Ваша вказівка:
    <blockquote>{ $text }</blockquote>
speech-instruction-none = Вказівки немає. Тут можна пояснити, що для вас важливо: «завжди шукай модель авто», «ми не називаємо знижок».
speech-rubric = Розмови про продаж оцінюємо за пунктами:
    { $list }
speech-rubric-none = Пунктів оцінювання немає, тож балів не ставимо.
speech-write-instruction = ✏️ Вказівка
speech-write-rubric = ✏️ Пункти оцінювання
speech-key-instruction-reset = ↩️ Прибрати вказівку
speech-key-rubric-reset = ↩️ Прибрати пункти
speech-ask-instruction = Напишіть одним повідомленням, на що зважати. Вийти: /cancel
speech-ask-rubric = Напишіть пункти, кожен в окремому рядку: до 10. Наприклад: «Привітався», «Назвав ціну». Вийти: /cancel
speech-instruction-long = Задовго: { $long } знаків, можна до { $max }.
speech-rubric-many = Напишіть від 1 до { $max } пунктів, кожен в окремому рядку.
speech-rubric-long = Один з пунктів задовгий: { $long } знаків, можна до { $max }.
setup-speech = 🎙 За бажання: слухати розмови з картки, читати їх текстом і бачити короткий підсумок. Умикається в /settings → «Записи розмов».
skip-unanswered = 🎙 Запису немає: ніхто не розмовляв.
skip-too-short = 🎙 Запис не взято: розмова коротша за 3\u202fс.
skip-line = 🎙 Запис не взято: цієї лінії немає серед вибраних у налаштуваннях записів.
skip-number = 🎙 Запис не взято: цього номера немає серед вибраних у налаштуваннях записів.
skip-internal = 🎙 Запис не взято: внутрішня розмова.
skip-off = 🎙 Запис не взято: записи тоді було вимкнено.
`;
