/** Greeting, onboarding, language, help and what the bot says when something cannot be done. */
export const ukBot = `
bot-hello =
    Вітаю! Я Frontdesk: показую кожен дзвінок вашого бізнесу однією охайною карткою в Telegram.

    Якою мовою вам зручно?
bot-choose-language = Якою мовою вам зручно?
bot-language-set = Далі пишу українською.
bot-group-hello = Налаштування живуть в особистому чаті зі мною, а тут я показую дзвінки. Увімкнути їх: /notify
bot-ask-name =
    Як називається ваш бізнес? Напишіть одним повідомленням.

    Наприклад: <i>Салон «Лілея»</i>
bot-name-bad = Не бачу назви. Напишіть її словами, будь ласка.
bot-ask-kind = «{ $name }» створено. Чим ви займаєтеся?
bot-kind-salon = 💇 Салон краси
bot-kind-clinic = 🩺 Клініка
bot-kind-shop = 🛍 Магазин
bot-kind-workshop = 🔧 Майстерня
bot-kind-other = Інше
bot-ask-zone =
    <b>Час і валюта</b>

    Часовий пояс: { $zone }, зараз { $time }
    Валюта: { $currency }

    Усе правильно?
bot-zone-yes = ✅ Так, усе правильно
bot-zone-other = 🕓 Інший пояс
bot-currency-other = 💱 Інша валюта
bot-choose-zone = Котра година зараз у вашому місті?
bot-choose-currency = Якою валютою ви працюєте?
bot-back = ← Назад
bot-joined = Ви в команді «{ $business }». Ваша роль: { $role }.
bot-join-unknown = Таке запрошення не знайдено. Попросіть нове в того, хто вас запросив.
bot-join-used = Цим запрошенням уже скористалися: воно діє на одну людину. Попросіть нове.
bot-join-expired = Запрошення діяло 7 днів, і строк минув. Попросіть нове.
bot-join-already = Ви вже в цій команді. Що далі: /help
bot-role-owner = власник
bot-role-admin = адміністратор
bot-role-operator = оператор
bot-cancelled = Скасовано. Що далі: /help
bot-nothing-to-cancel = Зараз нічого скасовувати. Що я вмію: /help
bot-unknown-text = Я розумію команди та кнопки. Усі команди: /help
bot-unknown-command = Такої команди немає. Усі команди: /help
bot-unknown-kind = Тут я розумію лише текст, команди та кнопки. Усі команди: /help
bot-stale = Ця кнопка вже не діє. Відкрийте екран знову командою.
bot-foreign-button = Ця кнопка не для вас: вона працює лише для команди цього бізнесу.
bot-no-business = Ви ще не в жодній команді. Створіть свій бізнес: /start. Якщо вас запросили, відкрийте посилання із запрошення.
bot-members-only = Тут відповідаю лише команді бізнесу. Попросіть адміністратора про запрошення.
bot-no-right = Це може лише { $who }. Зверніться, будь ласка, до адміністратора.
bot-who-owner = власник
bot-who-admin = адміністратор або власник
bot-anonymous = Я не бачу, хто пише від імені групи чи каналу. Вимкніть анонімність адміністратора або пишіть від себе й надішліть команду ще раз.
bot-private-only = Це зручніше й безпечніше в особистому чаті зі мною.
bot-open-private = 💬 Відкрити особистий чат
bot-failed = Не вийшло, і нічого не змінилося. Спробуйте ще раз за хвилину.
bot-busy = ⏳ Зараз ми перевантажені. Ваше повідомлення не загубиться: відповімо, щойно зможемо.
bot-changed-meanwhile = Поки ви дивились, це вже змінилося. Відкрийте екран знову.
bot-last-owner = Це останній власник. Спершу призначте іншого власника.
bot-last-owner-you = Ви останній власник. Спершу призначте іншого власника.
bot-not-member = Цієї людини вже немає в команді.
bot-help-title = <b>Що я вмію</b>
bot-help-operator =
    /today що зробити сьогодні
    /find Оксана вчора шукає дзвінки, клієнтів, угоди, задачі
    /calls останні дзвінки; /calls 4512 шукає за номером або іменем
    /clients клієнти; /client 067 000 00 01 Оксана додає клієнта
    /missed кому передзвонити
    /tasks задачі; /task подзвонити Оксані завтра о 10 додає задачу
    /deals угоди за етапами; /deal Манікюр 1200 створює угоду
    /promises що пообіцяли в розмовах
    /bookings записи клієнтів; /bookings завтра, /bookings Марина
    Відповідь на картку дзвінка стає коментарем.
    /stats статистика дзвінків; /stats вчора, /stats 1.11-15.11
    /digest щоденний підсумок
    /dashboard кабінет у браузері
    /language мова
    /cancel вийти з форми
bot-help-team = /team моя роль, вийти з команди
bot-help-admin =
    /connect підключення та перевірка
    /phonet або /novofon підключити телефонію
    /notify картки дзвінків у цей чат
    /settings налаштування бізнесу та робочий час
    /export таблиці CSV; /erase 0671112233 стирає дані людини
    /webhooks події у вашу CRM, таблицю чи чат
    /services послуги; /services Манікюр 60 хв 400 додає одну
    /masters майстри та їхні години; /hours правила запису
    /salonbot бот салону; /whatsapp номер WhatsApp; /agent хто відповідає клієнтам; /test_agent перевірити його на ваших цінах
    /team команда та запрошення
    /health чи все працює
bot-help-stranger = Почніть із /start: це кілька хвилин. Якщо вас запросили в команду, відкрийте посилання із запрошення.
bot-help-sandbox = Це пісочниця: назовні нічого не йде, пробуйте сміливо.
command-start = почати спочатку
command-connect = підключення та перевірка
command-phonet = підключити Phonet
command-novofon = підключити Novofon
command-notify = картки дзвінків у цей чат
command-calls = останні дзвінки й пошук
command-settings = налаштування бізнесу
command-dashboard = кабінет у браузері
command-team = команда та запрошення
command-health = чи все працює
command-language = мова
command-help = що я вмію
command-cancel = вийти з форми
`;
