import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guard } from "../../src/speech/guard.ts";
import type { Piece } from "../../src/speech/part.ts";

const INVENTED = [
  "Продолжение следует...",
  "Продовження далі…",
  "Субтитры сделал DimaTorzok",
  "Субтитры создавал DimaTorzok.",
  "Субтитры подогнал «Симон»!",
  "Редактор субтитров А.Синецкая Корректор А.Егорова",
  "Корректор А.Кулакова",
  "Субтитри створені спільнотою Amara.org",
  "Subtitles by the Amara.org community",
  "Спасибо за субтитры Алексею Дубровскому!",
  "Спасибо за просмотр!",
  "Дякую за перегляд!",
  "Дякуємо за перегляд. До зустрічі!",
  "Thank you for watching!",
  "Thanks for watching this video. See you next time.",
  "Подписывайтесь на канал и ставьте лайки!",
  "Підписуйтесь на мій канал.",
  "Don't forget to subscribe!",
];
const SOUNDS = ["[Музыка]", "(гудки)", "♪♪♪", "*Music*", "[BLANK_AUDIO]", "...", "?!"];
const FAREWELLS = ["Дякую.", "Спасибо за внимание!", "До побачення", "Thank you.", "Bye.", "you"];

describe("what models invent", () => {
  test.each([...INVENTED, ...SOUNDS])("«%s» that stands alone is dropped", (text) => {
    expect(guard([said(text)], loud())).toEqual([]);
    expect(guard([said(text)], null)).toEqual([]);
  });

  test.each(FAREWELLS)(
    "«%s» is dropped where the model doubts that somebody speaks, and only there",
    (text) => {
      expect(guard([said(text, { noSpeech: 0.7, logprob: -0.4 })], loud())).toEqual([]);
      expect(guard([said(text, { noSpeech: 0.1, logprob: -1.4 })], loud())).toHaveLength(1);
      expect(guard([said(text)], loud())).toHaveLength(1);
    },
  );

  test.each([
    [{ noSpeech: 0.92, logprob: -1.3 }, 0],
    [{ noSpeech: 0.92, logprob: -0.4 }, 1],
    [{ noSpeech: 0.3, logprob: -1.3 }, 1],
    [{ noSpeech: 0.92 }, 1],
    [{}, 1],
  ])("no speech and unsure words together are none: %o", (signs, count) => {
    expect(guard([said("Добрий день, салон.", signs)], null)).toHaveLength(count);
  });

  test("text over silence is dropped, text at its edge is not", () => {
    const levels = loud();
    levels.fill(0, 100, 200);
    expect(guard([at(11.2, 18.8)], levels)).toEqual([]);
    expect(guard([at(9.5, 12), at(10.5, 12), at(18, 19.5)], levels)).toHaveLength(3);
    expect(guard([at(11.2, 18.8)], null)).toHaveLength(1);
    expect(guard([at(500, 510)], levels)).toEqual([]);
  });
});

describe("a model that runs in a circle", () => {
  test("was heard once", () => {
    const pieces = ["Алло.", "Так.", "Так.", "так", "Так!", "Добре."].map((text) => said(text));
    expect(textsOf(guard(pieces, null))).toEqual(["Алло.", "Так.", "Добре."]);
    expect(textsOf(guard([said("Так. Так. Так. Так. Так. Добре.")], null))).toEqual([
      "Так. Добре.",
    ]);
  });

  test("three times is a habit of people, a digit may come as often as it likes, and so may a long sentence", () => {
    for (const text of ["Так. Так. Так. Добре.", "2. 2. 2. 2. 2.", "так так так так так так"])
      expect(textsOf(guard([said(text)], null))).toEqual([text]);
    const long = Array.from({ length: 5 }, () => said("Запишіть мене будь ласка на завтра."));
    expect(guard(long, null)).toHaveLength(5);
  });
});

describe("what people said", () => {
  const word = fc.constantFrom(
    "я",
    "хочу",
    "записатись",
    "завтра",
    "о",
    "третій",
    "перезвоніть",
    "дуже",
    "можно",
    "адрес",
    "please",
    "tomorrow",
  );
  const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(" "));

  test("stays, with a known phrase anywhere inside it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...INVENTED, ...FAREWELLS.filter((one) => one !== "you")),
        words,
        fc.constantFrom("before", "behind", "around"),
        (phrase, rest, where) => {
          const bare = phrase.replace(/[.!…]+$/, "");
          const text = {
            before: `${rest} ${bare}`,
            behind: `${bare} ${rest}`,
            around: `${rest} ${bare} ${rest}`,
          }[where];
          expect(textsOf(guard([said(text)], loud()))).toEqual([text]);
        },
      ),
    );
  });

  test("stays as it is, in order, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (list) => {
        const pieces = [...new Set(list)].map((text) => said(text));
        expect(guard(pieces, loud())).toEqual(pieces);
      }),
    );
  });

  test("never fails on what a model may write", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (list) => {
        const kept = textsOf(
          guard(
            list.map((text) => said(text)),
            null,
          ),
        );
        expect(kept.every((text) => text !== "")).toBe(true);
      }),
    );
  });

  test("is judged in no time, however long it is", () => {
    const text = "субтитры сделал ".repeat(20_000);
    expect(textsOf(guard([said(text)], null))).toEqual([text]);
  });
});

function said(text: string, signs: { noSpeech?: number; logprob?: number } = {}): Piece {
  return { startS: 1, endS: 4, text, ...signs };
}

function at(startS: number, endS: number): Piece {
  return { startS, endS, text: "Так, звісно." };
}

function textsOf(pieces: Piece[]): string[] {
  return pieces.map((piece) => piece.text);
}

/** Half a minute in which somebody speaks all the time. */
function loud(): Float32Array {
  return new Float32Array(300).fill(0.1);
}
