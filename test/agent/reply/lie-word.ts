import type { Language } from "../../../src/texts/language.ts";

export const weekdays: Record<Language, string[]> = {
  uk: "понеділок вівторок середу четвер п’ятницю суботу неділю середа п’ятниця субота неділя".split(
    " ",
  ),
  ru: "понедельник вторник среду четверг пятницу субботу воскресенье среда пятница суббота".split(
    " ",
  ),
  en: "monday tuesday wednesday thursday friday saturday sunday".split(" "),
};
export const nearDays: Record<Language, string[]> = {
  uk: ["сьогодні", "завтра"],
  ru: ["сегодня", "завтра"],
  en: ["today", "tomorrow"],
};
export const denials: Record<Language, [RegExp, string][]> = {
  uk: [
    [/зайнято/u, "вільно"],
    [/зачинено/u, "відчинено"],
    [/немає/u, "є"],
    [/(?<!\p{L})не /u, ""],
  ],
  ru: [
    [/занято/u, "свободно"],
    [/закрыто/u, "открыто"],
    [/(?<!\p{L})нет(?!\p{L})/u, "есть"],
    [/(?<!\p{L})не /u, ""],
  ],
  en: [
    [/taken/u, "free"],
    [/closed/u, "open"],
    [/nothing/u, "a time"],
    [/ not /u, " "],
  ],
};
export const chanceless: Record<Language, string> = {
  uk: "На жаль, на цей час нічого немає.",
  ru: "К сожалению, на это время ничего нет.",
  en: "Unfortunately, there is nothing at that time.",
};
export const asks: Record<Language, string> = {
  uk: "Записати вас?",
  ru: "Записать вас?",
  en: "Would you like that?",
};

export const claims: Record<Language, string[]> = {
  uk: [
    "Записала вас.",
    "Вас записано!",
    "Я вже записав вас.",
    "Ваш візит підтверджено.",
    "Запис скасовано.",
    "Я перенесла ваш запис.",
    "Передала адміністратору.",
    "Готово, забронювала!",
    "Місце за вами.",
    "Все зроблено ✅",
  ],
  ru: [
    "Записала вас.",
    "Вы записаны!",
    "Я уже записал вас.",
    "Ваш визит подтверждён.",
    "Запись отменена.",
    "Я перенесла вашу запись.",
    "Передал администратору.",
    "Забронировала для вас.",
    "Место за вами.",
    "Всё готово ✅",
  ],
  en: [
    "I have booked you.",
    "You are booked!",
    "Your visit is confirmed.",
    "Your booking is cancelled.",
    "I moved your appointment.",
    "I passed it to an administrator.",
    "Reserved for you.",
    "The place is yours.",
    "All done ✅",
  ],
};
export const promises: Record<Language, string[]> = {
  uk: [
    "Ми передзвонимо вам.",
    "Нагадаю вам.",
    "Надішлю адресу.",
    "Адміністратор зателефонує.",
    "Запишу вас.",
    "Повідомимо вас.",
  ],
  ru: [
    "Мы перезвоним вам.",
    "Напомню вам.",
    "Пришлю адрес.",
    "Администратор позвонит.",
    "Запишу вас.",
    "Сообщим вам.",
  ],
  en: [
    "We will call you back.",
    "I will remind you.",
    "I'll send the address.",
    "An administrator will contact you.",
    "I'll book you.",
    "We will let you know.",
  ],
};
export const inventions: Record<Language, string[]> = {
  uk: [
    "Для вас знижка.",
    "Це безкоштовно.",
    "Є парковка.",
    "Гарантія на рік.",
    "Можна оплатити карткою.",
    "Випийте таблетку.",
    "Кава в подарунок.",
  ],
  ru: [
    "Для вас скидка.",
    "Это бесплатно.",
    "Есть парковка.",
    "Гарантия на год.",
    "Можно оплатить картой.",
    "Выпейте таблетку.",
    "Кофе в подарок.",
  ],
  en: [
    "There is a discount for you.",
    "It is free of charge.",
    "There is parking.",
    "We guarantee it.",
    "You can pay by card.",
    "Take a painkiller.",
    "Coffee is on us.",
  ],
};
