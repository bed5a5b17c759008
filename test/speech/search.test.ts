import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerpt, searchable, wordsOf } from "../../src/speech/search.ts";

describe("a text is searched", () => {
  test.each([
    ["Лёша", "леша"],
    ["П’ять  п'ять\nпʼять", "п'ять п'ять п'ять"],
    ["МАНІКЮР", "манікюр"],
    ["и\u0306", "й"],
  ])("%j as %j", (said, searched) => {
    expect(searchable(said)).toBe(searched);
  });
});

describe("words", () => {
  test.each([
    ["Манікюр гель-лак", ["манікюр", "гель-лак"]],
    ["на 5 да", []],
    ["на дві", ["на", "дві"]],
    ["  ", []],
    ["a a aaa aaa", ["a", "aaa"]],
  ])("of %j are %j", (asked, words) => {
    expect(wordsOf(asked)).toEqual(words);
  });
});

describe("an excerpt", () => {
  test("begins a little before the word and tells where something was cut", () => {
    const said = `${"початок ".repeat(20)}ціна манікюру ${"кінець ".repeat(20)}`;
    const cut = excerpt(said, ["манікюру"]);
    expect(cut).toMatch(/^…початок .*ціна манікюру кінець.*…$/);
  });

  test("of a short sentence is the whole", () => {
    expect(excerpt("Скільки  коштує?", ["коштує"])).toBe("Скільки коштує?");
  });

  test("is short whatever was said, and holds the beginning of a word that stands there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 }), { maxLength: 60 }),
        fc.nat(60),
        (parts, at) => {
          const said = parts.join(" ");
          const word = searchable(parts[at] ?? "").split(" ")[0] ?? "";
          const cut = excerpt(said, word === "" ? [] : [word]);
          expect(cut.length).toBeLessThanOrEqual(112);
        },
      ),
    );
  });
});
