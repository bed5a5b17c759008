import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findEntities } from "../../src/sandbox/find-entities.ts";
import { formatted } from "../../src/sandbox/formatted.ts";
import { parseHtml } from "../../src/sandbox/html.ts";
import { readLink } from "../../src/sandbox/link.ts";
import { rendered } from "../../src/sandbox/rendered.ts";

const shown = (html: string): string => {
  const { text, entities } = formatted({ text: html, parse_mode: "HTML" });
  return rendered(text, entities);
};

describe("Telegram's HTML", () => {
  test.each([
    ["<b>Олена</b> &amp; <i>Тарас</i>", "<b>Олена</b> &amp; <i>Тарас</i>"],
    ["<strong><em>a</em></strong>", "<b><i>a</i></b>"],
    [
      "<u>a</u><ins>b</ins><s>c</s><strike>d</strike><del>e</del>",
      "<u>a</u><u>b</u><s>c</s><s>d</s><s>e</s>",
    ],
    [
      '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
      '<span class="spoiler">a</span><span class="spoiler">b</span>',
    ],
    [
      "<blockquote>a</blockquote><blockquote expandable>b</blockquote>",
      '<blockquote>a</blockquote><blockquote class="expandable">b</blockquote>',
    ],
    ["<code>&lt;b&gt;</code>", "<code>&lt;b&gt;</code>"],
    ["a &unknown; b &#1105; &#x451;", "a &amp;unknown; b ё ё"],
    ['<a href="javascript:alert(1)">a</a>', "a"],
    ["<B>a</b >", "<b>a</b>"],
  ])("%s", (html, expected) => expect(shown(html)).toBe(expected));

  test("a language makes a pre of a code inside it", () => {
    const { entities } = formatted({
      text: '<pre><code class="language-js">x</code></pre>',
      parse_mode: "HTML",
    });
    expect(entities).toEqual([{ type: "pre", offset: 0, length: 1, language: "js" }]);
  });

  test("offsets are counted in UTF-16 units and survive trimming", () => {
    const { text, entities } = formatted({ text: "\n 📞 <b>дзвінок</b> \n", parse_mode: "HTML" });
    expect([text, entities]).toEqual(["📞 дзвінок", [{ type: "bold", offset: 3, length: 7 }]]);
  });

  test("4096 units are counted after parsing", () => {
    expect(formatted({ text: `<b>${"а".repeat(4096)}</b>`, parse_mode: "HTML" }).text).toHaveLength(
      4096,
    );
  });

  test("any text, once escaped, comes out as it went in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const escaped = text
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
          .replaceAll(">", "&gt;");
        expect(parseHtml(`<b>${escaped}</b>`)).toMatchObject({ text });
      }),
    );
  });

  test("any input is parsed or refused with a reason", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "b",
      "a href=",
      '"',
      "'",
      "&",
      "&#1;",
      "/",
      "=",
      " ",
      "<b>",
      "</b>",
      "я",
      "📞",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const parsed = parseHtml(pieces.join(""));
        expect("wrong" in parsed ? parsed.wrong : parsed.text).toBeTypeOf("string");
      }),
    );
  });
});

const kinds = (text: string) =>
  findEntities(text, []).map(({ type, offset, length }) => [
    type,
    text.slice(offset, offset + length),
  ]);

test("Telegram finds commands, mentions, addresses and numbers by itself, but not inside code", () => {
  expect(
    kinds("/start@lotos_bot #тег @anna_k a@b.ua https://x.ua/y?z=1. +380 67 000 00 01, 1/2 //no"),
  ).toEqual([
    ["email", "a@b.ua"],
    ["url", "https://x.ua/y?z=1"],
    ["bot_command", "/start@lotos_bot"],
    ["mention", "@anna_k"],
    ["hashtag", "#тег"],
    ["phone_number", "+380 67 000 00 01"],
  ]);
  expect(findEntities("/start", [{ type: "code", offset: 0, length: 6 }])).toEqual([]);
});

test.each([
  ["example.com", "http://example.com/"],
  ["HTTPS://Example.com:8443/a b?c#d", "https://Example.com:8443/a%20b?c#d"],
  ["tg://resolve?domain=x", "tg://resolve?domain=x"],
])("the address %s is read as %s", (given, url) => expect(readLink(given)).toEqual({ url }));

test("whatever the text and its entities, the page gets only known tags", () => {
  const types = ["bold", "italic", "code", "pre", "spoiler", "blockquote", "text_link"] as const;
  const entity = fc.record({
    type: fc.constantFrom(...types),
    offset: fc.nat(20),
    length: fc.nat(20),
  });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.array(entity),
      fc.string(),
      (text, entities, url) => {
        const html = rendered(
          text,
          entities.map((one) =>
            one.type === "text_link" ? { ...one, type: one.type, url } : { ...one, type: one.type },
          ),
        );
        const known =
          /<\/?(?:b|i|code|pre|span|blockquote)>|<span class="spoiler">|<a href="[^"<>]*" rel="noopener noreferrer" target="_blank">|<\/a>/g;
        const rest = html.replaceAll(known, "");
        expect(rest).not.toMatch(/[<>"]/);
      },
    ),
  );
});
