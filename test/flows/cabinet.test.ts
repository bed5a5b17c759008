import { mkdtempSync, chmodSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { shutDown } from "../../src/db/embedded-server.ts";
import { browserPath, flags, laptop, phone } from "../cabinet/chromium.ts";
import { until } from "../db/until.ts";
import { shiftedClock } from "./clock.ts";
import { hostile, isExecuted, tellHostile } from "./canary.ts";
import { killPrograms, runProgram, type Program } from "./program.ts";
import { apiOf } from "./stand.ts";

const languages = ["uk", "ru", "en"] as const;
type Language = (typeof languages)[number];
type Stop = { page: string; found: string[] };

/** A call whose text is known. */
const talked = { from: "/dashboard/calls?transcript=1", link: /^\/dashboard\/calls\/\d+$/ };

/** Every page of the cabinet; a list's first row stands for all of its pages. */
const pages: readonly (string | { from: string; link: RegExp })[] = [
  "/dashboard",
  "/dashboard/find?q=0001",
  "/dashboard/calls",
  talked,
  "/dashboard/conversations",
  { from: "/dashboard/conversations", link: /^\/dashboard\/conversations\/\d+$/ },
  "/dashboard/clients",
  { from: "/dashboard/clients", link: /^\/dashboard\/clients\/\d+$/ },
  "/dashboard/clients/new",
  "/dashboard/deals",
  { from: "/dashboard/deals", link: /^\/dashboard\/deals\/\d+$/ },
  "/dashboard/deals/new",
  "/dashboard/deals/stages",
  "/dashboard/tasks",
  { from: "/dashboard/tasks?scope=all", link: /^\/dashboard\/tasks\/\d+$/ },
  "/dashboard/tasks/new",
  "/dashboard/bookings",
  "/dashboard/bookings?view=week",
  "/dashboard/bookings?view=list",
  "/dashboard/bookings/new",
  { from: "/dashboard/bookings?view=list", link: /^\/dashboard\/bookings\/\d+$/ },
  "/dashboard/stats",
  "/dashboard/export",
  "/dashboard/agent",
  "/dashboard/settings",
  ...[
    "business",
    "accounts",
    "lines",
    "employees",
    "hours",
    "followups",
    "chats",
    "telegram",
    "whatsapp",
    "transcription",
    "team",
    "tokens",
    "retention",
    "erase",
  ].map((section) => `/dashboard/settings/${section}`),
  { from: "/dashboard/settings/chats", link: /^\/dashboard\/settings\/chats\/[0-9a-f-]+$/ },
  { from: "/dashboard/agent", link: /^\/dashboard\/agent\/services\/(?!new)\w+$/ },
  { from: "/dashboard/agent", link: /^\/dashboard\/agent\/masters\/(?!new)\w+$/ },
  "/dashboard/more",
  "/webhook/",
  "/webhook/new",
];

const require = createRequire(import.meta.url);
const library = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const OWNER = 100_000_001;
/** A Wednesday in the middle of a working day. */
const NOON = (now: number): number => {
  const day = new Date(now);
  const ahead = (3 - day.getUTCDay() + 7) % 7 || 7;
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + ahead, 12, 44);
};

