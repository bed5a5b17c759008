import { FluentResource } from "@fluent/bundle";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/texts/language.ts";
import { enPage } from "../../src/texts/en-page.ts";
import { en } from "../../src/texts/en.ts";
import { ruPage } from "../../src/texts/ru-page.ts";
import { ru } from "../../src/texts/ru.ts";
import { ukPage } from "../../src/texts/uk-page.ts";
import { uk } from "../../src/texts/uk.ts";
import { sources } from "./source.ts";

type Message = { id: string; variables: string[]; text: string };

/** The sandbox's page renders its own texts in the browser. */
const written = { uk: [...uk, ukPage], ru: [...ru, ruPage], en: [...en, enPage] };
const messages = {
  uk: messagesOf(written.uk),
  ru: messagesOf(written.ru),
  en: messagesOf(written.en),
};

describe("the texts", () => {
  test.each(languages)(
    "of %s are read whole: Fluent passes over what it cannot read",
    (language) => {
      const read = written[language].flatMap((part) =>
        new FluentResource(part).body.map(({ id }) => id),
      );
      expect(read).toEqual(messages[language].map(({ id }) => id));
    },
  );

  test.each(["ru", "en"] as const)(
    "of %s have the ids and variables of the Ukrainian ones",
    (language) => {
      expect(shape(messages[language])).toEqual(shape(messages.uk));
    },
  );

  test("have no id twice", () => {
    const ids = messages.uk.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test("have no letters of another language, but for what a cabinet or a letter says in its own", () => {
    const wrong = [
      ...own(messages.uk).filter(({ text }) => /[ыэъё]/i.test(text)),
      ...own(messages.ru).filter(({ text }) => /[іїєґ]/i.test(text)),
      ...own(messages.en).filter(({ text }) => /[а-яіїєґ]/i.test(text)),
    ];
    expect(wrong.map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
  });

  test("have no look-alike letter of another alphabet inside a word", () => {
    const words = Object.values(messages)
      .flat()
      .flatMap(({ text }) => text.match(/[\p{L}]+/gu) ?? []);
    expect(
      words.filter((word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word)),
    ).toEqual([]);
  });

  test("use nothing that another language's grammar forbids", () => {
    expect(
      messages.uk.filter(({ text }) => /звонок|перезвон/i.test(text)).map(({ id }) => id),
    ).toEqual([]);
  });
});

describe("an id in the source", () => {
  const code = sources("src").filter(({ path }) => !/^src\/texts\/(?:uk|ru|en)\b/.test(path));
  const ids = new Set(messagesOf(uk).map(({ id }) => id));

  test("exists", () => {
    const asked = code.flatMap(({ path, text }) =>
      [...text.matchAll(/\btext\(\s*[\w.]+,\s*(?:"([^"]+)"|`([^`]+)`)/g)].map(
        ([, plain, template]) => ({ path, id: plain ?? template ?? "" }),
      ),
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ id }) => ![...ids].some((known) => fits(id, known)))).toEqual([]);
  });

  test("is used for every text there is", () => {
    const said = new Set(
      code.flatMap(({ text }) =>
        [...text.matchAll(/"([a-z][a-z0-9-]*)"/g)].map(([, id = ""]) => id),
      ),
    );
    const templates = code.flatMap(({ text }) =>
      [...text.matchAll(/`([a-z][a-z0-9-]*-(?:\$\{[^}]+\}[a-z0-9-]*)+)`/g)].map(
        ([, id = ""]) => id,
      ),
    );
    expect(
      [...ids].filter((id) => !said.has(id) && !templates.some((template) => fits(template, id))),
    ).toEqual([]);
  });
});

function messagesOf(parts: readonly string[]): Message[] {
  return parts
    .flatMap((part) => part.split(/^(?=[a-z][\w-]* *=)/m).slice(1))
    .map((text) => ({
      id: text.split(/[ =]/)[0] ?? "",
      variables: [
        ...new Set([...text.matchAll(/\$([\w-]+)/g)].map(([, name = ""]) => name)),
      ].toSorted(),
      text: text.slice(text.indexOf("=") + 1).trim(),
    }));
}

/** The messages without what they quote. */
function own(all: Message[]): Message[] {
  return all
    .filter(({ id }) => !id.startsWith("letter-"))
    .map((message) => ({ ...message, text: message.text.replace(/«[^»]*»/g, "") }));
}

function shape(all: Message[]): string[] {
  return all.map(({ id, variables }) => [id, ...variables].join(" $")).toSorted();
}

/** Whether an id, perhaps with `${…}` in it, is or may become the known one. */
function fits(id: string, known: string): boolean {
  return new RegExp(`^${id.replace(/\$\{[^}]+\}/g, "[a-z0-9-]+")}$`).test(known);
}
