import type { Written } from "./talk.ts";

const nothing = { kind: "other", purpose: "", outcome: "", claims: [] } as const;

export const quietTalks: readonly Written[] = [
  { name: "silence", language: "uk", spoken: null, lines: [], answer: nothing, expected: {} },
  {
    name: "a greeting and nothing more",
    language: "uk",
    spoken: "uk",
    lines: [
      ["employee", "Алло, слухаю вас."],
      ["client", "Ой, вибачте."],
    ],
    answer: nothing,
    expected: {},
  },
  {
    name: "a machine that answers, of which a model makes a sale",
    language: "ru",
    spoken: "ru",
    lines: [
      ["client", "Абонент временно недоступен. Оставьте сообщение после сигнала."],
      ["employee", "Здравствуйте, это мастерская, перезвоните нам, пожалуйста, когда сможете."],
    ],
    answer: {
      kind: "sale",
      purpose: "Клиент купил услугу",
      outcome: "Клиент заказал и оплатил ремонт",
      claims: [
        {
          about: "task",
          value: "Позвонить ещё раз",
          quote: "перезвоните нам, пожалуйста, когда сможете",
        },
        {
          about: "service",
          value: "Ремонт двигателя",
          quote: "ремонт двигателя завтра",
          wrong: true,
        },
      ],
    },
    expected: { outcome: null, purpose: null, tasks: 1, due: null, amount: null },
  },
];
