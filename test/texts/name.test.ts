import { expect, test } from "vitest";
import { escapeName } from "../../src/texts/html.ts";

const JOINER = "\u2060";

test.each([
  ["Оксана К.", "Оксана К."],
  ["ТОВ «Ромашка» №5", "ТОВ «Ромашка» №5"],
  ["evil.com", `evil.${JOINER}com`],
  ["https://evil.com/x", `https://evil.${JOINER}com/x`],
  ["@somebody", `@${JOINER}somebody`],
  ["a@b.ua", `a@${JOINER}b.${JOINER}ua`],
  ["/notify off", `/${JOINER}notify off`],
  ["#sale <b>", `#${JOINER}sale &lt;b&gt;`],
  ["Іван/Петро", "Іван/Петро"],
])("%s is written so that Telegram makes nothing of it", (name, written) => {
  expect(escapeName(name)).toBe(written);
});
