import type { Talk } from "./talk.ts";

const manicure: Talk = {
  name: "manicure",
  language: "en",
  lines: [
    ["employee", "Lileya beauty salon, good afternoon."],
    ["client", "Hello, my name is Anna. I would like to book a manicure."],
    ["employee", "Of course. We have a free place tomorrow at 16:00."],
    ["client", "Tomorrow at 16:00 works for me. How much is it?"],
    ["employee", "A manicure with gel polish is 900 hryvnias."],
    ["client", "Great. Can I pay by card?"],
    ["employee", "Yes, you can. See you tomorrow at 16:00, Anna."],
    ["client", "Thank you, bye."],
  ],
  answer: {
    kind: "sale",
    purpose: { uk: "Запис на манікюр", ru: "Запись на маникюр", en: "Booking a manicure" },
    outcome: {
      uk: "Клієнтка записалася на манікюр",
      ru: "Клиентка записалась на маникюр",
      en: "The client booked a manicure",
    },
    claims: {
      wish: {
        value: { uk: "Хоче манікюр", ru: "Хочет маникюр", en: "Wants a manicure" },
        quote: "I would like to book a manicure",
      },
      next_step: {
        value: {
          uk: "Прийде завтра о 16:00",
          ru: "Придёт завтра в 16:00",
          en: "Comes tomorrow at 16:00",
        },
        quote: "See you tomorrow at 16:00",
      },
      name: { value: "Anna", quote: "my name is Anna" },
      date: { value: "tomorrow at 16:00", quote: "Tomorrow at 16:00 works for me" },
      service: { value: "manicure", quote: "I would like to book a manicure" },
      amount: { value: "900 hryvnias", quote: "A manicure with gel polish is 900 hryvnias" },
      mood: {
        value: { uk: "Доброзичлива", ru: "Доброжелательна", en: "Friendly" },
        quote: "Great. Can I pay by card",
      },
    },
  },
};

export const enTalks = { manicure };
