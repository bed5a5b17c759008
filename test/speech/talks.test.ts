import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toAnalyzed, type Analysis, type Claim } from "../../src/speech/analysis.ts";
import { prove } from "../../src/speech/analysis-proof.ts";
import { summaryOf } from "../../src/speech/analysis-summary.ts";
import { subjects, type ModelTalk } from "../../src/speech/prompt.ts";
import { wordsIn } from "../../src/speech/quote-word.ts";
import type { Said } from "../../src/speech/quote.ts";
import { answerOf, evidenceOf, paraphrased, talks, turnsOf } from "./talks/script.ts";
import type { Written } from "./talks/talk.ts";

test.each(talks)("$name comes to what was said", async (talk) => {
  const { analysis } = await prove(answerOf(talk), evidenceOf(talk));
  expect(told(analysis)).toMatchObject(talk.expected);
  const right = talk.answer.claims.filter(({ wrong }) => wrong !== true);
  const wrong = talk.answer.claims.filter((claim) => claim.wrong === true);
  const shown = claimsOf(analysis);
  expect(shown.map(({ value }) => value).toSorted()).toEqual(
    right.map(({ value }) => value).toSorted(),
  );
  for (const { value } of wrong) expect(shown.map((claim) => claim.value)).not.toContain(value);
  expectSaid(analysis, turnsOf(talk));
});

test.each(talks)("$name: of the quotes in other words none comes through", async (talk) => {
  for (const every of [1, 2, 3]) {
    const answer = answerOf(talk, every);
    const { analysis, dropped } = await prove(answer, evidenceOf(talk));
    const changed = talk.answer.claims.filter((_, i) => i % every === every - 1);
    const shown = claimsOf(analysis);
    for (const { quote, value, about } of changed) {
      expect(shown.map((claim) => claim.quote)).not.toContain(paraphrased(quote));
      const others = talk.answer.claims.filter(
        (one, i) => i % every !== every - 1 && one.about === about && one.value === value,
      );
      const same = shown.filter((claim) => claim.value === value && isOf(analysis, about, claim));
      expect(same.length).toBeLessThanOrEqual(others.length);
    }
    expect(dropped).toBeGreaterThanOrEqual(changed.length);
    expectSaid(analysis, turnsOf(talk));
  }
});

const someTalk = fc.constantFrom(...talks.filter(({ lines }) => lines.length > 0));
const words = fc.constantFrom(
  ...talks.flatMap(({ lines }) => lines.flatMap(([, line]) => line.split(" "))),
  "9999",
  "05.05.2030",
  "Кирило",
  "won",
  "оплачено",
);
const said = fc.array(words, { maxLength: 9 }).map((some) => some.join(" "));
const answers: fc.Arbitrary<ModelTalk> = fc.record({
  kind: fc.constantFrom("sale" as const, "service" as const, "other" as const),
  purpose: said,
  outcome: said,
  claims: fc.array(
    fc.record({
      about: fc.constantFrom(...subjects),
      value: fc.oneof(said, fc.string()),
      quote: fc.oneof(said, fc.string()),
      turn: fc.oneof(fc.integer(), fc.double()),
      whose: fc.constantFrom("us" as const, "client" as const, "none" as const),
    }),
    { maxLength: 12 },
  ),
  scores: fc.array(fc.record({ line: fc.double(), score: fc.double() }), { maxLength: 4 }),
});

test("whatever a model answers, every quote that is kept was said, and every number of a claim with it: property", async () => {
  await fc.assert(
    fc.asyncProperty(someTalk, answers, async (talk, answer) => {
      const { analysis, dropped } = await prove(answer, evidenceOf(talk));
      expectSaid(analysis, turnsOf(talk));
      expect(dropped).toBeGreaterThanOrEqual(0);
      for (const { value } of claimsOf(analysis)) expect(value).not.toMatch(/9999|2030|Кирило/);
      expect(`${analysis.outcome} ${analysis.purpose}`).not.toMatch(/9999|2030|won/);
    }),
    { numRuns: 200 },
  );
});

