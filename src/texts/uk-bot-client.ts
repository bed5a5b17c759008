/** Clients: the list, a client's card and what is done there; the row of a call's card that tells what came before. */
export const ukBotClient = `
card-history = { $nth }-й дзвінок · останній { $last }
card-history-many = Понад { $count } дзвінків · останній { $last }
command-clients = клієнти й пошук
command-client = новий клієнт: номер та ім’я
clients-title = <b>Клієнти</b>
clients-found = <b>Клієнти</b> · { $text }
clients-none = Клієнтів ще немає. Кожен, хто подзвонить, з’явиться тут. Додати самостійно: /client 067 000 00 01 Оксана
clients-nothing = За запитом «{ $text }» нікого немає. Спробуйте частину імені або останні цифри номера.
clients-end = Далі клієнтів немає.
clients-newer = ◀ Новіші
clients-older = Давніші ▶
client-nameless = Без імені
client-do-not-call = 🚫 Просили не телефонувати
client-not-client = 🔕 Не клієнт: угоди та нагадування не створюються
client-since = У базі з { $date }
client-calls = дзвінків: { $count }
client-deal = 💼 { $deal }
client-tasks = 📝 задач: { $count }
client-comments = 💬 коментарів: { $count }
client-call-talking = триває
client-key-name = ✏️ Ім’я
client-key-add = ➕ Номер
client-key-drop = ➖ Номер
client-key-merge = 🔗 Об’єднати…
client-key-calls = 📞 Дзвінки
client-key-deal = 💼 Угода
client-key-tasks = 📝 Задачі
client-key-task = 📝 Задача
client-key-comments = 💬 Коментарі
client-key-no-calls = 🚫 Не телефонувати
client-key-may-call = 📞 Можна телефонувати
client-key-no-client = 🔕 Не клієнт
client-key-is-client = 👤 Це клієнт
client-key-list = ← Клієнти
client-key-open = 👤 Клієнт
client-ask-name =
    <b>{ $client }</b>

    Яке ім’я записати? Напишіть його одним повідомленням.
client-ask-phone =
    <b>{ $client }</b>

    Який номер додати? Напишіть його одним повідомленням.
client-ask-merge =
    <b>{ $client }</b>

    З ким об’єднати? Напишіть частину імені або останні цифри номера.
client-bad-name = Не бачу імені. Напишіть його словами, будь ласка.
client-bad-phone = Це не схоже на номер телефону. Напишіть, наприклад: 067 000 00 01
client-own-phone = Це номер вашого бізнесу, тому клієнтом він не буде. Напишіть інший.
client-taken-phone = Цей номер уже має { $client }. Якщо це одна людина, об’єднайте їх.
client-last-phone = Це єдиний номер клієнта: за ним упізнаємо дзвінки. Спершу додайте інший.
client-choose-drop =
    <b>{ $client }</b>

    Який номер прибрати?
client-choose-merge =
    <b>{ $client }</b>

    З ким об’єднати?
client-merge-sure =
    Об’єднати двох клієнтів?

    { $from } → { $into }

    Номери, дзвінки, угоди, задачі та коментарі першого перейдуть до другого. З двох відкритих угод лишиться давніша, і дзвінки другої перейдуть у неї. Повернути це неможливо.
client-merge-yes = 🔗 Так, об’єднати
client-merge-same = Це вже один клієнт.
client-merged = Клієнтів об’єднано.
client-was-merged = Цього клієнта об’єднали з іншим, ось його картка.
client-made = Клієнта додано.
client-named = Такий клієнт уже був, ім’я оновлено.
client-known = Такий клієнт уже є.
client-how = Напишіть номер та ім’я в одному рядку, наприклад: /client 067 000 00 01 Оксана
client-no-phone = Не бачу номера. Напишіть номер та ім’я в одному рядку, наприклад: /client 067 000 00 01 Оксана
client-gone = Цього клієнта більше немає: дані видалено. Інші клієнти: /clients
client-none-of-call = Клієнта цього дзвінка немає. Якщо номер відомий, додайте: /client номер ім’я
client-contact = Зберегти клієнта? { $client }
client-contact-yes = ✅ Зберегти
client-contact-bad = У цьому контакті немає номера, який можна зберегти. Додайте так: /client 067 000 00 01 Оксана
`;
