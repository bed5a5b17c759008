/** The addresses of an account: what each takes, another one, a new one; the key checked again. */
export const ukBotAddress = `
scope-all = усі дзвінки
scope-ext = внутрішній номер { $ext }
scope-line = лінія { $line }
address-of = Адреса для подій, { $scope }:
address-open = ⚙️ Адреса: { $scope }
address-more = ➕ Ще одна адреса
address-title = <b>{ $account }</b> · адреса
address-takes = Приймає: { $scope }.
address-leaves = Дзвінки тих номерів і ліній, що мають свою адресу, ця адреса не приймає.
address-narrow = 🎯 Лише номер або лінія
address-whole = 📞 Усі дзвінки
address-renew = 🔁 Нова адреса замість цієї
address-drop = 🗑 Прибрати адресу
address-choose = Які дзвінки приймати за цією адресою? Зараз: { $scope }.
address-choose-more =
    Для яких дзвінків ще одна адреса?

    Прийматиме їх лише вона, тож одразу передайте її в АТС.
address-type-ext = ✏️ Інший номер
address-type-line = ✏️ Інша лінія
address-ask-ext =
    Який внутрішній номер? Напишіть цифри, наприклад 101.

    Вийти: /cancel
address-ask-line =
    Яка лінія? Напишіть номер вашого бізнесу, на який дзвонять, наприклад +380 44 000 00 01.

    Вийти: /cancel
address-narrowed = ✅ Готово. Зміна вже діє.
address-made = ✅ Адресу створено.
address-exists = Така адреса вже є.
address-taken = Для цього вже є інша адреса: її видно в /connect.
address-next-phonet = Вставте її в кабінеті Phonet: «Налаштування» → «Інтеграції» → «Інша CRM».
address-next-novofon = Її має ввімкнути підтримка Novofon: надішліть лист із цією адресою.
address-next-template = Вставте її у сповіщення кабінету Novofon 2.0.
address-renew-sure = Замінити адресу ({ $scope })? Стара одразу перестане працювати. Дзвінків не буде, доки в АТС не стоятиме нова.
address-renew-yes = Так, замінити
address-renewed = ✅ Ось нова адреса. Стара більше не працює.
address-drop-sure = Прибрати адресу ({ $scope })? Вона одразу перестане приймати дзвінки.
address-drop-yes = Так, прибрати
address-dropped = ✅ Адресу прибрано.
address-last = Це єдина адреса. Щоб прибрати й її, від’єднайте телефонію.
address-gone = Цієї адреси вже немає. Чинні адреси: /connect
address-for-ext = ➕ Адреса для { $ext }
letter-no-address = Жодна адреса не приймає внутрішній номер { $ext }. Створіть її, тоді буде й лист.
link-shared = ℹ️ Цей кабінет { $provider } підключив ще один бізнес. Щоб дзвінки не змішувалися, залиште цій адресі лише свій номер або лінію. Що інший бізнес залишив собі, ця адреса й так не приймає.
link-shared-narrow = ℹ️ Цей кабінет { $provider } підключив ще один бізнес. Ваша адреса приймає лише своє.
check-key = 🔑 Перевірити ключ
check-ok = ✅ { $account }: ключ дійсний.
check-refused-key = ⚠️ { $account }: ключ більше не приймають. Вставте новий: /{ $command }
check-refused-access = ⚠️ { $account }: ключ дійсний, але без доступу до списку працівників. Дайте йому цей доступ у кабінеті.
check-refused-domain = ⚠️ { $account }: за цим доменом кабінету більше немає. Підключіть знову: /{ $command }
check-limited = { $account }: провайдер просить зачекати. Перевірте ключ ще раз за хвилину.
check-unreachable = { $account }: провайдер зараз не відповідає. Перевірте ключ ще раз за кілька хвилин.
template-open = 🧩 Novofon 2.0
template-link = 🧩 Novofon 2.0, без ключа
template-ask-number =
    У Novofon 2.0 ключа немає. Напишіть номер вашої компанії в цьому кабінеті, наприклад +7 495 000-00-01.

    Якщо годинник кабінету йде не за вашим часом, допишіть його пояс: +7 495 000-00-01 UTC+3

    Вийти: /cancel
template-number-bad = Це не схоже на номер телефону. Напишіть його з кодом країни, наприклад +7 495 000-00-01.
template-linked =
    ✅ Novofon 2.0 підключено: <b>{ $account }</b>
    Час кабінету: { $zone }
template-steps =
    <b>Novofon 2.0: три кроки в кабінеті</b>
    1. Створіть HTTP-сповіщення кожного типу й назвіть його так само, як тип: { $types }.
    2. Оберіть метод POST і формат JSON, вставте адресу:
    <code>{ $address }</code>
    3. Тіло в усіх сповіщень одне. Натисніть на нього, щоб скопіювати. Рядок зі змінною, якої кабінет не знає, приберіть.
template-flat =
    Інша система може надсилати сюди один JSON після кожного дзвінка: call_id, caller, called, direction, duration, status, record_url.
    <code>{ $address }</code>
`;
