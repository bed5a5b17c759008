import Koa from "koa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageRouter } from "../../src/sandbox/page-router.ts";
import { pageTexts } from "../../src/sandbox/page-text.ts";
import { languages, type Language } from "../../src/texts/language.ts";
import { compileClient } from "./page-compile.ts";
import { serve } from "./page-serve.ts";

let url: string;
let close: () => void;
let client: ReturnType<typeof compileClient>;

beforeAll(async () => {
  client = compileClient();
  const app = new Koa().use(pageRouter({ clientFolder: client.folder }).routes());
  ({ url, close } = await serve((req, res) => void app.callback()(req, res)));
}, 60_000);
afterAll(() => {
  close();
  client.remove();
});

const page = async (path = "/sandbox", language = "uk") =>
  fetch(url + path, { headers: { "accept-language": language } });
const html = async (path?: string, language?: string) => (await page(path, language)).text();

describe("the page", () => {
  test("allows nothing but its own files: no inline script, no inline style, no frame around it", async () => {
    const { headers } = await page();
    const policy = headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    const text = await html();
    expect(text.match(/<script[^>]*>[^<]*/g)).toEqual([
      expect.stringMatching(/^<script type="module" src="[^"]+">$/),
    ]);
    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  test.each([
    ["uk-UA,uk;q=0.9,en;q=0.8", "uk", "Хто я зараз"],
    ["ru", "ru", "Кто я сейчас"],
    ["en-GB", "en", "Who am I now"],
    ["de-DE,de;q=0.9", "en", "Who am I now"],
    ["kk", "ru", "Кто я сейчас"],
  ])("a browser that asks for %s is shown %s", async (accepted, language, text) => {
    const shown = await html("/sandbox", accepted);
    expect(shown).toContain(`<html lang="${language}">`);
    expect(shown).toContain(text);
  });

  test("the address chooses the language before the browser does, and the switch marks it", async () => {
    const shown = await html("/sandbox?lang=ru", "uk");
    expect(shown).toContain('<html lang="ru">');
    expect(shown).toMatch(/<a href="\?lang=ru"[^>]*aria-current="true"/);
    expect(await html("/sandbox?lang=xx", "uk")).toContain('<html lang="uk">');
  });

  test("every file it names is there, typed, and may be kept for ever under its hash", async () => {
    const named = [
      ...(await html()).matchAll(/(?:href|src|data-texts)="(\/sandbox\/assets\/[^"]+)"/g),
    ].map(([, path]) => path ?? "");
    expect(named).toHaveLength(8);
    for (const path of named) {
      const { status, headers } = await page(path);
      expect([path, status, headers.get("cache-control")]).toEqual([
        path,
        200,
        "public, max-age=31536000, immutable",
      ]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("an address with an old hash gives the present file and is not kept; an unknown name is 404", async () => {
    const { status, headers } = await page("/sandbox/assets/0ld/client.js");
    expect([status, headers.get("cache-control")]).toEqual([200, "no-cache"]);
    for (const name of ["bot-api.json", "page-router.ts", "..%2Fpage-router.ts", "main.js"])
      expect((await page(`/sandbox/assets/x/${name}`)).status).toBe(404);
  });
});

describe("texts", () => {
  test("the three languages say the same things with the same variables", () => {
    for (const language of languages) expect(variablesOf(language)).toEqual(variablesOf("uk"));
  });

  test("numbers have the forms of their language", () => {
    expect(pageTexts("uk")["members"]).toMatchObject({
      one: "{n} учасник",
      few: "{n} учасники",
      many: "{n} учасників",
    });
    expect(pageTexts("en")["members"]).toEqual({ one: "{n} member", other: "{n} members" });
  });
});

function variablesOf(language: Language): [string, string[]][] {
  return Object.entries(pageTexts(language)).map(([id, text]) => {
    const forms = typeof text === "string" ? [text] : Object.values(text);
    return [id, [...new Set(forms.flatMap((one) => one.match(/\{\w+\}/g) ?? []))].toSorted()];
  });
}
