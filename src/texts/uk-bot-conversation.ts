/** The owner's side of customers' conversations, and what a salon's bot shows of itself. */
export const ukBotConversation = `
salon-command-start = почати розмову
salon-command-book = записатися
salon-command-prices = послуги та ціни
salon-command-visits = мої записи
salon-command-human = покликати людину
salon-description = { $name }: запис онлайн. Напишіть, яку послугу й коли бажаєте, — підберемо вільний час.
salon-short = { $name }: запис, ціни, графік
salon-hello = Добрий день
salon-ask-visits = Мої записи
salon-off = Дякуємо за повідомлення! Передаємо його адміністратору, він відповість вам тут.
salon-too-many = Забагато повідомлень одразу. Зачекайте, будь ласка, хвилину й напишіть одним повідомленням.
salon-old-button = Ця кнопка вже не діє. Напишіть, будь ласка, що вас цікавить.
visit-card-created = 📅 <b>Новий запис № { $number }</b>
visit-card-moved = 🔁 <b>Запис № { $number } перенесено</b>
visit-card-cancelled = ❌ <b>Запис № { $number } скасував клієнт</b>
visit-card-when = 🕙 { $when }
visit-card-was = Було: { $when }
visit-card-what = Послуга: { $service }
visit-card-who = Майстер: { $master }
visit-card-open = 👤 Картка клієнта
visit-card-move = 🔁 Перенести
visit-card-cancel = ❌ Скасувати
handoff-asked = 🙋 <b>Клієнт просить покликати людину</b>
handoff-rude = 🙋 <b>Клієнт роздратований</b>
handoff-complaint = 🙋 <b>Скарга клієнта</b>
handoff-stuck = 🙋 <b>Агент не зрозумів клієнта</b>
handoff-medical = 🙋 <b>Медичне питання</b>
handoff-unknown = 🙋 <b>Агент не знає відповіді</b>
handoff-too-late = 🙋 <b>Скасування або перенесення в останній момент</b>
handoff-media = 🙋 <b>Клієнт надіслав не текст</b>
handoff-operator = 🙋 <b>Відповідає людина</b>
handoff-off = 💬 <b>Повідомлення клієнта</b>
handoff-answers-by = Клієнту обіцяли відповідь до { $time }.
handoff-hint = Щоб відповісти, напишіть у відповідь на це повідомлення.
handoff-hint-topic = Пишіть просто в цю тему: клієнт отримає ваші повідомлення.
handoff-take = 🙋 Беру
handoff-return = 🤖 Повернути агенту
handoff-taken = Відповідає { $name }
handoff-message = 💬 <b>{ $name }</b>
handoff-erased = 🗑 <b>Клієнт видалив свої дані з переписки</b>
handoff-erased-cancelled = { $count ->
    [one] Скасовано { $count } майбутній візит.
    [few] Скасовано { $count } майбутні візити.
   *[other] Скасовано { $count } майбутніх візитів.
 }
handoff-erased-hint = Дзвінки й картку клієнта за номером видаляє команда /erase.
handoff-undelivered = ⚠️ Не доставлено клієнту { $name }: { $reason }
handoff-undelivered-blocked = він заблокував бота або видалив акаунт.
handoff-undelivered-refused = Telegram не прийняв повідомлення.
handoff-undelivered-late = бот салону надто довго був недоступний.
handoff-topic = { $name } · № { $number }
handoff-who-customer = Клієнт
handoff-who-agent = Агент
handoff-who-operator = Ми
said-photo = фото
said-voice = голосове повідомлення
said-sticker = стікер
said-contact = контакт
said-location = геопозиція
said-file = файл
said-forwarded = переслане повідомлення
said-other = вкладення
salonbot-revoked = ⚠️ <b>Бот салону не працює</b>: його токен відкликано. Підключіть бота знову командою /salonbot.
`;
