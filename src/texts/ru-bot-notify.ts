/** Cards in a chat: what comes, how it looks, when it rings. */
export const ruBotNotify = `
notify-title = <b>{ $business }</b> · карточки в этом чате
notify-title-topic = <b>{ $business }</b> · карточки в этой теме
notify-title-topic-named = <b>{ $business }</b> · карточки в теме «{ $topic }»
notify-title-general = <b>{ $business }</b> · карточки в теме General
notify-style-two = два сообщения: когда звонят и когда завершён
notify-style-one = одно сообщение, которое становится итогом
notify-style-final = только итог, когда звонок завершён
notify-fact-style = 🗂 Вид: { $style }
notify-fact-missed = 📨 Звонки: только пропущенные входящие
notify-fact-messages = 📨 Сообщения: { $messages }
notify-fact-all-messages = 📨 Сообщения: все
notify-fact-direction = ↕️ Направление: { $direction }
notify-fact-lines = ☎️ Линии: { $lines }
notify-fact-exts = 👤 Сотрудники: { $exts }
notify-fact-clients = 📱 Клиенты: { $clients }
notify-fact-quiet = 🌙 Без звука: { $from }–{ $to }
notify-fact-no-quiet = 🌙 Тихих часов нет
notify-fact-outside-loud = 🕘 Вне рабочего времени: со звуком
notify-fact-outside-silent = 🕘 Вне рабочего времени: без звука
notify-fact-buttons = 🔘 Кнопка под карточкой: { $has }
notify-fact-language = 🌐 Язык карточек: { $language }
notify-fact-remind = ⏰ Напоминания о пропущенных: приходят
notify-fact-no-remind = ⏰ Напоминаний о пропущенных нет
notify-fact-deals = 💼 Новые сделки: приходят
notify-fact-no-deals = 💼 Новые сделки не приходят
notify-has = есть
notify-has-not = нет
notify-all-said = все
notify-more-said = { $shown } и ещё { $count }
notify-message-ring = когда звонят
notify-message-answered = принятые
notify-message-missed = без ответа
notify-direction-all = входящие и исходящие
notify-direction-in = только входящие
notify-direction-out = только исходящие
notify-go-messages = 📨 Сообщения
notify-go-style = 🗂 Вид
notify-go-direction = ↕️ Направление
notify-go-lines = ☎️ Линии
notify-go-exts = 👤 Сотрудники
notify-go-clients = 📱 Клиенты
notify-go-quiet = 🌙 Тихие часы
notify-go-language = 🌐 Язык карточек
notify-hide-buttons = 🔘 Без кнопки
notify-show-buttons = 🔘 С кнопкой
notify-remind = ⏰ Напоминать
notify-no-remind = ⏰ Не напоминать
notify-deals = 💼 Новые сделки
notify-no-deals = 💼 Без новых сделок
notify-messages-title =
    <b>Сообщения</b>

    О чём писать в этот чат?
notify-messages-last = Что-то должно остаться. Чтобы не приходило ничего, выключите карточки кнопкой «🔕 Выключить здесь».
notify-messages-final = Сейчас вид «Только итог», поэтому пока звонят, сообщений нет.
notify-pick-ring = 📞 Когда звонят
notify-pick-answered = ✅ Принятые
notify-pick-missed = ❌ Без ответа
notify-pick-missed-only = Только пропущенные
notify-pick-all-messages = Все сообщения
notify-style-title =
    <b>Вид карточек</b>

    <b>Два сообщения.</b> Первое, когда звонят, второе с итогом.
    <b>Одно.</b> Когда звонок завершён, сообщение становится итогом; пропущенный приходит новым, со звуком.
    <b>Только итог.</b> Пока телефон звонит, ничего; в конце одно сообщение.
notify-pick-two = Два сообщения
notify-pick-one = Одно
notify-pick-final = Только итог
notify-direction-title =
    <b>Направление</b>

    Какие звонки показывать в этом чате?
notify-pick-both = Все
notify-pick-in = Входящие
notify-pick-out = Исходящие
notify-lines-title =
    <b>Линии</b>

    Звонки на какие ваши номера показывать здесь? Звонок без известной линии не пройдёт, если выбраны не все.
notify-lines-none = Линий пока не видно: они появятся после первых звонков. Или командой: <code>/notify line +380440000001</code>
notify-exts-title =
    <b>Сотрудники</b>

    Чьи звонки показывать здесь? Считается, у кого звонил телефон и кто ответил.
notify-exts-none = Внутренних номеров пока не видно: они появятся после первых звонков. Или командой: <code>/notify ext 101</code>
notify-pick-all-lines = Все линии
notify-pick-all-exts = Все сотрудники
notify-clients-title =
    <b>Клиенты</b>

    Здесь можно показывать звонки только с определённых номеров.
notify-clients-all = Сейчас: все номера.
notify-clients-some = Сейчас только эти; нажмите, чтобы убрать:
notify-pick-all-clients = Все номера
notify-write-clients = ✏️ Добавить номера
notify-ask-clients = Напишите номера клиентов, по одному в строке или через запятую. Выйти: /cancel
notify-clients-many = Больше { $max } номеров в одном чате не выйдет, поэтому ничего не изменено.
notify-clients-added = Добавлено номеров: { $count }.
notify-quiet-title =
    <b>Тихие часы</b>

    В это время карточки приходят без звука, а в конце приходит их список. Время по поясу: { $zone }.
notify-quiet-now = Сейчас: { $from }–{ $to }.
notify-quiet-now-none = Сейчас: тихих часов нет.
notify-quiet-hours = Рабочее время: { $hours }. Вне его карточки { $sound }.
notify-quiet-no-hours = Рабочее время не задано: /settings
notify-sound-on = со звуком
notify-sound-off = без звука
notify-pick-no-quiet = Нет
notify-write-quiet = ✏️ Своё время
notify-outside-silence = 🔕 Тишина вне работы
notify-outside-sound = 🔔 Звук вне работы
notify-ask-quiet = Напишите, с какого до какого часа без звука, например <code>21:30-08:30</code>. Выйти: /cancel
notify-quiet-wrong = «{ $word }» не похоже на время от и до, поэтому ничего не изменено. Напишите так: <code>21:30-08:30</code>
notify-language-title =
    <b>Язык карточек</b>

    На каком языке писать карточки в этом чате?
notify-turned-off = Карточки сюда больше не приходят. Включить снова: /notify
notify-was-off = Карточки сюда и так не приходят. Включить: /notify
notify-not-on = Карточки «{ $business }» сюда не приходят, поэтому менять нечего.
notify-stop = 🔕 Выключить здесь
notify-start = 💬 Включить здесь
notify-also = ➕ Ещё и «{ $business }»
notify-wrong =
    Не понимаю «{ $word }», поэтому ничего не изменено. Можно так:
    <code>/notify</code> включить и настроить кнопками
    <code>/notify missed on</code> только пропущенные
    <code>/notify style one</code> вид: two, one, final
    <code>/notify messages answered,missed</code> какие сообщения
    <code>/notify direction in</code> только входящие
    <code>/notify line +380440000001</code> только эта линия
    <code>/notify ext 101</code> только этот сотрудник
    <code>/notify client +380670000001</code> только этот клиент
    <code>/notify quiet 22:00-08:00</code> тихие часы
    <code>/notify outside on</code> со звуком вне рабочего времени
    <code>/notify language ru</code> язык карточек
    <code>/notify remind on</code> напоминать, что не перезвонили
    <code>/notify deals on</code> сообщать о новых сделках
    <code>/notify buttons off</code> без кнопки
    <code>/notify line all ext all client all</code> снова всё
    <code>/notify off</code> выключить
notify-not-line = «{ $word }» не похоже на номер телефона. Напишите его полностью, с кодом страны.
group-added =
    Здравствуйте! Я Frontdesk: показываю звонки «{ $business }» карточками.

    На каждый звонок два сообщения: когда звонят и когда завершён. Включить их здесь?
group-added-on = Здравствуйте! Я Frontdesk. Карточки звонков приходят в этот чат. Изменить: /notify
group-added-topics = Чтобы карточки шли в определённую тему, отправьте /notify в ней.
group-added-stranger = Здравствуйте! Я Frontdesk: показываю звонки бизнеса карточками. Чтобы включить их здесь, администратор бизнеса отправляет /notify.
`;
