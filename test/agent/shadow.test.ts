import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { understand } from "../../src/agent/rules.ts";
import { draftCard } from "../../src/agent/shadow-card.ts";
import { readReadings } from "../../src/agent/shadow-reading.ts";
import { isOnlySaid, isSame, passes, type Draft } from "../../src/agent/shadow.ts";
import type { Done } from "../../src/agent/command.ts";
import { hint } from "./words/hint.ts";

const NOW = Date.parse("2026-11-24T10:00:00+02:00");
const slot = { masterId: 1, serviceId: 1, start: NOW, end: NOW + 3_600_000 };
const held: Done = { did: "hold", holdId: 7, slot, until: NOW };
const yes = { title: "Так", action: { do: "yes" as const, of: 7 }, row: 0 };
const draft: Draft = {
  id: 1,
  conversationId: 2,
  utteranceIds: [3],
  readings: [],
  text: "Записую?",
  buttons: [yes],
  does: [{ do: "hold", at: NOW }],
  madeAt: NOW,
  ended: null,
  endedBy: null,
};

describe("a turn that was taken again", () => {
  test("is the same when only the place is kept under another id", () => {
    const answer = {
      text: draft.text,
      buttons: [{ ...yes, action: { do: "yes" as const, of: 9 } }],
    };
    expect(isSame(draft, { done: [{ ...held, holdId: 9 }], answer })).toBe(true);
  });

  test("is another one by its words, its buttons, or what it does", () => {
    const { text, buttons } = draft;
    const other = { ...held, slot: { ...slot, start: NOW + 1 } };
    expect(isSame(draft, { done: [held], answer: { text: "Записую!", buttons } })).toBe(false);
    expect(isSame(draft, { done: [held], answer: { text, buttons: [] } })).toBe(false);
    expect(isSame(draft, { done: [other], answer: { text, buttons } })).toBe(false);
    expect(isSame(draft, { done: [], answer: { text, buttons } })).toBe(false);
  });
});

const at = (clock: string) => ({ text: `Записала. Відповідь до ${clock}.`, buttons: [] });

test("a turn that calls a person is the same when only the promised minute moved on", () => {
  const called: Done = { did: "handoff", answersBy: NOW, open: true };
  const shown = { ...draft, ...at("10:15"), does: [{ do: "handoff" as const, at: null }] };
  expect(isSame(shown, { done: [called], answer: at("10:16") })).toBe(true);
  expect(isSame({ ...shown, does: [] }, { done: [], answer: at("10:16") })).toBe(false);
});

describe("a turn passes without a person", () => {
  test("when one is called, or somebody's own wish is done", () => {
    const answer = { text: "…", buttons: [] };
    expect(passes([{ did: "handoff", answersBy: null, open: true }], answer)).toBe(true);
    expect(passes([{ did: "opt_out" }], answer)).toBe(true);
    expect(passes([{ did: "erase", cancelled: 0 }], answer)).toBe(true);
    expect(passes([], null)).toBe(true);
  });

  test("and not with a visit beside it: a person looks at what is written there", () => {
    const answer = { text: "…", buttons: [] };
    const visit = {
      ...slot,
      id: 5,
      number: 1,
      status: "booked" as const,
      price: { amount: 700, kind: "fixed" as const },
    };
    const called: Done = { did: "handoff", answersBy: null, open: true };
    expect(passes([{ did: "book", visit }, called], answer)).toBe(false);
    expect(passes([{ did: "opt_out" }, { did: "cancel", visit }], answer)).toBe(false);
    expect(passes([{ did: "wait" }, called], answer)).toBe(false);
    expect(passes([{ did: "release" }, held, called], answer)).toBe(true);
  });

  test("and never with a visit alone", () => {
    expect(passes([held], { text: "…", buttons: [] })).toBe(false);
    expect(passes([{ did: "wait" }], { text: "…", buttons: [] })).toBe(false);
    expect(isOnlySaid([{ do: "book", at: NOW }])).toBe(false);
    expect(
      isOnlySaid([
        { do: "release", at: null },
        { do: "hold", at: NOW },
      ]),
    ).toBe(true);
  });
});

test("what the rules understood is read back as it was stored", () => {
  const words = fc.constantFrom(
    "Запишіть на манікюр у п’ятницю після 15",
    "так",
    "Скільки коштує стрижка? Я Оля, 0671234567",
    "перенесіть на завтра об 11",
    "STOP",
  );
  fc.assert(
    fc.property(words, fc.string(), (said, more) => {
      const read = understand({ text: `${said} ${more}`, pressed: null }, hint());
      const stored: unknown = JSON.parse(JSON.stringify([read, null]));
      expect(readReadings(stored)).toEqual([read, null]);
    }),
  );
  expect(readReadings({ another: "version" })).toEqual([]);
});

test("a card has room for everything that is to be sent, whatever was written before it", () => {
  const long = fc.string({ unit: "grapheme", maxLength: 2000 });
  fc.assert(
    fc.property(long, fc.array(long, { maxLength: 8 }), fc.boolean(), (said, written, masked) => {
      const lines = written.map((text, id) => ({
        id,
        author: "customer" as const,
        kind: "text" as const,
        text,
        action: null,
        at: NOW,
      }));
      const { html, rows } = draftCard("uk", {
        draft: { ...draft, text: said.slice(0, 2000) },
        instead: false,
        name: "Оксана",
        phone: null,
        masked,
        lines,
        by: null,
        topic: false,
        now: NOW,
        zone: "Europe/Kyiv",
      });
      const shown = html.replace(/<[^>]*>/g, "").replace(/&(?:amp|lt|gt|quot);/g, "x");
      expect(shown.length).toBeLessThanOrEqual(4096);
      expect(html.match(/<blockquote>/g)).toHaveLength(1);
      expect(rows.flat().every(({ text }) => Array.from(text).length <= 20)).toBe(true);
    }),
  );
});

test("a masked chat sees no number, neither in the answer nor in the lines", () => {
  const shown = { instead: false, name: null, by: null, topic: true, now: NOW, zone: "UTC" };
  const line = { id: 1, author: "customer" as const, kind: "text" as const, action: null, at: NOW };
  const { html } = draftCard("en", {
    ...shown,
    draft: { ...draft, text: "Оля, +380 67 123 45 67" },
    phone: "+380 67 ••• •• 67",
    masked: true,
    lines: [{ ...line, text: "мій номер 0671234567" }],
  });
  expect(html).not.toMatch(/123/);
});
