import type { Talk } from "./talk.ts";

const complaint: Talk = {
  name: "complaint",
  language: "ru",
  lines: [
    ["employee", "Салон «Лилея», здравствуйте."],
    ["client", "Здравствуйте. Вчера мне сделали стрижку, и она неровная."],
    ["employee", "Мне очень жаль. Мы переделаем её бесплатно."],
    ["client", "Я недовольна, я ещё и ждала почти час."],
    ["employee", "Понимаю вас. Приходите завтра в 12:00, мастер всё исправит."],
    ["client", "Хорошо, завтра в 12:00 приду."],
    ["employee", "И на следующий визит мы дадим вам скидку."],
    ["client", "Спасибо, до свидания."],
  ],
  answer: {
    kind: "service",
    purpose: {
      uk: "Скарга на стрижку",
      ru: "Жалоба на стрижку",
      en: "A complaint about a haircut",
    },
    outcome: {
      uk: "Стрижку перероблять безкоштовно",
      ru: "Стрижку переделают бесплатно",
      en: "The haircut is redone for free",
    },
    claims: {
      wish: {
        value: {
          uk: "Скаржиться на нерівну стрижку",
          ru: "Жалуется на неровную стрижку",
          en: "Complains of an uneven haircut",
        },
        quote: "Вчера мне сделали стрижку, и она неровная",
      },
      next_step: {
        value: {
          uk: "Прийде завтра о 12:00, майстер виправить",
          ru: "Придёт завтра в 12:00, мастер исправит",
          en: "Comes tomorrow at 12:00 to have it mended",
        },
        quote: "Приходите завтра в 12:00, мастер всё исправит",
      },
      date: { value: "завтра в 12:00", quote: "Хорошо, завтра в 12:00 приду" },
      service: { value: "стрижка", quote: "Вчера мне сделали стрижку" },
      mood: {
        value: { uk: "Незадоволена", ru: "Недовольна", en: "Unhappy" },
        quote: "Я недовольна, я ещё и ждала почти час",
      },
    },
    promises: [
      {
        whose: "us",
        value: {
          uk: "Дати знижку на наступний візит",
          ru: "Дать скидку на следующий визит",
          en: "Give a discount on the next visit",
        },
        quote: "на следующий визит мы дадим вам скидку",
      },
    ],
  },
};

const wrong: Talk = {
  name: "wrong",
  language: "ru",
  lines: [
    ["employee", "Салон «Лилея», здравствуйте."],
    ["client", "Здравствуйте, это автосервис?"],
    ["employee", "Нет, это салон красоты. Вы ошиблись номером."],
    ["client", "Извините, пожалуйста. До свидания."],
  ],
  answer: {
    kind: "other",
    purpose: { uk: "Помилилися номером", ru: "Ошиблись номером", en: "A wrong number" },
    outcome: {
      uk: "Людина помилилася номером",
      ru: "Человек ошибся номером",
      en: "It was a wrong number",
    },
    claims: {
      wish: {
        value: { uk: "Шукає автосервіс", ru: "Ищет автосервис", en: "Looks for a car service" },
        quote: "Здравствуйте, это автосервис",
      },
      mood: {
        value: { uk: "Перепросив", ru: "Извинился", en: "Apologised" },
        quote: "Извините, пожалуйста",
      },
    },
  },
};

export const ruTalks = { complaint, wrong };
