/** Linking Phonet and Novofon: forms, confirmations, steps, the set-up checklist and the wait for the first event. */
export const ruBotLink = `
link-connect-title = <b>{ $business }</b> · подключения
link-account-seen = ✅ { $account }: последнее событие { $when }
link-account-silent = ⏳ { $account }: событий ещё не было
link-account-refused = ⚠️ { $account }: { $when } событие не принято: { $reason }
link-none = Телефония ещё не подключена. Выберите свою АТС:
link-chats-some =
    { $count ->
        [one] 💬 Карточки идут в { $count } чат
        [few] 💬 Карточки идут в { $count } чата
       *[other] 💬 Карточки идут в { $count } чатов
    }
link-chats-none = 💬 Карточки пока никуда не идут. Отправьте /notify в чате, где они нужны: здесь или в группе.
link-chats-lost = ⚠️ Недоступных чатов: { $count }. Подробности: /health
link-chats = 📋 Чаты с карточками
chats-title = <b>{ $business }</b> · чаты с карточками
chats-line = { $number }. { $chat } · { $kind }
chats-hint = Остановить карточки можно отсюда, даже если вас в том чате нет. Включить снова: /notify в самом чате.
chats-private = личный чат
chats-group = группа
chats-topic = тема № { $thread }
chats-topic-named = тема
chats-stop = 🔕 { $number }. { $chat }
chats-stopped = 🔕 { $chat } ({ $kind }): карточки туда больше не приходят.
chats-was-off = { $chat } ({ $kind }): карточки туда и так не приходят.
chats-still = Карточки по-прежнему приходят в эти чаты; остановить лишние: /connect → «📋 Чаты с карточками»
chats-still-line = • { $chat } · { $kind }
link-other-business = Другой бизнес: { $business }
link-new-business = ➕ Новый бизнес
link-add-phonet = ➕ Phonet
link-add-novofon = ➕ Novofon
link-open-account = { $account } · { $done } из { $all }
link-notify-here = 💬 Карточки в этот чат
link-add-group = 👥 Добавить меня в группу
link-team = 👥 Команда
link-health = 🩺 Состояние
link-settings = ⚙️ Настройки
link-refresh = 🔄 Обновить
link-phonet-ask-domain =
    <b>Phonet, шаг 1 из 2</b>

    Напишите домен вашего кабинета, например <code>demo.phonet.com.ua</code>

    Выйти: /cancel
link-phonet-ask-key =
    <b>Phonet, шаг 2 из 2</b>

    Отправьте ключ API: кабинет Phonet → «Налаштування» → «Інтеграції». Сообщение с ключом я сразу удалю.
link-phonet-domain-bad = Это не похоже на домен. Он выглядит так: <code>demo.phonet.com.ua</code>
link-phonet-usage = Отправьте домен и ключ через пробел: <code>/phonet demo.phonet.com.ua ключ</code>, или просто /phonet, и я спрошу по очереди. Только для одного номера или линии: добавьте <code>ext 101</code> или <code>line +380440000001</code>.
link-phonet-refused-key = Phonet не принимает этот ключ. Скопируйте его ещё раз из кабинета и отправьте сюда.
link-phonet-refused-domain = По адресу <code>{ $account }</code> нет кабинета Phonet. Проверьте домен и начните ещё раз: /phonet
link-phonet-refused-access = Ключ верный, но без доступа к списку сотрудников. Дайте ему этот доступ в кабинете Phonet и отправьте ключ ещё раз.
link-unreachable = { $provider } сейчас не отвечает. Ключ не сохранён; отправьте его ещё раз через несколько минут.
link-limited = { $provider } просит подождать: слишком много запросов. Отправьте ключ ещё раз через минуту.
link-phonet-linked =
    ✅ Phonet подключён: <b>{ $account }</b>, ключ { $mask }
    Сотрудников найдено: { $count }
link-phonet-steps =
    <b>Осталось три шага в кабинете Phonet</b>
    1. «Налаштування» → «Інтеграції» → «Інша CRM».
    2. Вставьте этот адрес для событий и сохраните:
    <code>{ $address }</code>
    3. Позвоните на свой номер. Я напишу, как только придёт первое событие.
link-novofon-ask-key =
    <b>Novofon, шаг 1 из 2</b>

    В кабинете my.novofon.ru: «Пользователи АТС» → ваш пользователь → «Администратор» → включите «Использовать ключ API».

    Отправьте Key, например <code>appid_1834174</code>

    Выйти: /cancel
link-novofon-ask-secret =
    <b>Novofon, шаг 2 из 2</b>

    Теперь отправьте Secret. Сообщение с ним я сразу удалю.
link-novofon-key-bad = Это не похоже на Key. Скопируйте его из кабинета без пробелов.
link-novofon-usage = Отправьте Key и Secret через пробел: <code>/novofon key secret</code>, или просто /novofon, и я спрошу по очереди. Только для одного номера или линии: добавьте <code>ext 101</code> или <code>line +74950000001</code>.
link-novofon-refused-key = Novofon не принимает эту пару Key и Secret. Проверьте обе в кабинете и начните ещё раз: /novofon
link-novofon-linked =
    ✅ Novofon подключён: <b>{ $account }</b>, секрет { $mask }
    Время кабинета: { $zone }
link-novofon-steps =
    <b>Дальше события должна включить поддержка Novofon</b>
    1. Выберите внутренний номер, и я составлю готовое письмо. На каждый номер нужно отдельное письмо.
    2. Отправьте его: почта support@novofon.com, чат на novofon.com или телефон +7 495 127-0-777. Настраивают 1–2 рабочих дня.
    3. Включите запись: «АТС» → «Запись звонков» → «Записывать все звонки».

    Адрес для событий:
    <code>{ $address }</code>
link-letter-intro = Письмо для номера { $ext }. Нажмите на него, чтобы скопировать, и отправьте на support@novofon.com, в чат на novofon.com или продиктуйте по телефону +7 495 127-0-777. Ответ за 1–2 рабочих дня.
link-letter-ext = ✉️ Письмо для { $ext }
link-letter-other = ✉️ Другой номер
link-letter-ask-ext = Какой внутренний номер АТС? Обычно это три цифры, например 100. Его видно в кабинете: «АТС» → «Внутренние номера».
link-letter-ext-bad = Внутренний номер состоит только из цифр, не больше шести. Напишите его ещё раз.
link-no-public = ℹ️ Это только путь: PUBLIC_URL не задан. Откройте туннель (ngrok, localtunnel, VS Code), запустите Frontdesk с его адресом в PUBLIC_URL и откройте /connect снова.
link-sandbox-pbx = ℹ️ Это песочница: в кабинете ничего менять не нужно. Нажмите кнопку звонка рядом с чатом.
link-key-deleted = 🔒 Сообщение с ключом удалено.
link-key-not-deleted = ⚠️ Не удалось удалить ваше сообщение с ключом. Удалите его, пожалуйста, сами.
link-key-in-group = ⚠️ Ключи нельзя показывать в группе. Удалите сообщение, выпустите новый ключ в кабинете и отправьте его мне лично.
link-key-in-group-deleted = ⚠️ Ключи нельзя показывать в группе. Сообщение я удалил, но его могли увидеть: выпустите новый ключ в кабинете и отправьте мне лично.
link-watch-waiting = ⏳ { $account }: жду первое событие. Позвоните на свой номер.
link-watch-received = ✅ { $account }: получено { $event } в { $time }. События приходят.
link-watch-refused = ⚠️ { $account }: { $time } пришло событие, но оно не принято: { $reason }
link-watch-still = Исправьте и позвоните ещё раз, я жду дальше.
link-account-title = <b>{ $account }</b> · настройка
link-new-key = 🔑 Заменить ключ
link-test = 🧪 Тестовое событие
link-unlink = Отключить
link-unlink-sure = Отключить { $account }? Адрес для событий перестанет принимать звонки. История останется.
link-unlink-yes = Да, отключить
link-unlinked = { $account }: отключено.
link-gone = Это подключение уже отключено. Подключить снова: /connect
link-missing = Ещё не приходили: { $events }
setup-address-known = Адрес для событий создан
setup-extension-known = Внутренний номер АТС известен
setup-cabinet-opened = Кабинет my.novofon.ru открыт
setup-api-page-opened = Открыто «Пользователи АТС» → «Администратор» → API
setup-api-key-enabled = Включено «Использовать ключ API»
setup-key-copied = Key и Secret скопированы
setup-letter-sent = Письмо в поддержку отправлено
setup-support-confirmed = Поддержка подтвердила (1–2 рабочих дня)
setup-recording-enabled = Запись разговоров включена
setup-test-call = Тестовый звонок прошёл
setup-key-checked = Ключ API проверен
setup-address-pasted = Адрес вставлен в кабинете
setup-chat-subscribed = Карточки приходят в чат
dashboard-link =
    <b>{ $business }</b> · кабинет

    Ссылка открывается один раз в течение 10 минут. Не передавайте её никому.
dashboard-local = Публичного адреса нет (PUBLIC_URL), поэтому кабинет откроется только на самом сервере.
dashboard-open = 🖥 Открыть кабинет
dashboard-here = 📱 Открыть здесь
`;
