import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinedNotes, rewritten, splitNote, withHeard } from "../../src/crm/deal-heard.ts";

const AT = Date.UTC(2026, 10, 21, 12, 35);
const call = (callId: number, text: string | null, at = AT) => ({
  callId,
  at,
  zone: "Europe/Kyiv",
  text,
});
const EMPTY = { note: null, filled: {} };

describe("what calls came to stands behind a note", () => {
  test("a paragraph for each call, the words of people before them", () => {
    const one = withHeard({ note: "Боїться болю", filled: {} }, call(7, "Записалася\n→ Чекаємо"));
    const two = withHeard(one, call(8, "Перенесла", AT + 3_600_000));
    expect(two).toEqual({
      note: "Боїться болю\n\n🎙 21.11.2026, 14:35\nЗаписалася\n→ Чекаємо\n\n🎙 21.11.2026, 15:35\nПеренесла",
      filled: { "note:7": 1, "note:8": 1 },
    });
  });

  test("analysed again a call has one paragraph, and two of one minute have two", () => {
    const first = withHeard(EMPTY, call(7, "Перше"));
    const both = withHeard(first, call(8, "Друге"));
    expect(withHeard(both, call(7, "Інакше")).note).toBe(
      "🎙 21.11.2026, 14:35\nІнакше\n\n🎙 21.11.2026, 14:35 (2)\nДруге",
    );
    expect(withHeard(both, call(7, null))).toEqual({
      note: "🎙 21.11.2026, 14:35 (2)\nДруге",
      filled: { "note:8": 2 },
    });
  });

  test("a person writes the note anew: the calls stay, even where they were copied with it", () => {
    const before = withHeard({ note: "Старе", filled: {} }, call(7, "Записалася"));
    expect(rewritten(before, "Нове").note).toBe("Нове\n\n🎙 21.11.2026, 14:35\nЗаписалася");
    expect(rewritten(before, `Нове\n\n${before.note}`).note).toBe(
      "Нове\n\nСтаре\n\n🎙 21.11.2026, 14:35\nЗаписалася",
    );
  });

  test("a note that a person took away stays away for the calls it told of", () => {
    const gone = rewritten(withHeard(EMPTY, call(7, "Записалася")), null);
    expect(gone.note).toBeNull();
    expect(withHeard(gone, call(7, "Записалася")).note).toBeNull();
    expect(withHeard(gone, call(8, "Ще")).note).toBe("🎙 21.11.2026, 14:35\nЩе");
  });

  test("long texts are cut, and the oldest calls go first", () => {
    let all: Parameters<typeof withHeard>[0] = { note: "Моє", filled: {} };
    for (let id = 1; id <= 9; id += 1)
      all = withHeard(all, call(id, `${id} ${"слово ".repeat(99)}`, AT + id * 60_000));
    const { own, heard } = splitNote(all.note);
    expect(own).toBe("Моє");
    expect(heard.map((one) => one.split("\n")[1]?.[0])).toEqual(["6", "7", "8", "9"]);
    expect((all.note ?? "").length).toBeLessThan(1600);
  });
});

const line = fc.string({ unit: fc.constantFrom("а", "b", " ", "\n", "🎙", "→"), maxLength: 30 });

test("the words of people are never touched by calls", () => {
  const analysed = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.option(line)), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(line, analysed, (words, calls) => {
      const start = rewritten(EMPTY, words);
      let now = start;
      for (const [id, text] of calls) now = withHeard(now, call(id, text, AT + (id % 2) * 60_000));
      expect(splitNote(now.note).own).toBe(splitNote(start.note).own);
      expect(new Set(splitNote(now.note).heard).size).toBe(splitNote(now.note).heard.length);
    }),
  );
});

test("two notes become one: people first, then the calls of both", () => {
  const first = withHeard({ note: "А", filled: {} }, call(7, "Перше"));
  const second = withHeard({ note: "Б", filled: { address: 9 } }, call(9, "Третє", AT + 120_000));
  expect(joinedNotes(first, second)).toEqual({
    note: "А\n\nБ\n\n🎙 21.11.2026, 14:35\nПерше\n\n🎙 21.11.2026, 14:37\nТретє",
    filled: { "note:7": 1, "note:9": 1 },
  });
});
