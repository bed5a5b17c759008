/** Clients: the list, a client's card and what is done there; the row of a call's card that tells what came before. */
export const ruBotClient = `
card-history = { $nth }-й звонок · последний { $last }
card-history-many = Более { $count } звонков · последний { $last }
command-clients = клиенты и поиск
command-client = новый клиент: номер и имя
clients-title = <b>Клиенты</b>
clients-found = <b>Клиенты</b> · { $text }
clients-none = Клиентов пока нет. Каждый, кто позвонит, появится здесь. Добавить самостоятельно: /client 067 000 00 01 Оксана
clients-nothing = По запросу «{ $text }» никого нет. Попробуйте часть имени или последние цифры номера.
clients-end = Дальше клиентов нет.
clients-newer = ◀ Новее
clients-older = Раньше ▶
client-nameless = Без имени
client-do-not-call = 🚫 Просили не звонить
client-not-client = 🔕 Не клиент: сделки и напоминания не создаются
client-since = В базе с { $date }
client-calls = звонков: { $count }
client-deal = 💼 { $deal }
client-tasks = 📝 задач: { $count }
client-comments = 💬 комментариев: { $count }
client-call-talking = идёт
client-key-name = ✏️ Имя
client-key-add = ➕ Номер
client-key-drop = ➖ Номер
client-key-merge = 🔗 Объединить…
client-key-calls = 📞 Звонки
client-key-deal = 💼 Сделка
client-key-tasks = 📝 Задачи
client-key-task = 📝 Задача
client-key-comments = 💬 Комментарии
client-key-no-calls = 🚫 Не звонить
client-key-may-call = 📞 Можно звонить
client-key-no-client = 🔕 Не клиент
client-key-is-client = 👤 Это клиент
client-key-list = ← Клиенты
client-key-open = 👤 Клиент
client-ask-name =
    <b>{ $client }</b>

    Какое имя записать? Напишите его одним сообщением.
client-ask-phone =
    <b>{ $client }</b>

    Какой номер добавить? Напишите его одним сообщением.
client-ask-merge =
    <b>{ $client }</b>

    С кем объединить? Напишите часть имени или последние цифры номера.
client-bad-name = Не вижу имени. Напишите его словами, пожалуйста.
client-bad-phone = Это не похоже на номер телефона. Напишите, например: 067 000 00 01
client-own-phone = Это номер вашего бизнеса, поэтому клиентом он не станет. Напишите другой.
client-taken-phone = Этот номер уже есть: { $client }. Если это один человек, объедините их.
client-last-phone = Это единственный номер клиента: по нему узнаём звонки. Сначала добавьте другой.
client-choose-drop =
    <b>{ $client }</b>

    Какой номер убрать?
client-choose-merge =
    <b>{ $client }</b>

    С кем объединить?
client-merge-sure =
    Объединить двух клиентов?

    { $from } → { $into }

    Номера, звонки, сделки, задачи и комментарии первого перейдут ко второму. Из двух открытых сделок останется более ранняя, и звонки другой перейдут в неё. Отменить это нельзя.
client-merge-yes = 🔗 Да, объединить
client-merge-same = Это уже один клиент.
client-merged = Клиенты объединены.
client-was-merged = Этого клиента объединили с другим, вот его карточка.
client-made = Клиент добавлен.
client-named = Такой клиент уже был, имя обновлено.
client-known = Такой клиент уже есть.
client-how = Напишите номер и имя в одной строке, например: /client 067 000 00 01 Оксана
client-no-phone = Не вижу номера. Напишите номер и имя в одной строке, например: /client 067 000 00 01 Оксана
client-gone = Этого клиента больше нет: данные удалены. Другие клиенты: /clients
client-none-of-call = Клиента этого звонка нет. Если номер известен, добавьте: /client номер имя
client-contact = Сохранить клиента? { $client }
client-contact-yes = ✅ Сохранить
client-contact-bad = В этом контакте нет номера, который можно сохранить. Добавьте так: /client 067 000 00 01 Оксана
`;
