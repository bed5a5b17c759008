/** The owner's side of customers' conversations, and what a salon's bot shows of itself. */
export const ruBotConversation = `
salon-command-start = начать разговор
salon-command-book = записаться
salon-command-prices = услуги и цены
salon-command-visits = мои записи
salon-command-human = позвать человека
salon-description = { $name }: запись онлайн. Напишите, какую услугу и когда хотите, — подберём свободное время.
salon-short = { $name }: запись, цены, график
salon-hello = Здравствуйте
salon-ask-visits = Мои записи
salon-off = Спасибо за сообщение! Передаём его администратору, он ответит вам здесь.
salon-too-many = Слишком много сообщений сразу. Подождите, пожалуйста, минуту и напишите одним сообщением.
salon-old-button = Эта кнопка уже не действует. Напишите, пожалуйста, что вас интересует.
visit-card-created = 📅 <b>Новая запись № { $number }</b>
visit-card-moved = 🔁 <b>Запись № { $number } перенесена</b>
visit-card-cancelled = ❌ <b>Запись № { $number } отменил клиент</b>
visit-card-when = 🕙 { $when }
visit-card-was = Было: { $when }
visit-card-what = Услуга: { $service }
visit-card-who = Мастер: { $master }
visit-card-open = 👤 Карточка клиента
visit-card-move = 🔁 Перенести
visit-card-cancel = ❌ Отменить
handoff-asked = 🙋 <b>Клиент просит позвать человека</b>
handoff-rude = 🙋 <b>Клиент раздражён</b>
handoff-complaint = 🙋 <b>Жалоба клиента</b>
handoff-stuck = 🙋 <b>Агент не понял клиента</b>
handoff-medical = 🙋 <b>Медицинский вопрос</b>
handoff-unknown = 🙋 <b>Агент не знает ответа</b>
handoff-too-late = 🙋 <b>Отмена или перенос в последний момент</b>
handoff-media = 🙋 <b>Клиент прислал не текст</b>
handoff-operator = 🙋 <b>Отвечает человек</b>
handoff-off = 💬 <b>Сообщение клиента</b>
handoff-answers-by = Клиенту обещали ответ до { $time }.
handoff-hint = Чтобы ответить, напишите в ответ на это сообщение.
handoff-hint-topic = Пишите прямо в эту тему: клиент получит ваши сообщения.
handoff-take = 🙋 Беру
handoff-return = 🤖 Вернуть агенту
handoff-taken = Отвечает { $name }
handoff-message = 💬 <b>{ $name }</b>
handoff-erased = 🗑 <b>Клиент удалил свои данные из переписки</b>
handoff-erased-cancelled = { $count ->
    [one] Отменён { $count } будущий визит.
    [few] Отменено { $count } будущих визита.
   *[other] Отменено { $count } будущих визитов.
 }
handoff-erased-hint = Звонки и карточку клиента по номеру удаляет команда /erase.
handoff-undelivered = ⚠️ Не доставлено клиенту { $name }: { $reason }
handoff-undelivered-blocked = он заблокировал бота или удалил аккаунт.
handoff-undelivered-refused = Telegram не принял сообщение.
handoff-undelivered-late = бот салона слишком долго был недоступен.
handoff-topic = { $name } · № { $number }
handoff-who-customer = Клиент
handoff-who-agent = Агент
handoff-who-operator = Мы
said-photo = фото
said-voice = голосовое сообщение
said-sticker = стикер
said-contact = контакт
said-location = геопозиция
said-file = файл
said-forwarded = пересланное сообщение
said-other = вложение
salonbot-revoked = ⚠️ <b>Бот салона не работает</b>: его токен отозван. Подключите бота снова командой /salonbot.
`;
