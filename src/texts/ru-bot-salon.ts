/** Price list, masters and the rules of the calendar, as the salon's people keep them. */
export const ruBotSalon = `
command-services = услуги и цены
command-masters = мастера и их часы
command-hours = часы и правила записи
services-title = <b>{ $business }</b> · услуги
services-put-away = <b>{ $business }</b> · убранные услуги
services-none = Здесь пока пусто. Добавьте первую услугу, например одной строкой: <code>/services Маникюр 60 мин 400</code>
services-none-put-away = Убранных услуг нет.
services-key-new = ➕ Добавить услугу
services-key-put-away = 🗄 Убранные ({ $count })
services-key-list = ← К списку
service-minutes = { $minutes }\u202fмин
service-hours = { $hours }\u202fч
service-hours-minutes = { $hours }\u202fч { $minutes }\u202fмин
service-from = от { $price }
service-length = ⏱ Длительность: { $length }
service-length-buffer = ⏱ Длительность: { $length }, после неё перерыв { $buffer }
service-price = 💰 Цена: { $price }
service-synonyms = 🔎 Ещё говорят: { $words }
service-masters = 👩 Делают: { $masters }
service-masters-none = ⚠️ Этого пока никто не делает, поэтому записаться нельзя. Выберите мастеров.
service-is-away = 🗄 Убрано: клиенты этой услуги не видят.
service-key-name = ✏️ Название
service-key-minutes = ⏱ Длительность
service-key-price = 💰 Цена
service-key-buffer = ☕ Перерыв после
service-key-synonyms = 🔎 Другие слова
service-key-masters = 👩 Кто делает
service-key-up = ⬆️ Выше
service-key-down = ⬇️ Ниже
service-key-away = 🗄 Убрать
service-key-back = ↩️ Вернуть
service-done-new = ✅ Добавлено.
service-done-away = ✅ Убрано из списка. Записанные визиты остаются.
service-done-back = ✅ Возвращено в список.
service-gone = Этой услуги уже нет.
service-same-listed = ⚠️ Услуга с таким названием уже есть в списке. Сначала измените её название.
service-who = Кто делает «{ $service }»?
service-no-masters = Мастеров пока нет. Добавьте их в /masters.
service-ask-new =
    Напишите услугу одной строкой:

    <code>Маникюр 60 мин 400</code>
    <code>Окрашивание 2 ч от 1800</code>

    Или только название, остальное спрошу. Выйти: /cancel
service-ask-name =
    Напишите название. Несколько языков: по одному в строке.

    <code>uk Фарбування
    ru Окрашивание
    en Colouring</code>

    Выйти: /cancel
service-ask-minutes = Сколько длится «{ $service }»? Например: <code>60 мин</code> или <code>1 ч 30 мин</code>. Выйти: /cancel
service-ask-price = Какая цена «{ $service }»? Например: <code>450</code> или <code>от 450</code>. Выйти: /cancel
service-ask-synonyms = Как ещё клиенты называют «{ $service }»? Напишите слова через запятую, на всех языках; «-» убирает все. Выйти: /cancel
service-ask-buffer = Сколько минут мастер занят после «{ $service }»? Число от 0 до 120. Выйти: /cancel
service-name-bad = Не вижу названия. Напишите его словами, пожалуйста.
service-minutes-bad = «{ $word }» не похоже на длительность от 5 минут до 12 часов. Напишите так: <code>60 мин</code> или <code>1 ч 30 мин</code>.
service-price-bad = «{ $word }» не похоже на цену в { $currency }. Напишите так: <code>450</code> или <code>от 450</code>.
service-buffer-bad = «{ $word }» не похоже на число от 0 до 120. Напишите только число минут.
service-same-name = Услуга «{ $word }» уже есть в списке. Напишите другое название.
masters-title = <b>{ $business }</b> · мастера
masters-put-away = <b>{ $business }</b> · кто уже не работает
masters-none = Здесь пока пусто. Добавьте первого мастера: имя, услуги и часы.
masters-none-put-away = Убранных мастеров нет.
masters-key-new = ➕ Добавить мастера
masters-key-put-away = 🗄 Убранные ({ $count })
master-line-off = { $name } · без часов
master-hours = 🕘 { $hours }
master-hours-none = ⚠️ Часов пока нет, поэтому записаться нельзя.
master-breaks = ☕ Перерывы: { $breaks }
master-days-off = 🌴 Выходные: { $days }
master-services = 💅 Услуги: { $services }
master-services-none = ⚠️ Услуги ещё не выбраны, поэтому записаться нельзя.
master-is-away = 🗄 Убрано: к этому мастеру не записывают.
master-key-name = ✏️ Имя
master-key-services = 💅 Услуги
master-key-hours = 🕘 Часы
master-key-breaks = ☕ Перерывы
master-key-days-off = 🌴 Выходные дни
master-key-visits = 📅 Записи
master-key-away = 🗄 Убрать
master-key-away-sure = Да, убрать
master-key-back = ↩️ Вернуть
master-done-new = ✅ Добавлено. Теперь выберите услуги и проверьте часы.
master-done-away = ✅ Убрано. Записанные визиты остаются в /bookings.
master-done-back = ✅ Возвращено.
master-gone = Этого мастера уже нет.
master-same-listed = ⚠️ Мастер с таким именем уже есть. Сначала измените имя.
master-what = Что делает { $master }?
master-no-services = Услуг пока нет. Добавьте их в /services.
master-away-sure =
    Убрать из списка? Мастер: { $master }. Новых записей не будет.
master-away-visits = { $count ->
        [one] ⚠️ Впереди { $count } визит: он останется, его нужно перенести или отменить отдельно.
        [few] ⚠️ Впереди { $count } визита: они останутся, их нужно перенести или отменить отдельно.
       *[other] ⚠️ Впереди { $count } визитов: они останутся, их нужно перенести или отменить отдельно.
    }
master-ask-new =
    Напишите имя мастера, а во второй строке часы:

    <code>Елена
    пн-пт 10-19, сб 10-16</code>

    Без часов возьму часы бизнеса. Выйти: /cancel
master-ask-name =
    Напишите имя. Несколько языков: по одному в строке.

    <code>uk Олена
    ru Елена
    en Olena</code>

    Выйти: /cancel
master-ask-hours = Когда работает { $master }? Например: <code>пн-пт 10-19, сб 10-16</code>. Дни, которые не названы, выходные. Выйти: /cancel
master-ask-breaks = Когда каждый день перерыв? Например: <code>13-14</code> или <code>12:30-13:00, 17-17:30</code>; «-» убирает перерывы. Выйти: /cancel
master-ask-days-off = Какие дни выходные? Например: <code>25.12, 31.12-02.01</code>; «-» убирает все. Это заменит нынешний список. Выйти: /cancel
master-name-bad = Не вижу имени. Напишите его словами, пожалуйста.
master-hours-bad = Не понимаю «{ $word }», поэтому ничего не изменено. Напишите так: <code>пн-пт 10-19, сб 10-16</code>
master-breaks-bad = Не понимаю «{ $word }», поэтому ничего не изменено. Напишите так: <code>13-14, 17:00-17:30</code>
master-days-bad = Не понимаю «{ $word }», поэтому ничего не изменено. Напишите так: <code>25.12, 31.12-02.01</code>
master-days-past = «{ $word }» уже прошло, поэтому ничего не изменено.
master-same-name = Мастер «{ $word }» уже есть. Напишите другое имя, например с первой буквой фамилии.
calendar-title = <b>{ $business }</b> · часы и правила записи
calendar-hours = 🕘 Работаем: { $hours }
calendar-hours-none = 🕘 Часы бизнеса не заданы: считаются только часы мастеров.
calendar-holidays = 🗓 Праздники и выходные: ближайшее { $nearest }
calendar-holidays-none = 🗓 Праздники и выходные: не заданы
calendar-step = ▦ Визиты начинаются каждые { $length }
calendar-lead = ⏳ Записаться можно не позже чем за { $length }
calendar-lead-none = ⏳ Записаться можно хоть сейчас
calendar-horizon = { $days ->
        [one] 🔭 Записываем на { $days } день вперёд
        [few] 🔭 Записываем на { $days } дня вперёд
       *[other] 🔭 Записываем на { $days } дней вперёд
    }
calendar-cutoff = ✂️ Клиент сам отменяет или переносит не позже чем за { $hours }\u202fч
calendar-cutoff-none = ✂️ Клиент сам отменяет или переносит когда угодно
calendar-key-hours = 🕘 Рабочее время
calendar-key-holidays = 🗓 Праздники
calendar-key-step = ▦ Шаг
calendar-key-lead = ⏳ Не позже
calendar-key-horizon = 🔭 Вперёд
calendar-key-cutoff = ✂️ Отмена
calendar-key-masters = 👩 Мастера
calendar-choose-step = Раз во сколько минут может начинаться визит?
calendar-choose-lead = За сколько до визита ещё можно записаться?
calendar-choose-horizon = На сколько дней вперёд записываем?
calendar-choose-cutoff = За сколько часов клиент ещё может отменить или перенести сам? Позже отвечает человек.
calendar-any-time = Когда угодно
calendar-days = { $days }\u202fдн
`;
