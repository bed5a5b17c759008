/** What leaves by WhatsApp and why something did not, and how a number is linked. */
export const ukBotWhatsapp = `
command-whatsapp = номер WhatsApp вашого салону
whatsapp-choose = Обрати
visit-brief = { $when }, { $service }, майстер { $master }
undelivered-closed = клієнт мовчить понад 24 години, і { $channel } більше не дає писати йому першими. Зателефонуйте йому або зачекайте, доки напише сам.
undelivered-unknown = цей номер не приймає повідомлень у WhatsApp. Зателефонуйте клієнту.
undelivered-away = WhatsApp надто довго був недоступний. Стан номера: /whatsapp
undelivered-declined = WhatsApp вирішив його не доставляти. Зателефонуйте клієнту або напишіть пізніше.
undelivered-refused = WhatsApp не прийняв повідомлення. Спробуйте написати коротше, простим текстом.
whatsapp-alert-revoked = 🔴 <b>WhatsApp зупинено: токен більше не діє.</b> Клієнти не отримують відповідей. Створіть новий токен у Meta й надішліть його в /whatsapp
whatsapp-alert-permission = 🔴 <b>WhatsApp зупинено: токену бракує прав.</b> Дайте йому в Meta дозвіл whatsapp_business_messaging і доступ до номера, тоді надішліть його знову в /whatsapp
whatsapp-alert-restricted = 🔴 <b>WhatsApp зупинено: Meta обмежила акаунт.</b> Причина вказана в WhatsApp Manager, розділ «Якість акаунта». Щойно обмеження знімуть, повідомлення підуть самі.
whatsapp-alert-template = ⚠️ <b>Нагадування не пішло: Meta не приймає шаблон.</b> Перевірте, що його схвалено і що в тексті рівно один параметр, тоді оберіть його знову в /whatsapp
whatsapp-alert-no-template = ⚠️ <b>Нагадування не дійшло у WhatsApp.</b> Клієнт мовчить понад 24 години, тому потрібен схвалений шаблон. Додайте його в /whatsapp, а клієнтам зателефонуйте.
whatsapp-title = 💬 <b>WhatsApp салону</b>
whatsapp-steps =
    Клієнти пишуть на номер «{ $business }» у WhatsApp, а відповідає їм той самий агент. Номер підключається через WhatsApp Cloud API від Meta:

    1. На developers.facebook.com відкрийте свій застосунок із WhatsApp. У розділі API Setup скопіюйте Phone number ID.
    2. У Business Settings створіть системного користувача й постійний токен із дозволом whatsapp_business_messaging.
    3. Надішліть мені обидва одним повідомленням: <code>phoneId accessToken</code>. Повідомлення з токеном я видалю.
whatsapp-after = Після цього покажу адресу, на яку Meta надсилатиме повідомлення клієнтів.
whatsapp-key-meta = Відкрити Meta
whatsapp-key-ask = 🔑 У мене є ключі
whatsapp-key-other = 🔁 Інші ключі
whatsapp-key-app = 🧩 Застосунок Meta
whatsapp-key-template = 📋 Шаблон
whatsapp-key-refresh = 🔄 Оновити
whatsapp-key-unlink = ✕ Відключити
whatsapp-key-unlink-sure = Так, відключити
whatsapp-key-app-own = 🔑 Надіслати секрет
whatsapp-key-app-server = ↩️ До спільного
whatsapp-key-template-off = ✕ Без шаблону
whatsapp-linked = 🟢 { $phone } ({ $name }), підключено { $date }
whatsapp-linked-broken = 🔴 { $phone } ({ $name }), підключено { $date }
whatsapp-number-unnamed = номер { $id }
whatsapp-heard = Остання подія від Meta: { $when }
whatsapp-heard-never = ⏳ Подій від Meta ще не було. Вкажіть їй адресу нижче.
whatsapp-error-revoked = Токен більше не діє. Створіть новий і надішліть його через «Інші ключі».
whatsapp-error-permission = Токену бракує прав: дайте йому в Meta дозвіл whatsapp_business_messaging і доступ до номера, тоді надішліть через «Інші ключі».
whatsapp-error-restricted = Meta обмежила акаунт: причина у WhatsApp Manager, розділ «Якість акаунта». Перевіряю кожні 10 хвилин.
whatsapp-error-unreachable = Meta не відповідає. Спробую ще.
whatsapp-hook =
    <b>Meta → WhatsApp → Configuration</b>
    Callback URL: <code>{ $url }</code>
    Verify token: <code>{ $token }</code>
    Підпишіться на поля messages, smb_message_echoes і user_id_update.
whatsapp-hook-none = ⚠️ У сервера немає публічної адреси (PUBLIC_URL), тому Meta не може надсилати йому повідомлення. Потрібна адреса https або тунель.
whatsapp-unsigned = ⚠️ Секрету застосунку Meta немає, тому жодній події не можна вірити й вони відхиляються. Надішліть секрет через «Застосунок Meta».
whatsapp-template-set = 📋 Нагадування після 24 годин мовчання: шаблон <code>{ $name } { $language }</code>
whatsapp-template-none = 📋 Після 24 годин мовчання WhatsApp приймає лише схвалені шаблони. Поки шаблону немає, нагадування таким клієнтам не доходять.
whatsapp-ask = Надішліть одним повідомленням Phone number ID і токен доступу: <code>106540352242922 EAAG…</code>. Вийти: /cancel
whatsapp-done = ✅ Номер підключено.
whatsapp-refused-malformed = Бачу не все. Потрібні два слова: Phone number ID (самі цифри) і токен доступу, наприклад <code>106540352242922 EAAG…</code>
whatsapp-refused-token = Meta не приймає цього токена: він недійсний або його строк минув. Створіть новий і надішліть знову.
whatsapp-refused-number = Meta не знає такого Phone number ID або токен належить іншому акаунту. Це не номер телефону, а ID під ним у розділі API Setup.
whatsapp-refused-forbidden = Токену бракує прав. Дайте системному користувачу дозвіл whatsapp_business_messaging і доступ до цього номера.
whatsapp-refused-restricted = Meta обмежила цей акаунт. Причина вказана у WhatsApp Manager, розділ «Якість акаунта».
whatsapp-refused-taken = Цей номер уже підключений до іншого бізнесу.
whatsapp-refused-unreachable = Meta зараз не відповідає. Спробуйте за хвилину.
whatsapp-app-about =
    🧩 <b>Застосунок Meta</b>

    Події підписує той застосунок Meta, у якому налаштовано номер. Якщо він ваш власний, надішліть його App secret (App settings → Basic). Тоді у вас буде своя адреса й свій Verify token.
whatsapp-app-is-own = Зараз: ваш власний застосунок.
whatsapp-app-is-server = Зараз: застосунок сервера.
whatsapp-app-ask = Надішліть App secret: 32 символи з App settings → Basic. Повідомлення я видалю. Вийти: /cancel
whatsapp-app-done = ✅ Секрет збережено. Нова адреса нижче: вкажіть її в Meta.
whatsapp-app-malformed = Це не схоже на App secret: у ньому 32 символи, цифри й літери від a до f.
whatsapp-app-server-done = ✅ Події знову приймаються від застосунку сервера.
whatsapp-template-ask =
    Надішліть назву й мову шаблону, схваленого в Meta: <code>visit_reminder uk</code>

    Категорія Utility, у тексті рівно один параметр { "{{1}}" }: туди стане нагадування про візит. Вийти: /cancel
whatsapp-template-bad = Не впізнаю шаблону. Напишіть назву малими літерами й мову: <code>visit_reminder uk</code>
whatsapp-template-done = ✅ Шаблон збережено.
whatsapp-template-gone = ✅ Шаблону більше немає.
whatsapp-unlink-sure = Відключити WhatsApp { $phone }? Клієнти більше не отримуватимуть там відповідей. Записи й розмови лишаться.
whatsapp-unlinked = ✅ WhatsApp відключено.
whatsapp-none = WhatsApp не підключено.
health-whatsapp-fine = 💬 WhatsApp { $name }: працює.
health-whatsapp-silent = 💬 WhatsApp { $name }: подій від Meta ще не було: /whatsapp
health-whatsapp-revoked = ⚠️ WhatsApp { $name }: токен більше не діє: /whatsapp
health-whatsapp-permission = ⚠️ WhatsApp { $name }: токену бракує прав: /whatsapp
health-whatsapp-restricted = ⚠️ WhatsApp { $name }: Meta обмежила акаунт: /whatsapp
health-whatsapp-unreachable = ⚠️ WhatsApp { $name }: Meta не відповідає
handoff-window = ⏳ { $channel } приймає відповідь до { $time }.
handoff-window-over = ⛔️ Минуло 24 години від останнього повідомлення: { $channel } вже не прийме відповіді. Зателефонуйте клієнту.
`;
