/** The business's settings and its working hours. */
export const enBotSettings = `
settings-title = <b>{ $business }</b> · settings
settings-kind = Line of business: { $kind }
settings-zone = Time zone: { $zone }, now { $time }
settings-currency = Currency: { $currency }
settings-language = Language of cards: { $language }
settings-hours = Working hours: { $hours }
settings-hours-none = Working hours: not set
settings-go-name = ✏️ Name
settings-go-kind = 🏷 Line of business
settings-go-zone = 🕓 Time zone
settings-go-currency = 💱 Currency
settings-go-language = 🌐 Card language
settings-go-hours = 🕘 Working hours
settings-choose-kind = What do you do?
settings-choose-language = Which language should cards speak? A chat may have its own: /notify
settings-ask-name = Write the new name in one message. Now: { $name }. Leave: /cancel
settings-hours-title = <b>{ $business }</b> · working hours
settings-hours-unknown = Not set: cards come with sound around the clock.
settings-hours-why = Outside working hours cards come without sound, and when you open there is a list of them. A chat may differ: /notify
settings-hours-office = Mon–Fri 09:00–18:00
settings-hours-daily = Daily 09:00–20:00
settings-hours-unset = Not set
settings-hours-write = ✏️ Write your own
settings-ask-hours =
    Write days and hours like this:

    <code>mon-fri 09:00-20:00, sat 10-16, sun closed</code>

    Leave: /cancel
settings-hours-wrong =
    I do not understand “{ $word }”, so nothing was changed. Write it like this:

    <code>mon-fri 09:00-20:00, sat 10-16, sun closed</code>
hours-mon = Mon
hours-tue = Tue
hours-wed = Wed
hours-thu = Thu
hours-fri = Fri
hours-sat = Sat
hours-sun = Sun
hours-daily = daily
hours-always = around the clock
hours-closed =
    { $count ->
        [one] closed
       *[other] closed
    }
form-in-group = { $name }, please answer as a reply to this message: in a group I see only replies to me and commands.
`;
