/** The business's settings and its working hours. */
export const ruBotSettings = `
settings-title = <b>{ $business }</b> · настройки
settings-kind = Вид деятельности: { $kind }
settings-zone = Часовой пояс: { $zone }, сейчас { $time }
settings-currency = Валюта: { $currency }
settings-language = Язык карточек: { $language }
settings-hours = Рабочее время: { $hours }
settings-hours-none = Рабочее время: не задано
settings-go-name = ✏️ Название
settings-go-kind = 🏷 Вид деятельности
settings-go-zone = 🕓 Часовой пояс
settings-go-currency = 💱 Валюта
settings-go-language = 🌐 Язык карточек
settings-go-hours = 🕘 Рабочее время
settings-choose-kind = Чем вы занимаетесь?
settings-choose-language = На каком языке писать карточки? У чата может быть и свой: /notify
settings-ask-name = Напишите новое название одним сообщением. Сейчас: { $name }. Выйти: /cancel
settings-hours-title = <b>{ $business }</b> · рабочее время
settings-hours-unknown = Не задано: карточки приходят со звуком круглосуточно.
settings-hours-why = Вне рабочего времени карточки приходят без звука, а когда вы открываетесь, здесь есть их список. У чата может быть иначе: /notify
settings-hours-office = Пн–Пт 09:00–18:00
settings-hours-daily = Ежедневно 09:00–20:00
settings-hours-unset = Не задано
settings-hours-write = ✏️ Написать своё
settings-ask-hours =
    Напишите дни и часы, как в примере:

    <code>пн-пт 09:00-20:00, сб 10-16, вс выходной</code>

    Выйти: /cancel
settings-hours-wrong =
    Не понимаю «{ $word }», поэтому ничего не изменено. Напишите так:

    <code>пн-пт 09:00-20:00, сб 10-16, вс выходной</code>
hours-mon = пн
hours-tue = вт
hours-wed = ср
hours-thu = чт
hours-fri = пт
hours-sat = сб
hours-sun = вс
hours-daily = ежедневно
hours-always = круглосуточно
hours-closed =
    { $count ->
        [one] выходной
       *[other] выходные
    }
form-in-group = { $name }, отвечайте именно на это сообщение: в группе я вижу только ответы мне и команды.
`;
