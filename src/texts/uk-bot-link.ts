/** Linking Phonet and Novofon: forms, confirmations, steps, the set-up checklist and the wait for the first event. */
export const ukBotLink = `
link-connect-title = <b>{ $business }</b> · підключення
link-account-seen = ✅ { $account }: остання подія { $when }
link-account-silent = ⏳ { $account }: подій ще не було
link-account-refused = ⚠️ { $account }: { $when } подію не прийнято: { $reason }
link-none = Телефонію ще не підключено. Оберіть свою АТС:
link-chats-some =
    { $count ->
        [one] 💬 Картки йдуть в { $count } чат
        [few] 💬 Картки йдуть у { $count } чати
       *[other] 💬 Картки йдуть у { $count } чатів
    }
link-chats-none = 💬 Картки ще нікуди не йдуть. Надішліть /notify в чаті, де вони потрібні: тут або в групі.
link-chats-lost = ⚠️ Недоступних чатів: { $count }. Подробиці: /health
link-chats = 📋 Чати з картками
chats-title = <b>{ $business }</b> · чати з картками
chats-line = { $number }. { $chat } · { $kind }
chats-hint = Зупинити картки можна звідси, навіть якщо вас у тому чаті немає. Увімкнути знову: /notify в самому чаті.
chats-private = особистий чат
chats-group = група
chats-topic = тема № { $thread }
chats-topic-named = тема
chats-stop = 🔕 { $number }. { $chat }
chats-stopped = 🔕 { $chat } ({ $kind }): картки туди більше не приходять.
chats-was-off = { $chat } ({ $kind }): картки туди й так не приходять.
chats-still = Картки й далі приходять у ці чати; зупинити зайві: /connect → «📋 Чати з картками»
chats-still-line = • { $chat } · { $kind }
link-other-business = Інший бізнес: { $business }
link-new-business = ➕ Новий бізнес
link-add-phonet = ➕ Phonet
link-add-novofon = ➕ Novofon
link-open-account = { $account } · { $done } з { $all }
link-notify-here = 💬 Картки в цей чат
link-add-group = 👥 Додати мене в групу
link-team = 👥 Команда
link-health = 🩺 Стан
link-settings = ⚙️ Налаштування
link-refresh = 🔄 Оновити
link-phonet-ask-domain =
    <b>Phonet, крок 1 з 2</b>

    Напишіть домен вашого кабінету, наприклад <code>demo.phonet.com.ua</code>

    Вийти: /cancel
link-phonet-ask-key =
    <b>Phonet, крок 2 з 2</b>

    Надішліть ключ API: кабінет Phonet → «Налаштування» → «Інтеграції». Повідомлення з ключем я одразу видалю.
link-phonet-domain-bad = Це не схоже на домен. Він виглядає так: <code>demo.phonet.com.ua</code>
link-phonet-usage = Надішліть домен і ключ через пробіл: <code>/phonet demo.phonet.com.ua ключ</code>, або просто /phonet, і я запитаю по черзі. Лише для одного номера чи лінії: додайте <code>ext 101</code> або <code>line +380440000001</code>.
link-phonet-refused-key = Phonet не приймає цей ключ. Скопіюйте його ще раз з кабінету і надішліть сюди.
link-phonet-refused-domain = За адресою <code>{ $account }</code> немає кабінету Phonet. Перевірте домен і почніть ще раз: /phonet
link-phonet-refused-access = Ключ дійсний, але без доступу до списку працівників. Дайте йому цей доступ у кабінеті Phonet і надішліть ключ ще раз.
link-unreachable = { $provider } зараз не відповідає. Ключ не збережено; надішліть його ще раз за кілька хвилин.
link-limited = { $provider } просить зачекати: забагато запитів. Надішліть ключ ще раз за хвилину.
link-phonet-linked =
    ✅ Phonet підключено: <b>{ $account }</b>, ключ { $mask }
    Працівників знайдено: { $count }
link-phonet-steps =
    <b>Залишилося три кроки в кабінеті Phonet</b>
    1. «Налаштування» → «Інтеграції» → «Інша CRM».
    2. Вставте цю адресу для подій і збережіть:
    <code>{ $address }</code>
    3. Подзвоніть на свій номер. Я напишу, щойно прийде перша подія.
link-novofon-ask-key =
    <b>Novofon, крок 1 з 2</b>

    У кабінеті my.novofon.ru: «Пользователи АТС» → ваш користувач → «Администратор» → увімкніть «Использовать ключ API».

    Надішліть Key, наприклад <code>appid_1834174</code>

    Вийти: /cancel
link-novofon-ask-secret =
    <b>Novofon, крок 2 з 2</b>

    Тепер надішліть Secret. Повідомлення з ним я одразу видалю.
link-novofon-key-bad = Це не схоже на Key. Скопіюйте його з кабінету без пробілів.
link-novofon-usage = Надішліть Key і Secret через пробіл: <code>/novofon key secret</code>, або просто /novofon, і я запитаю по черзі. Лише для одного номера чи лінії: додайте <code>ext 101</code> або <code>line +74950000001</code>.
link-novofon-refused-key = Novofon не приймає цю пару Key і Secret. Перевірте обидва в кабінеті й почніть ще раз: /novofon
link-novofon-linked =
    ✅ Novofon підключено: <b>{ $account }</b>, секрет { $mask }
    Час кабінету: { $zone }
link-novofon-steps =
    <b>Далі події має ввімкнути підтримка Novofon</b>
    1. Оберіть внутрішній номер, і я складу готовий лист. На кожен номер потрібен окремий лист.
    2. Надішліть його: пошта support@novofon.com, чат на novofon.com або телефон +7 495 127-0-777. Налаштовують 1–2 робочі дні.
    3. Увімкніть запис: «АТС» → «Запись звонков» → «Записывать все звонки».

    Адреса для подій:
    <code>{ $address }</code>
link-letter-intro = Лист для номера { $ext }. Натисніть на нього, щоб скопіювати, і надішліть на support@novofon.com, у чат на novofon.com або продиктуйте за телефоном +7 495 127-0-777. Відповідь за 1–2 робочі дні.
link-letter-ext = ✉️ Лист для { $ext }
link-letter-other = ✉️ Інший номер
link-letter-ask-ext = Який внутрішній номер АТС? Зазвичай це три цифри, наприклад 100. Його видно в кабінеті: «АТС» → «Внутренние номера».
link-letter-ext-bad = Внутрішній номер складається лише з цифр, не більше шести. Напишіть його ще раз.
link-no-public = ℹ️ Це лише шлях: PUBLIC_URL не задано. Відкрийте тунель (ngrok, localtunnel, VS Code), запустіть Frontdesk з його адресою в PUBLIC_URL і відкрийте /connect знову.
link-sandbox-pbx = ℹ️ Це пісочниця: у кабінеті нічого змінювати не треба. Натисніть кнопку дзвінка поруч із чатом.
link-key-deleted = 🔒 Повідомлення з ключем видалено.
link-key-not-deleted = ⚠️ Не вдалося видалити ваше повідомлення з ключем. Видаліть його, будь ласка, самі.
link-key-in-group = ⚠️ Ключі не можна показувати в групі. Видаліть повідомлення, випустіть новий ключ у кабінеті й надішліть його мені особисто.
link-key-in-group-deleted = ⚠️ Ключі не можна показувати в групі. Повідомлення я видалив, але його могли побачити: випустіть новий ключ у кабінеті й надішліть мені особисто.
link-watch-waiting = ⏳ { $account }: чекаю на першу подію. Подзвоніть на свій номер.
link-watch-received = ✅ { $account }: отримано { $event } о { $time }. Події приходять.
link-watch-refused = ⚠️ { $account }: { $time } прийшла подія, але її не прийнято: { $reason }
link-watch-still = Виправте й подзвоніть ще раз, я чекаю далі.
link-account-title = <b>{ $account }</b> · налаштування
link-new-key = 🔑 Замінити ключ
link-test = 🧪 Тестова подія
link-unlink = Від’єднати
link-unlink-sure = Від’єднати { $account }? Адреса для подій перестане приймати дзвінки. Історія залишиться.
link-unlink-yes = Так, від’єднати
link-unlinked = { $account } від’єднано.
link-gone = Це підключення вже від’єднано. Підключити знову: /connect
link-missing = Ще не приходили: { $events }
setup-address-known = Адресу для подій створено
setup-extension-known = Внутрішній номер АТС відомий
setup-cabinet-opened = Кабінет my.novofon.ru відкрито
setup-api-page-opened = Відкрито «Пользователи АТС» → «Администратор» → API
setup-api-key-enabled = Увімкнено «Использовать ключ API»
setup-key-copied = Key і Secret скопійовано
setup-letter-sent = Лист у підтримку надіслано
setup-support-confirmed = Підтримка підтвердила (1–2 робочі дні)
setup-recording-enabled = Запис розмов увімкнено
setup-test-call = Тестовий дзвінок пройшов
setup-key-checked = Ключ API перевірено
setup-address-pasted = Адресу вставлено в кабінеті
setup-chat-subscribed = Картки приходять у чат
dashboard-link =
    <b>{ $business }</b> · кабінет

    Посилання відкривається один раз протягом 10 хвилин. Не передавайте його нікому.
dashboard-local = Публічної адреси немає (PUBLIC_URL), тож кабінет відкриється лише на самому сервері.
dashboard-open = 🖥 Відкрити кабінет
dashboard-here = 📱 Відкрити тут
`;