describe.skipIf(browserPath === null && !process.env["CI"])(
  "the cabinet on the demo's week, with hostile names in it",
  { timeout: 300_000 },
  () => {
    let folder: string;
    let program: Program;
    let browser: Browser;
    let url: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), `frontdesk-flow-${process.pid}-`));
      chmodSync(folder, 0o755);
      const clock = shiftedClock(folder);
      clock.reach(NOON(clock.now()));
      const env = { ...clock.env, DATA_DIR: join(folder, "data"), PORT: "0" };
      program = runProgram("main.js", { cwd: folder, env });
      url = await until(
        "the start block",
        () => /ready at (http:\S+)/.exec(program.output())?.[1],
        120_000,
      );
      browser = await chromium.launch({ executablePath: browserPath ?? "", args: flags });
      await fetch(`${url}/sandbox/cabinet`, { redirect: "manual" });
      await tellHostile(url);
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      killPrograms();
      const place = choosePlace(join(folder, "data"));
      await shutDown(place.cluster);
      rmSync(place.folder, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    });

    const speak = async (language: Language): Promise<void> => {
      const api = apiOf(url);
      await api.post("say", { person: OWNER, bot: "frontdesk_bot", text: `/language ${language}` });
      await until(`the cabinet in ${language}`, async () => {
        const cookie = await cookieOf(url);
        const page = await fetch(`${url}/dashboard/more`, { headers: { cookie } });
        return (await page.text()).includes(`<html lang="${language}"`);
      });
    };

    test.each(languages)("every page in %s, on a phone and on a laptop", async (language) => {
      await speak(language);
      const found: Stop[] = [];
      let hurt = 0;
      for (const viewport of [phone, laptop]) {
        const walk = await enter(browser, url, { viewport });
        for (const wanted of pages) {
          const path = await walk.pathOf(wanted);
          const stop = await walk.visit(path, { language, axe: language === "uk" });
          if (stop.length > 0) found.push({ page: `${viewport.width} ${path}`, found: stop });
          if ((await walk.page.content()).includes("&lt;script&gt;window.canary")) hurt += 1;
        }
        await walk.context.close();
      }
      expect(found).toEqual([]);
      // They do stand there, as text.
      expect(hurt).toBeGreaterThan(12);
    });

    test("with the keyboard alone: somebody is taken, a deal is moved, a quote is played, a visit is opened, a task is done", async () => {
      await speak("uk");
      const { context, page, pathOf } = await enter(browser, url, { viewport: laptop });
      await page.goto(`${url}/dashboard`);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("До змісту");
      await page.keyboard.press("Enter");
      const free = page.getByRole("button", { name: "Беру" });
      const before = await free.count();
      expect(before).toBeGreaterThan(0);
      await tabTo(page, free.first());
      await page.keyboard.press("Enter");
      await expect.poll(() => free.count()).toBe(before - 1);

      await page.goto(`${url}/dashboard/deals`);
      const card = page.locator("#board .col").first().locator(".d-top a").first();
      const name = (await card.textContent()) ?? "";
      await tabTo(page, card);
      for (const key of [" ", "ArrowRight", " "]) await page.keyboard.press(key);
      const second = page.locator("#board .col").nth(1);
      await expect.poll(() => second.locator(".d-top a").allTextContents()).toContain(name);

      await page.goto(url + (await pathOf(talked)));
      const slider = page.getByRole("slider").first();
      await tabTo(page, slider);
      await page.keyboard.press("End");
      await expect
        .poll(async () => Number(await slider.getAttribute("aria-valuenow")))
        .toBeGreaterThan(0);

      await page.goto(`${url}/dashboard/bookings`);
      const visit = page.locator("main a[href*='/dashboard/bookings']", { hasText: "–" }).first();
      await tabTo(page, visit);
      await page.keyboard.press("Enter");
      await page.waitForURL(/bookings.*\d/);

      await page.goto(`${url}/dashboard/tasks`);
      const tasks = page.locator(".task:not(.done) .check");
      const open = await tasks.count();
      await tabTo(page, tasks.first());
      await page.keyboard.press("Space");
      await expect.poll(() => tasks.count()).toBe(open - 1);
      await context.close();
    });

    test("in dark colours every page can be read as well", async () => {
      await speak("uk");
      const walk = await enter(browser, url, { viewport: laptop, colorScheme: "dark" });
      const found: Stop[] = [];
      for (const wanted of pages) {
        const path = await walk.pathOf(wanted);
        const stop = await walk.visit(path, { language: "uk", axe: true });
        if (stop.length > 0) found.push({ page: path, found: stop });
      }
      await walk.context.close();
      expect(found).toEqual([]);
    });

    test("without script every page can be read", async () => {
      const walk = await enter(browser, url, { viewport: laptop, javaScriptEnabled: false });
      for (const wanted of pages) {
        const path = await walk.pathOf(wanted);
        const answer = await walk.page.goto(url + path);
        expect([path, answer?.status()]).toEqual([path, 200]);
        expect(await walk.page.locator("h1").count()).toBe(1);
      }
      await walk.context.close();
    });
  },
);

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;
type Walk = {
  context: BrowserContext;
  page: Page;
  pathOf: (wanted: (typeof pages)[number]) => Promise<string>;
  visit: (path: string, about: { language: Language; axe: boolean }) => Promise<string[]>;
};

/** A browser of the demo's owner. */
async function enter(browser: Browser, url: string, options: Options): Promise<Walk> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (one) => {
    if (!one.url().startsWith(`${url}/`)) complaints.push(`asks ${one.url()}`);
  });
  await page.goto(`${url}/sandbox/cabinet`);
  const known = new Map<string, string>();
  return {
    context,
    page,
    pathOf: async (wanted) => {
      if (typeof wanted === "string") return wanted;
      const key = String(wanted.link);
      const before = known.get(key);
      if (before !== undefined) return before;
      await page.goto(url + wanted.from);
      const links = await page
        .locator("a[href]")
        .evaluateAll((all) =>
          all.map((link) => link.getAttribute("href")?.replace(/[?#].*$/, "") ?? ""),
        );
      const found = links.find((link) => wanted.link.test(link));
      if (found === undefined) throw new Error(`${wanted.from} has no link like ${key}`);
      known.set(key, found);
      return found;
    },
    visit: async (path, about) => {
      complaints.length = 0;
      const answer = await page.goto(url + path, { waitUntil: "load" });
      const html = (await answer?.text()) ?? "";
      return [
        ...(answer?.status() === 200 ? [] : [`status ${answer?.status()}`]),
        ...(await lookAt(page, about.language)),
        ...hostile.filter((canary) => html.includes(canary)).map((one) => `unescaped ${one}`),
        ...((await isExecuted(page)) ? ["a canary ran"] : []),
        ...(html.length > 100_000 ? [`${html.length} signs`] : []),
        ...(about.axe ? await askAxe(page) : []),
        ...complaints,
      ];
    },
  };
}

/** Goes there as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let steps = 0; steps < 150; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${String(wanted)}`);
}

/** What a person would stumble over. */
async function lookAt(page: Page, language: Language): Promise<string[]> {
  const seen = await page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    words: document.body.innerText,
  }));
  const debug = /\b(?:undefined|NaN|\[object |web-[a-z]+-[a-z]+|null)\b/.exec(seen.words);
  return [
    ...(seen.language === language ? [] : [`speaks ${seen.language}`]),
    ...(seen.headings === 1 ? [] : [`${seen.headings} headings`]),
    ...(seen.over > 0 ? [`sticks out by ${seen.over}`] : []),
    ...(debug ? [`says ${debug[0]}`] : []),
  ];
}

async function askAxe(page: Page): Promise<string[]> {
  // By the browser's own protocol: the page's policy lets no foreign script in.
  await page.evaluate(library);
  return page.evaluate(async () => {
    const { axe }: { axe: { run: (options: object) => Promise<AxeResult> } } = Object(window);
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" ⏎ ")}`);
  });
}

type AxeResult = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };

async function cookieOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/sandbox/cabinet`, { redirect: "manual" });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
