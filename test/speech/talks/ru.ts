import type { Written } from "./talk.ts";

export const ruTalks: readonly Written[] = [
  {
    name: "a sale in Russian",
    language: "ru",
    spoken: "ru",
    lines: [
      ["employee", "Окна Мастер, здравствуйте."],
      ["client", "Здравствуйте, мне нужны два окна. Сколько будет стоить?"],
      ["employee", "Два окна с установкой — тридцать две тысячи рублей."],
      ["client", "Дороговато. У соседа вышло дешевле."],
      ["employee", "Замерщик может приехать в среду в шестнадцать тридцать, это бесплатно."],
      ["client", "Хорошо, в среду в шестнадцать тридцать. Меня зовут Сергей Петрович."],
    ],
    rubric: ["Узнал потребность", "Предложил замер", "Отработал возражение"],
    answer: {
      kind: "sale",
      purpose: "Узнаёт цену окон",
      outcome: "Договорились о замере",
      claims: [
        { about: "wish", value: "Нужны 2 окна", quote: "мне нужны два окна" },
        { about: "amount", value: "32 000 руб.", quote: "тридцать две тысячи рублей" },
        {
          about: "objection",
          value: "Дорого, у соседа дешевле",
          quote: "Дороговато. У соседа вышло дешевле",
        },
        {
          about: "next_step",
          value: "Замер в среду в 16:30",
          quote: "в среду в шестнадцать тридцать",
        },
        { about: "date", value: "среда, 16:30", quote: "в среду в шестнадцать тридцать" },
        { about: "name", value: "Сергей Петрович", quote: "Меня зовут Сергей Петрович" },
        {
          about: "task",
          value: "Перезвонить в пятницу",
          quote: "перезвоню вам в пятницу",
          wrong: true,
        },
      ],
      scores: [
        { line: 1, score: 6.4 },
        { line: 2, score: 10 },
        { line: 3, score: 42 },
      ],
    },
    expected: {
      outcome: "Договорились о замере",
      due: "2026-11-25T16:30:00+02:00",
      amount: { amount: 32_000, currency: "RUB" },
      name: "Сергей Петрович",
      tasks: 0,
      scores: 2,
    },
  },
  {
    name: "a wrong number",
    language: "ru",
    spoken: "ru",
    lines: [
      ["employee", "Салон красоты, слушаю вас."],
      ["client", "А это не шиномонтаж? Извините, я ошибся номером."],
      ["employee", "Ничего страшного, до свидания."],
    ],
    answer: {
      kind: "other",
      purpose: "Ошиблись номером",
      outcome: "Человек ошибся номером",
      claims: [{ about: "service", value: "Шиномонтаж", quote: "нужен шиномонтаж", wrong: true }],
      scores: [{ line: 1, score: 5 }],
    },
    expected: { outcome: "Человек ошибся номером", due: null, name: null, amount: null, scores: 0 },
  },
  {
    name: "a call that asks for a call back, with yesterday's date in it",
    language: "ru",
    spoken: "ru",
    lines: [
      ["client", "Я звонила вам вчера, мне обещали перезвонить насчёт доставки и не перезвонили."],
      ["employee", "Извините. Менеджер перезвонит вам через час."],
      ["client", "Хорошо, жду через час."],
    ],
    answer: {
      kind: "service",
      purpose: "Не перезвонили насчёт доставки",
      outcome: "Менеджер перезвонит",
      claims: [
        { about: "date", value: "вчера", quote: "Я звонила вам вчера", wrong: true },
        {
          about: "promise",
          value: "Перезвонить через час",
          quote: "Менеджер перезвонит вам через час",
          whose: "us",
        },
        {
          about: "next_step",
          value: "Менеджер перезвонит через час",
          quote: "Менеджер перезвонит вам через час",
        },
        {
          about: "mood",
          value: "Недовольна",
          quote: "обещали перезвонить насчёт доставки и не перезвонили",
        },
      ],
    },
    expected: {
      outcome: "Менеджер перезвонит",
      due: "2026-11-21T15:35:00+02:00",
      date: null,
      promises: ["us"],
    },
  },
];
