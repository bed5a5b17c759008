import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stitch, toTurns } from "../../src/speech/merge.ts";
import { heardPart, planParts, type Part, type Piece } from "../../src/speech/part.ts";
import { spread } from "../../src/speech/spread.ts";

describe("parts of a recording", () => {
  test("a short one is one part of each channel", () => {
    expect(planParts([0, 1], { durationS: 90, maxS: 1200 })).toEqual([
      { channel: 0, startS: 0, endS: 90 },
      { channel: 1, startS: 0, endS: 90 },
    ]);
  });

  test("forty minutes are three parts of a channel, with two seconds in common", () => {
    expect(
      planParts([null], { durationS: 2400, maxS: 1200 }).map(({ startS, endS }) => [startS, endS]),
    ).toEqual([
      [0, 801.333],
      [799.333, 1600.667],
      [1598.667, 2400],
    ]);
  });

  test("cover the whole, none too long", () => {
    const length = fc.double({ min: 0.01, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(length, fc.integer({ min: 30, max: 1200 }), (durationS, maxS) => {
        const parts = planParts([1], { durationS, maxS });
        expect(parts.at(0)?.startS).toBe(0);
        expect(parts.at(-1)?.endS).toBeCloseTo(durationS, 2);
        for (const [place, { startS, endS }] of parts.entries()) {
          expect(endS - startS).toBeLessThanOrEqual(maxS + 0.002);
          const next = parts[place + 1];
          if (next) expect(endS - next.startS).toBeCloseTo(2, 2);
        }
      }),
    );
  });

  test("seconds of an answer are those of the recording, within its part", () => {
    const part: Part = { channel: 0, startS: 100, endS: 110 };
    const segments = [{ startS: 1.5, endS: 44, text: "так" }];
    expect(heardPart(part, { language: "uk", durationS: 9.5, segments, text: "так" })).toEqual({
      ...part,
      language: "uk",
      lengthS: 9.5,
      pieces: [{ startS: 101.5, endS: 110, text: "так" }],
      text: "так",
    });
  });
});

describe("a seam", () => {
  test("what both parts heard stands once", () => {
    expect(
      seam(
        ["Добрий день.", "Запишіть мене на завтра о третій"],
        ["на завтра о третій годині.", "Дякую."],
      ),
    ).toBe("Добрий день. Запишіть мене на завтра о третій годині. Дякую.");
  });

  test("a word that was cut is taken from the part that heard it whole", () => {
    expect(seam(["Запишіть мене на зав"], ["іть мене на завтра о третій."])).toBe(
      "Запишіть мене на завтра о третій.",
    );
  });

  test("what the second part heard in other words is not said twice", () => {
    expect(
      joined(
        [{ startS: 8, endS: 10, text: "Перезвоніть мені" }],
        [
          { startS: 8.2, endS: 9.9, text: "Подзвоніть нам" },
          { startS: 10.4, endS: 12, text: "о шостій." },
        ],
      ),
    ).toBe("Перезвоніть мені о шостій.");
  });

  test("what only the second part heard is kept", () => {
    expect(
      joined(
        [{ startS: 1, endS: 3, text: "Алло." }],
        [{ startS: 8.2, endS: 9.5, text: "Слухаю." }],
      ),
    ).toBe("Алло. Слухаю.");
  });

  test("of a text without times the words alone are compared", () => {
    expect(
      textOf(
        stitch([untimed(0, 10, "Раз два три. Чотири п'ять"), untimed(8, 18, "п'ять шість. Сім.")]),
      ),
    ).toBe("Раз два три. Чотири п'ять шість. Сім.");
  });

  test("whatever is cut wherever, every word stands once and in order", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            length: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
            pause: fc.double({ min: 0, max: 1.5, noNaN: true }),
            ends: fc.boolean(),
          }),
          { minLength: 30, maxLength: 120 },
        ),
        fc.infiniteStream(fc.integer({ min: 1, max: 6 })),
        fc.integer({ min: 15, max: 40 }),
        (script, sizes, maxS) => {
          let at = 0;
          const words = script.map(({ length, pause }, place) => {
            const startS = at + pause;
            at = startS + length;
            return { startS, endS: at, text: `слово${place}` };
          });
          const parts = planParts([null], { durationS: at + 1, maxS }).map((part) => {
            const inside = words.filter(
              (word) => word.startS >= part.startS && word.endS <= part.endS,
            );
            return { part, pieces: grouped(inside, sizes) };
          });
          expect(textOf(stitch(parts)).split(" ")).toEqual(words.map((word) => word.text));
        },
      ),
    );
  });
});

