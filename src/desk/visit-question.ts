import { whoLine } from "../agent/desk-card.ts";
import { dueParts, type VisitQuestion } from "../booking/question.ts";
import type { Salon, Service } from "../booking/salon.ts";
import { dueText, heard } from "../calls/spoken-word.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

type Reader = { language: Language; zone: string; now: number; masked: boolean };
type Asked = {
  question: VisitQuestion;
  calledAt: number;
  name: string | null;
  phone: string | null;
};

export type QuestionAction = {
  do: "visit_question";
  questionId: number;
  answer: "book" | "booked" | "not_needed";
};

/** The question to the business's people, as Telegram HTML; once it is answered, what came of it. */
export function visitQuestion(
  reader: Reader,
  { question, calledAt, name, phone }: Asked,
): { html: string; rows: { text: string; action: QuestionAction }[][] } {
  const { language, zone, now, masked } = reader;
  const { id: questionId, quote, due, service, answer } = question;
  const number = phone === null ? null : (masked ? maskPhone : showPhone)(phone);
  const what = [dueText(due, reader), heard(service, SERVICE, reader)].filter(
    (part) => part !== null,
  );
  const lines = [
    `<b>${text(language, "visit-question-title")}</b>`,
    whoLine({ name, phone: number }),
    text(language, "visit-question-said", {
      when: dateNear(language, calledAt, now, zone),
      quote: heard(quote, QUOTE, reader) ?? "…",
    }),
    what.length === 0 ? null : `📅 ${what.join(", ")}`,
    text(language, answer === null ? "visit-question-none" : answered[answer]),
  ];
  const html = lines.filter((line) => line !== null).join("\n");
  if (answer !== null) return { html, rows: [] };
  const key = (label: string, does: QuestionAction["answer"]) => ({
    text: label,
    action: { do: "visit_question" as const, questionId, answer: does },
  });
  return {
    html,
    rows: [
      [key(text(language, "visit-question-book"), "book")],
      [
        key(text(language, "visit-question-there"), "booked"),
        key(text(language, "visit-question-no"), "not_needed"),
      ],
    ],
  };
}

/** The day that a visit would be entered for, where it is still to come. */
export function dayToBook({ due }: Pick<VisitQuestion, "due">, today: string): string | null {
  const { day } = dueParts(due);
  return day < today ? null : day;
}

/** The service that is called so in the call, where it can be only one. */
export function serviceCalled(
  { services }: Pick<Salon, "services">,
  said: string | null,
): Service | null {
  const word = said?.trim().toLowerCase() ?? "";
  if (word === "") return null;
  const called = services.filter(({ names, synonyms }) =>
    [...Object.values(names), ...synonyms].some((name) => {
      const own = name.toLowerCase();
      return own === word || own.includes(word) || word.includes(own);
    }),
  );
  const [only] = called;
  return called.length === 1 && only ? only : null;
}

const QUOTE = 300;
const SERVICE = 60;

const answered = {
  booked: "visit-question-was-there",
  not_needed: "visit-question-was-no",
  found: "visit-question-was-found",
} as const;
