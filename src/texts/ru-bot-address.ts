/** The addresses of an account: what each takes, another one, a new one; the key checked again. */
export const ruBotAddress = `
scope-all = все звонки
scope-ext = внутренний номер { $ext }
scope-line = линия { $line }
address-of = Адрес для событий, { $scope }:
address-open = ⚙️ Адрес: { $scope }
address-more = ➕ Ещё один адрес
address-title = <b>{ $account }</b> · адрес
address-takes = Принимает: { $scope }.
address-leaves = Звонки тех номеров и линий, у которых есть свой адрес, этот адрес не принимает.
address-narrow = 🎯 Только номер или линия
address-whole = 📞 Все звонки
address-renew = 🔁 Новый адрес вместо этого
address-drop = 🗑 Убрать адрес
address-choose = Какие звонки принимать по этому адресу? Сейчас: { $scope }.
address-choose-more =
    Для каких звонков ещё один адрес?

    Принимать их будет только он, поэтому сразу передайте его в АТС.
address-type-ext = ✏️ Другой номер
address-type-line = ✏️ Другая линия
address-ask-ext =
    Какой внутренний номер? Напишите цифры, например 101.

    Выйти: /cancel
address-ask-line =
    Какая линия? Напишите номер вашего бизнеса, на который звонят, например +7 495 000-00-01.

    Выйти: /cancel
address-narrowed = ✅ Готово. Изменение уже действует.
address-made = ✅ Адрес создан.
address-exists = Такой адрес уже есть.
address-taken = Для этого уже есть другой адрес: он виден в /connect.
address-next-phonet = Вставьте его в кабинете Phonet: «Налаштування» → «Інтеграції» → «Інша CRM».
address-next-novofon = Его должна включить поддержка Novofon: отправьте письмо с этим адресом.
address-next-template = Вставьте его в уведомления кабинета Novofon 2.0.
address-renew-sure = Заменить адрес ({ $scope })? Старый сразу перестанет работать. Звонков не будет, пока в АТС не стоит новый.
address-renew-yes = Да, заменить
address-renewed = ✅ Вот новый адрес. Старый больше не работает.
address-drop-sure = Убрать адрес ({ $scope })? Он сразу перестанет принимать звонки.
address-drop-yes = Да, убрать
address-dropped = ✅ Адрес убран.
address-last = Это единственный адрес. Чтобы убрать и его, отключите телефонию.
address-gone = Этого адреса уже нет. Действующие адреса: /connect
address-for-ext = ➕ Адрес для { $ext }
letter-no-address = Ни один адрес не принимает внутренний номер { $ext }. Создайте его, тогда будет и письмо.
link-shared = ℹ️ Этот кабинет { $provider } подключил ещё один бизнес. Чтобы звонки не смешивались, оставьте этому адресу только свой номер или линию. То, что другой бизнес оставил себе, этот адрес и так не принимает.
link-shared-narrow = ℹ️ Этот кабинет { $provider } подключил ещё один бизнес. Ваш адрес принимает только своё.
check-key = 🔑 Проверить ключ
check-ok = ✅ { $account }: ключ действует.
check-refused-key = ⚠️ { $account }: ключ больше не принимают. Вставьте новый: /{ $command }
check-refused-access = ⚠️ { $account }: ключ верный, но без доступа к списку сотрудников. Дайте ему этот доступ в кабинете.
check-refused-domain = ⚠️ { $account }: по этому домену кабинета больше нет. Подключите снова: /{ $command }
check-limited = { $account }: провайдер просит подождать. Проверьте ключ ещё раз через минуту.
check-unreachable = { $account }: провайдер сейчас не отвечает. Проверьте ключ ещё раз через несколько минут.
template-open = 🧩 Novofon 2.0
template-link = 🧩 Novofon 2.0, без ключа
template-ask-number =
    В Novofon 2.0 ключа нет. Напишите номер вашей компании в этом кабинете, например +7 495 000-00-01.

    Если часы кабинета идут не по вашему времени, допишите его пояс: +7 495 000-00-01 UTC+3

    Выйти: /cancel
template-number-bad = Это не похоже на номер телефона. Напишите его с кодом страны, например +7 495 000-00-01.
template-linked =
    ✅ Novofon 2.0 подключён: <b>{ $account }</b>
    Время кабинета: { $zone }
template-steps =
    <b>Novofon 2.0: три шага в кабинете</b>
    1. Создайте HTTP-уведомление каждого типа и назовите его так же, как тип: { $types }.
    2. Выберите метод POST и формат JSON, вставьте адрес:
    <code>{ $address }</code>
    3. Тело у всех уведомлений одно. Нажмите на него, чтобы скопировать. Строку с переменной, которой кабинет не знает, уберите.
template-flat =
    Другая система может присылать сюда один JSON после каждого звонка: call_id, caller, called, direction, duration, status, record_url.
    <code>{ $address }</code>
`;
