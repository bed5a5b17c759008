import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { enPage } from "../../src/texts/en-page.ts";
import { en } from "../../src/texts/en.ts";
import { ruPage } from "../../src/texts/ru-page.ts";
import { ru } from "../../src/texts/ru.ts";
import { ukPage } from "../../src/texts/uk-page.ts";
import { uk } from "../../src/texts/uk.ts";
import { editions, missingEditions, shape, strayLinks, targets } from "./edition.ts";
import { page, pages, type Page } from "./page.ts";

const texts = { en: [...en, enPage], uk: [...uk, ukPage], ru: [...ru, ruPage] };
type Language = keyof typeof texts;

test.each(editions())("$path keeps in step with the English page", ({ english, own }) => {
  expect(shape(own.text)).toEqual(shape(english.text));
  expect(targets(own)).toEqual(targets(english));
});

test.each(editions())("$path leads to pages of its own language", ({ own, language }) => {
  expect(strayLinks(own, language)).toEqual([]);
});

test.each(editions())("$path and the English page name all three languages", (edition) => {
  const { own, english, language } = edition;
  const other = language === "uk" ? "По-русски" : "Українською";
  expect(own.text).toMatch(
    new RegExp(`^\\[English\\]\\([^)]+\\) · \\[${other}\\]\\([^)]+\\)`, "m"),
  );
  expect(english.text).toMatch(/^\[Українською\]\([^)]+\) · \[По-русски\]\([^)]+\)/m);
});

test("every page stands in three languages, but the one that the README says is in English only", () => {
  expect(missingEditions()).toEqual([]);
  expect(page("README.md").text).toMatch(/\[GraphQL\]\(docs\/graphql\.md\) \| .*in English only/);
});

test.each(byLanguage())("every button that $path names is there", ({ shown, language }) => {
  expect(missingButtons(shown.text, language)).toEqual([]);
});

test("a button that nobody can press is noticed", () => {
  const { text } = page("README.md");
  expect(buttonsIn(text).length).toBeGreaterThan(8);
  const wrong = text.replace("**🧪 Test event**", "**🧪 Probe event**");
  expect(missingButtons(wrong, "en")).toEqual(["🧪 Probe event"]);
});

test("pictures that speak a language stand in the pages of that language", () => {
  const folder = resolve(import.meta.dirname, "../../docs/pictures");
  const spoken = readdirSync(folder).filter((name) => /-(?:uk|ru)\.png$/.test(name));
  expect(spoken.length).toBeGreaterThan(5);
  for (const name of spoken)
    expect(existsSync(join(folder, name.replace(/-(?:uk|ru)\./, "-en.")))).toBe(true);
  for (const { own, language } of editions()) {
    const other = [...own.text.matchAll(/pictures\/([\w-]+)-(uk|ru|en)\.png/g)];
    for (const [, name = "", spoke] of other)
      if (existsSync(join(folder, `${name}-${language}.png`)))
        expect([name, spoke]).toEqual([name, language]);
  }
});

function byLanguage(): { path: string; shown: Page; language: Language }[] {
  return pages()
    .filter(({ path }) => path === "README.md" || path.startsWith("docs/"))
    .map((shown) => ({
      path: shown.path,
      shown,
      language: shown.path.endsWith(".uk.md") ? "uk" : shown.path.endsWith(".ru.md") ? "ru" : "en",
    }));
}

/** Bold words that begin with a sign, stand beside an arrow, alone in a cell, or after the word for pressing. */
function buttonsIn(text: string): string[] {
  const named = [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].filter(
    ({ 0: bold, 1: name = "", index }) => {
      const before = text.slice(Math.max(0, index - 12), index);
      const after = text.slice(index + bold.length, index + bold.length + 6);
      const inCell = before.endsWith("| ") && after.startsWith(" |");
      const pressed =
        /(?:[Pp]ress|[Нн]атисніть|[Нн]ажмите|→) $/u.test(before) || after.startsWith(" →");
      return /\p{L}/u.test(name) && (inCell || pressed || /^[^+\p{L}\p{N}]/u.test(name));
    },
  );
  return [...new Set(named.map(([, name = ""]) => name))];
}

const ALL: Record<Language, RegExp[]> = { en: said("en"), uk: said("uk"), ru: said("ru") };

function missingButtons(text: string, language: Language): string[] {
  return buttonsIn(text).filter((name) => !ALL[language].some((one) => one.test(name)));
}

/** Each text of a language as what it may look like; of «Address: …» the part before the colon is enough. */
function said(language: Language): RegExp[] {
  const lines = texts[language].flatMap((source) => [...source.matchAll(/^[a-z][\w-]* = (.+)$/gm)]);
  return lines.flatMap(([, value = ""]) => {
    const plain = value.replaceAll(/<[^>]+>/g, "");
    const short = plain.split(":")[0] ?? "";
    return [...new Set([plain, short])]
      .filter((one) => one.length < 60 && /\p{L}/u.test(one.replaceAll(/\{[^}]*\}/g, "")))
      .map((one) => new RegExp(`^${patternOf(one)}$`, "u"));
  });
}

function patternOf(value: string): string {
  return value
    .split(/\{[^}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(".+");
}