describe("turns", () => {
  const employee = [
    piece(0, 2, "Салон, добрий день."),
    piece(2.5, 4, "Слухаю вас."),
    piece(9, 10, "Добре."),
  ];
  const client = [piece(4.5, 8, "Хочу записатись.")];

  test("two voices come in the order of time, and pieces of one are joined", () => {
    expect(
      toTurns([
        { speaker: "employee", pieces: employee },
        { speaker: "client", pieces: client },
      ]),
    ).toEqual([
      { speaker: "employee", startS: 0, endS: 4, text: "Салон, добрий день. Слухаю вас." },
      { speaker: "client", startS: 4.5, endS: 8, text: "Хочу записатись." },
      { speaker: "employee", startS: 9, endS: 10, text: "Добре." },
    ]);
  });

  test("a word put in parts the other's turn", () => {
    const turns = toTurns([
      { speaker: "client", pieces: [piece(3, 3.4, "Угу.")] },
      {
        speaker: "employee",
        pieces: [piece(0, 5, "Ми на Хрещатику,"), piece(5, 8, "будинок сім.")],
      },
    ]);
    expect(turns.map(({ speaker }) => speaker)).toEqual(["employee", "client", "employee"]);
  });

  test("a long pause or a long speech begins a new turn", () => {
    const long = Array.from({ length: 10 }, (_, at) => piece(at * 10, at * 10 + 9, `речення${at}`));
    const turns = toTurns([{ speaker: "client", pieces: [...long, piece(120, 121, "Алло?")] }]);
    expect(turns.map(({ startS }) => startS)).toEqual([0, 40, 80, 120]);
  });

  test("where nobody tells who speaks, pieces stay apart; where voices are told, each voice is joined", () => {
    const unknown = toTurns([{ speaker: "unknown", pieces: employee }]);
    expect(unknown).toHaveLength(3);
    const voices = employee.map((one, at) => ({ ...one, speaker: at < 2 ? "A" : "B" }));
    expect(toTurns([{ speaker: "unknown", pieces: voices }]).map(({ text }) => text)).toEqual([
      "Салон, добрий день. Слухаю вас.",
      "Добре.",
    ]);
  });

  test("lose no word and are in order", () => {
    const pieces = fc.array(
      fc
        .tuple(fc.nat({ max: 300 }), fc.nat({ max: 20 }), fc.string({ minLength: 1 }))
        .map(([start, length, text]) => piece(start, start + length, text)),
    );
    fc.assert(
      fc.property(pieces, pieces, (left, right) => {
        const turns = toTurns([
          { speaker: "employee", pieces: left },
          { speaker: "client", pieces: right },
        ]);
        const starts = turns.map(({ startS }) => startS);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(size(turns)).toBe(size([...left, ...right]));
      }),
    );
  });
});

describe("a text without times", () => {
  const part = { channel: 0, startS: 0, endS: 10, language: null, lengthS: null, pieces: [] };

  test("is laid over the time in which somebody speaks", () => {
    const levels = new Float32Array(100);
    levels.fill(0.1, 10, 20);
    levels.fill(0.1, 60, 70);
    expect(spread({ ...part, text: "Добрий день. Слухаю вас." }, levels)).toEqual([
      piece(1, 6.1, "Добрий день."),
      piece(6, 7, "Слухаю вас."),
    ]);
  });

  test("stays one piece where nobody measured", () => {
    expect(spread({ ...part, text: "Так. Ні." }, null)).toEqual([
      { startS: 0, endS: 10, text: "Так. Ні." },
    ]);
  });

  test("ends where the service heard the end", () => {
    const whole = { ...part, endS: 86_400, text: "Так." };
    expect(spread({ ...whole, lengthS: 7.5 }, null)).toEqual([piece(0, 7.5, "Так.")]);
    expect(spread(whole, null)).toEqual([piece(0, 0, "Так.")]);
  });

  test("keeps its sentences in order and within its part", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Так.", "Ні, не зараз.", "Добре!"), { minLength: 1 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 90 }),
        (sentences, loud) => {
          const levels = Float32Array.from(loud, (one) => (one ? 0.1 : 0));
          const pieces = spread(
            { ...part, startS: 0.5, endS: 7.25, text: sentences.join(" ") },
            levels,
          );
          expect(pieces.map((one) => one.text)).toEqual(sentences);
          let before = 0.5;
          for (const { startS, endS } of pieces) {
            expect(startS).toBeGreaterThanOrEqual(before);
            expect(endS).toBeGreaterThanOrEqual(startS);
            expect(endS).toBeLessThanOrEqual(7.25);
            before = startS;
          }
        },
      ),
    );
  });
});

function piece(startS: number, endS: number, text: string): Piece {
  return { startS, endS, text };
}

/** Two parts with their common seconds 8 to 10; each text takes its share of its part. */
function seam(first: string[], second: string[]): string {
  return joined(laid(first, 0), laid(second, 8));
}

function laid(texts: string[], from: number): Piece[] {
  const length = 10 / texts.length;
  return texts.map((text, at) => piece(from + at * length, from + (at + 1) * length, text));
}

/** What was heard in a part by a model that tells no times. */
function untimed(startS: number, endS: number, text: string) {
  const part = { channel: null, startS, endS };
  return {
    part,
    pieces: spread({ ...part, language: null, lengthS: null, pieces: [], text }, null),
  };
}

function joined(first: Piece[], second: Piece[]): string {
  return textOf(
    stitch([
      { part: { channel: null, startS: 0, endS: 10 }, pieces: first },
      { part: { channel: null, startS: 8, endS: 18 }, pieces: second },
    ]),
  );
}

function size(list: readonly { text: string }[]): number {
  return list.reduce((sum, { text }) => sum + text.replaceAll(" ", "").length, 0);
}

function textOf(pieces: Piece[]): string {
  return pieces.map(({ text }) => text).join(" ");
}

/** Words as a model cuts them into pieces. */
function grouped(words: Piece[], sizes: Iterator<number>): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length;) {
    const taken = words.slice(at, at + Number(sizes.next().value ?? 1));
    at += taken.length;
    const [first] = taken;
    const last = taken.at(-1);
    if (first && last) pieces.push(piece(first.startS, last.endS, textOf(taken)));
  }
  return pieces;
}