test("a card shows the outcome, at most five facts, and what was agreed", async () => {
  const [booking] = talks;
  if (!booking) throw new Error("there is no talk");
  const { analysis } = await prove(answerOf(booking), evidenceOf(booking));
  expect(summaryOf(analysis)).toEqual({
    outcome: "Записалася на манікюр",
    facts: [
      {
        kind: "wish",
        value: "Манікюр",
        quote: "хочу записатися на манікюр",
        atS: expect.any(Number),
      },
      {
        kind: "amount",
        value: "900 грн",
        quote: "Манікюр з покриттям — дев'ятсот гривень",
        atS: expect.any(Number),
      },
      { kind: "name", value: "Оксана", quote: "мене звати Оксана", atS: expect.any(Number) },
    ].map((fact) => ({ ...fact, quote: expect.stringMatching(new RegExp(fact.quote, "i")) })),
    next: {
      text: "Прийде у четвер о 14:00",
      due: "2026-11-26T14:00:00+02:00",
      quote: "у четвер о чотирнадцятій мені підходить",
      atS: expect.closeTo(15.7, 0),
    },
    corrected: false,
  });
  expect(toAnalyzed(analysis)).toMatchObject({
    outcome: "Записалася на манікюр",
    next_step: { due: "2026-11-26T14:00:00+02:00", at_s: expect.any(Number) },
    amount: { amount: 900, currency: "UAH" },
    mood: null,
    scores: [
      { line: "Привітався", score: 9 },
      { line: "Назвав ціну", score: 10 },
    ],
  });
});

test("a quote that was copied with its line's code is the same quote", async () => {
  const [booking] = talks;
  if (!booking) throw new Error("there is no talk");
  const quote = "[2 0:05 client] хочу записатися на манікюр";
  const claims: ModelTalk["claims"] = [
    { about: "wish", value: "Манікюр", quote, turn: 2, whose: "none" },
  ];
  const { analysis } = await prove({ ...answerOf(booking), claims }, evidenceOf(booking));
  expect(analysis.wish?.quote).toBe("хочу записатися на манікюр");
});

test("who picks up the telephone is never the client, and a promise is given by who says it", async () => {
  const turns: Said[] = [
    {
      speaker: "employee",
      text: "Добрий день, мене звати Олена, салон Лілея.",
      startS: 0,
      endS: 5,
      recording: 0,
    },
    {
      speaker: "client",
      text: "Ви пообіцяли мені знижку, передзвоніть Ткач Марині.",
      startS: 5,
      endS: 9,
      recording: 0,
    },
  ];
  const [booking] = talks;
  if (!booking) throw new Error("there is no talk");
  const claims: ModelTalk["claims"] = [
    { about: "name", value: "Олена", quote: "мене звати Олена", turn: 1, whose: "none" },
    { about: "name", value: "Марина", quote: "передзвоніть Ткач Марині", turn: 2, whose: "none" },
    { about: "promise", value: "Знижка", quote: "Ви пообіцяли мені знижку", turn: 2, whose: "us" },
  ];
  const answer = { ...answerOf(booking), purpose: "", outcome: "", claims, scores: [] };
  const { analysis, dropped } = await prove(answer, { ...evidenceOf(booking), turns });
  expect(analysis).toMatchObject({ name: null, promises: [] });
  expect(dropped).toBe(3);
});

/** What a talk's expectations look at. */
function told(analysis: Analysis): Written["expected"] {
  const { outcome, purpose, nextStep, date, amount, name, address, promises, tasks, scores } =
    analysis;
  return {
    outcome,
    purpose,
    due: nextStep?.due ?? null,
    date: date?.due ?? null,
    amount: amount && { amount: amount.amount, currency: amount.currency },
    name: name?.value ?? null,
    address: address?.value ?? null,
    promises: promises.map(({ whose }) => whose),
    tasks: tasks.length,
    scores: scores.length,
  };
}

function claimsOf(analysis: Analysis): Claim[] {
  const {
    wish,
    nextStep,
    name,
    address,
    date,
    service,
    amount,
    objections,
    mood,
    promises,
    tasks,
  } = analysis;
  const single = [wish, nextStep, name, address, date, service, amount, mood].filter(
    (one) => one !== null,
  );
  return [...single, ...objections, ...promises, ...tasks];
}

function isOf(analysis: Analysis, about: string, claim: Claim): boolean {
  const lists: Record<string, readonly (Claim | null)[]> = {
    wish: [analysis.wish],
    next_step: [analysis.nextStep],
    name: [analysis.name],
    address: [analysis.address],
    date: [analysis.date],
    service: [analysis.service],
    amount: [analysis.amount],
    mood: [analysis.mood],
    objection: analysis.objections,
    promise: analysis.promises,
    task: analysis.tasks,
  };
  return lists[about]?.includes(claim) ?? false;
}

/** Every quote is a piece of the transcript, word by word. */
function expectSaid(analysis: Analysis, turns: readonly Said[]): void {
  const all = turns.flatMap(({ text }) => wordsIn(text).map(({ plain }) => plain)).join(" ");
  const last = Math.max(0, ...turns.map(({ endS }) => endS));
  for (const { quote, atS } of claimsOf(analysis)) {
    const plain = wordsIn(quote)
      .map((word) => word.plain)
      .join(" ");
    expect(plain).not.toBe("");
    expect(` ${all} `).toContain(` ${plain} `);
    expect(atS).toBeLessThanOrEqual(last);
  }
}
