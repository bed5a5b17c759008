import { describe, expect, test } from "vitest";
import { text, type TextId } from "../../src/texts/bundle.ts";
import { guessLanguage, isLanguage } from "../../src/texts/language.ts";

describe("text", () => {
  test("says a message in the person's language, without marks around what is put in", () => {
    expect(text("uk", "card-in-missed-waited", { duration: "41 с" })).toBe(
      "❌ Пропущений дзвінок · чекали 41 с",
    );
    expect(text("ru", "card-incoming-ended")).toBe("📞 Входящий звонок · завершён");
    expect(text("en", "card-talking-one", { names: "Olena" })).toBe("🗣 Olena is on the call");
  });

  test("takes what is put in as it is, Fluent's own signs too", () => {
    expect(text("uk", "card-line", { line: "{ $x } <b>" })).toBe("Лінія «{ $x } <b>»");
  });

  test("a forgotten argument and an unknown id are mistakes of ours", () => {
    expect(() => text("uk", "card-line")).toThrow("texts.incomplete");
    // @ts-expect-error The ids are known to the compiler.
    const unknown: TextId = "card-nothing";
    expect(() => text("uk", unknown)).toThrow("texts.unknown");
  });
});

describe("the language of a person", () => {
  test.each([
    ["uk", "uk"],
    ["uk-UA", "uk"],
    ["ru", "ru"],
    ["RU_kz", "ru"],
    ["en-US", "en"],
    ["kk", "ru"],
    ["be", "ru"],
    ["pl", "en"],
    ["pt-br", "en"],
    ["", "en"],
    [undefined, "en"],
  ])("%s is read as %s", (code, language) => {
    expect(guessLanguage(code)).toBe(language);
  });

  test("only ours are languages", () => {
    expect(["uk", "ru", "en", "pl", "", "toString"].filter(isLanguage)).toEqual(["uk", "ru", "en"]);
  });
});
