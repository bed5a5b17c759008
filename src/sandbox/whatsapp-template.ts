import type { Template } from "./whatsapp-payload.ts";

/** Messages that Meta approved for every business of the stand-in. */
export const templates: readonly Template[] = [
  {
    name: "visit_reminder",
    language: "uk",
    parameters: 1,
    body: "Нагадуємо про візит: {{1}}. Чекаємо на вас",
  },
  {
    name: "visit_reminder",
    language: "ru",
    parameters: 1,
    body: "Напоминаем о визите: {{1}}. Ждём вас",
  },
  {
    name: "visit_reminder",
    language: "en",
    parameters: 1,
    body: "A reminder of your visit: {{1}}. See you then",
  },
];
