/** Greeting, onboarding, language, help and what the bot says when something cannot be done. */
export const ruBot = `
bot-hello =
    Здравствуйте! Я Frontdesk: показываю каждый звонок вашего бизнеса одной аккуратной карточкой в Telegram.

    На каком языке вам удобно?
bot-choose-language = На каком языке вам удобно?
bot-language-set = Дальше пишу по-русски.
bot-group-hello = Настройки живут в личном чате со мной, а здесь я показываю звонки. Включить их: /notify
bot-ask-name =
    Как называется ваш бизнес? Напишите одним сообщением.

    Например: <i>Салон «Лилея»</i>
bot-name-bad = Не вижу названия. Напишите его словами, пожалуйста.
bot-ask-kind = «{ $name }» создан. Чем вы занимаетесь?
bot-kind-salon = 💇 Салон красоты
bot-kind-clinic = 🩺 Клиника
bot-kind-shop = 🛍 Магазин
bot-kind-workshop = 🔧 Мастерская
bot-kind-other = Другое
bot-ask-zone =
    <b>Время и валюта</b>

    Часовой пояс: { $zone }, сейчас { $time }
    Валюта: { $currency }

    Всё верно?
bot-zone-yes = ✅ Да, всё верно
bot-zone-other = 🕓 Другой пояс
bot-currency-other = 💱 Другая валюта
bot-choose-zone = Который час сейчас в вашем городе?
bot-choose-currency = В какой валюте вы работаете?
bot-back = ← Назад
bot-joined = Вы в команде «{ $business }». Ваша роль: { $role }.
bot-join-unknown = Такое приглашение не найдено. Попросите новое у того, кто вас пригласил.
bot-join-used = Этим приглашением уже воспользовались: оно действует на одного человека. Попросите новое.
bot-join-expired = Приглашение действовало 7 дней, и срок прошёл. Попросите новое.
bot-join-already = Вы уже в этой команде. Что дальше: /help
bot-role-owner = владелец
bot-role-admin = администратор
bot-role-operator = оператор
bot-cancelled = Отменено. Что дальше: /help
bot-nothing-to-cancel = Сейчас нечего отменять. Что я умею: /help
bot-unknown-text = Я понимаю команды и кнопки. Все команды: /help
bot-unknown-command = Такой команды нет. Все команды: /help
bot-unknown-kind = Здесь я понимаю только текст, команды и кнопки. Все команды: /help
bot-stale = Эта кнопка уже не действует. Откройте экран снова командой.
bot-foreign-button = Эта кнопка не для вас: она работает только для команды этого бизнеса.
bot-no-business = Вы пока не состоите ни в одной команде. Создайте свой бизнес: /start. Если вас пригласили, откройте ссылку из приглашения.
bot-members-only = Здесь отвечаю только команде бизнеса. Попросите администратора о приглашении.
bot-no-right = Это может только { $who }. Обратитесь, пожалуйста, к администратору.
bot-who-owner = владелец
bot-who-admin = администратор или владелец
bot-anonymous = Я не вижу, кто пишет от имени группы или канала. Выключите анонимность администратора или пишите от себя и отправьте команду ещё раз.
bot-private-only = Это удобнее и безопаснее в личном чате со мной.
bot-open-private = 💬 Открыть личный чат
bot-failed = Не получилось, и ничего не изменилось. Попробуйте ещё раз через минуту.
bot-changed-meanwhile = Пока вы смотрели, это уже изменилось. Откройте экран снова.
bot-last-owner = Это последний владелец. Сначала назначьте другого владельца.
bot-last-owner-you = Вы последний владелец. Сначала назначьте другого владельца.
bot-not-member = Этого человека уже нет в команде.
bot-help-title = <b>Что я умею</b>
bot-help-operator =
    /calls последние звонки; /calls 4512 ищет по номеру или имени
    /missed кому перезвонить
    /language язык
    /cancel выйти из формы
bot-help-team = /team моя роль, выйти из команды
bot-help-admin =
    /connect подключения и проверка
    /phonet или /novofon подключить телефонию
    /notify карточки звонков в этот чат
    /settings настройки бизнеса и рабочее время
    /team команда и приглашения
    /health всё ли работает
bot-help-stranger = Начните со /start: это несколько минут. Если вас пригласили в команду, откройте ссылку из приглашения.
bot-help-sandbox = Это песочница: наружу ничего не уходит, пробуйте смело.
command-start = начать сначала
command-connect = подключения и проверка
command-phonet = подключить Phonet
command-novofon = подключить Novofon
command-notify = карточки звонков в этот чат
command-calls = последние звонки и поиск
command-settings = настройки бизнеса
command-team = команда и приглашения
command-health = всё ли работает
command-language = язык
command-help = что я умею
command-cancel = выйти из формы
`;
