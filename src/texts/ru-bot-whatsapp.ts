/** What leaves by WhatsApp and why something did not, and how a number is linked. */
export const ruBotWhatsapp = `
command-whatsapp = номер WhatsApp вашего салона
whatsapp-choose = Выбрать
visit-brief = { $when }, { $service }, мастер { $master }
undelivered-closed = клиент молчит больше 24 часов, и { $channel } больше не даёт писать ему первыми. Позвоните ему или подождите, пока напишет сам.
undelivered-unknown = этот номер не принимает сообщений в WhatsApp. Позвоните клиенту.
undelivered-away = WhatsApp слишком долго был недоступен. Состояние номера: /whatsapp
undelivered-declined = WhatsApp решил его не доставлять. Позвоните клиенту или напишите позже.
undelivered-refused = WhatsApp не принял сообщение. Попробуйте написать короче, простым текстом.
whatsapp-alert-revoked = 🔴 <b>WhatsApp остановлен: токен больше не действует.</b> Клиенты не получают ответов. Создайте новый токен в Meta и пришлите его в /whatsapp
whatsapp-alert-permission = 🔴 <b>WhatsApp остановлен: токену не хватает прав.</b> Дайте ему в Meta разрешение whatsapp_business_messaging и доступ к номеру, затем пришлите его снова в /whatsapp
whatsapp-alert-restricted = 🔴 <b>WhatsApp остановлен: Meta ограничила аккаунт.</b> Причина указана в WhatsApp Manager, раздел «Качество аккаунта». Когда ограничение снимут, сообщения пойдут сами.
whatsapp-alert-template = ⚠️ <b>Напоминание не ушло: Meta не принимает шаблон.</b> Проверьте, что он одобрен и что в тексте ровно один параметр, затем выберите его снова в /whatsapp
whatsapp-alert-no-template = ⚠️ <b>Напоминание не дошло в WhatsApp.</b> Клиент молчит больше 24 часов, поэтому нужен одобренный шаблон. Добавьте его в /whatsapp, а клиентам позвоните.
whatsapp-title = 💬 <b>WhatsApp салона</b>
whatsapp-steps =
    Клиенты пишут на номер «{ $business }» в WhatsApp, а отвечает им тот же агент. Номер подключается через WhatsApp Cloud API от Meta:

    1. На developers.facebook.com откройте своё приложение с WhatsApp. В разделе API Setup скопируйте Phone number ID.
    2. В Business Settings создайте системного пользователя и постоянный токен с разрешением whatsapp_business_messaging.
    3. Пришлите мне оба одним сообщением: <code>phoneId accessToken</code>. Сообщение с токеном я удалю.
whatsapp-after = После этого покажу адрес, на который Meta будет присылать сообщения клиентов.
whatsapp-key-meta = Открыть Meta
whatsapp-key-ask = 🔑 У меня есть ключи
whatsapp-key-other = 🔁 Другие ключи
whatsapp-key-app = 🧩 Приложение Meta
whatsapp-key-template = 📋 Шаблон
whatsapp-key-refresh = 🔄 Обновить
whatsapp-key-unlink = ✕ Отключить
whatsapp-key-unlink-sure = Да, отключить
whatsapp-key-app-own = 🔑 Прислать секрет
whatsapp-key-app-server = ↩️ К общему
whatsapp-key-template-off = ✕ Без шаблона
whatsapp-linked = 🟢 { $phone } ({ $name }), подключён { $date }
whatsapp-linked-broken = 🔴 { $phone } ({ $name }), подключён { $date }
whatsapp-number-unnamed = номер { $id }
whatsapp-heard = Последнее событие от Meta: { $when }
whatsapp-heard-never = ⏳ Событий от Meta ещё не было. Укажите ей адрес ниже.
whatsapp-error-revoked = Токен больше не действует. Создайте новый и пришлите его через «Другие ключи».
whatsapp-error-permission = Токену не хватает прав: дайте ему в Meta разрешение whatsapp_business_messaging и доступ к номеру, затем пришлите через «Другие ключи».
whatsapp-error-restricted = Meta ограничила аккаунт: причина в WhatsApp Manager, раздел «Качество аккаунта». Проверяю каждые 10 минут.
whatsapp-error-unreachable = Meta не отвечает. Попробую ещё.
whatsapp-hook =
    <b>Meta → WhatsApp → Configuration</b>
    Callback URL: <code>{ $url }</code>
    Verify token: <code>{ $token }</code>
    Подпишитесь на поля messages, smb_message_echoes и user_id_update.
whatsapp-hook-none = ⚠️ У сервера нет публичного адреса (PUBLIC_URL), поэтому Meta не может присылать ему сообщения. Нужен адрес https или туннель.
whatsapp-unsigned = ⚠️ Секрета приложения Meta нет, поэтому ни одному событию нельзя верить и они отклоняются. Пришлите секрет через «Приложение Meta».
whatsapp-template-set = 📋 Напоминания после 24 часов молчания: шаблон <code>{ $name } { $language }</code>
whatsapp-template-none = 📋 После 24 часов молчания WhatsApp принимает только одобренные шаблоны. Пока шаблона нет, напоминания таким клиентам не доходят.
whatsapp-ask = Пришлите одним сообщением Phone number ID и токен доступа: <code>106540352242922 EAAG…</code>. Выйти: /cancel
whatsapp-done = ✅ Номер подключён.
whatsapp-refused-malformed = Вижу не всё. Нужны два слова: Phone number ID (только цифры) и токен доступа, например <code>106540352242922 EAAG…</code>
whatsapp-refused-token = Meta не принимает этот токен: он недействителен или его срок истёк. Создайте новый и пришлите снова.
whatsapp-refused-number = Meta не знает такого Phone number ID или токен принадлежит другому аккаунту. Это не номер телефона, а ID под ним в разделе API Setup.
whatsapp-refused-forbidden = Токену не хватает прав. Дайте системному пользователю разрешение whatsapp_business_messaging и доступ к этому номеру.
whatsapp-refused-restricted = Meta ограничила этот аккаунт. Причина указана в WhatsApp Manager, раздел «Качество аккаунта».
whatsapp-refused-taken = Этот номер уже подключён к другому бизнесу.
whatsapp-refused-unreachable = Meta сейчас не отвечает. Попробуйте через минуту.
whatsapp-app-about =
    🧩 <b>Приложение Meta</b>

    События подписывает то приложение Meta, в котором настроен номер. Если оно ваше собственное, пришлите его App secret (App settings → Basic). Тогда у вас будет свой адрес и свой Verify token.
whatsapp-app-is-own = Сейчас: ваше собственное приложение.
whatsapp-app-is-server = Сейчас: приложение сервера.
whatsapp-app-ask = Пришлите App secret: 32 символа из App settings → Basic. Сообщение я удалю. Выйти: /cancel
whatsapp-app-done = ✅ Секрет сохранён. Новый адрес ниже: укажите его в Meta.
whatsapp-app-malformed = Это не похоже на App secret: в нём 32 символа, цифры и буквы от a до f.
whatsapp-app-server-done = ✅ События снова принимаются от приложения сервера.
whatsapp-template-ask =
    Пришлите название и язык шаблона, одобренного в Meta: <code>visit_reminder ru</code>

    Категория Utility, в тексте ровно один параметр { "{{1}}" }: туда встанет напоминание о визите. Выйти: /cancel
whatsapp-template-bad = Не узнаю шаблон. Напишите название строчными буквами и язык: <code>visit_reminder ru</code>
whatsapp-template-done = ✅ Шаблон сохранён.
whatsapp-template-gone = ✅ Шаблона больше нет.
whatsapp-unlink-sure = Отключить WhatsApp { $phone }? Клиенты больше не будут получать там ответов. Записи и разговоры останутся.
whatsapp-unlinked = ✅ WhatsApp отключён.
whatsapp-none = WhatsApp не подключён.
health-whatsapp-fine = 💬 WhatsApp { $name }: работает.
health-whatsapp-silent = 💬 WhatsApp { $name }: событий от Meta ещё не было: /whatsapp
health-whatsapp-revoked = ⚠️ WhatsApp { $name }: токен больше не действует: /whatsapp
health-whatsapp-permission = ⚠️ WhatsApp { $name }: токену не хватает прав: /whatsapp
health-whatsapp-restricted = ⚠️ WhatsApp { $name }: Meta ограничила аккаунт: /whatsapp
health-whatsapp-unreachable = ⚠️ WhatsApp { $name }: Meta не отвечает
handoff-window = ⏳ { $channel } принимает ответ до { $time }.
handoff-window-over = ⛔️ Прошло 24 часа с последнего сообщения: { $channel } уже не примет ответ. Позвоните клиенту.
`;
