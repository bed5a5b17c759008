import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { hostile, isExecuted } from "./canary.ts";

export const languages = ["uk", "ru", "en"] as const;
export type Language = (typeof languages)[number];
/** As the bot offers them. */
export const names: Record<Language, string> = { uk: "Українська", ru: "Русский", en: "English" };
/** A call whose text is known. */
export const talked = { from: "/dashboard/calls?text=1", link: /^\/dashboard\/calls\/\d+$/ };

/** Every page of the cabinet; a list's first row stands for all of its pages. */
export const pages: readonly (string | { from: string; link: RegExp })[] = [
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

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;
type Walk = {
  context: BrowserContext;
  page: Page;
  pathOf: (wanted: (typeof pages)[number]) => Promise<string>;
  /** Loads the page once and looks at it in each way. */
  visit: (path: string, about: { language: Language; looks: readonly Look[] }) => Promise<string[]>;
};
/** A width, colours, and whether axe is asked. */
export type Look = {
  viewport: { width: number; height: number };
  colors: "light" | "dark";
  axe: boolean;
};

/** A browser of the demo's owner. */
export async function enter(browser: Browser, url: string, options: Options): Promise<Walk> {
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
        ...(await lookInTurn(page, about)),
        ...hostile.filter((canary) => html.includes(canary)).map((one) => `unescaped ${one}`),
        ...((await isExecuted(page)) ? ["a canary ran"] : []),
        ...(html.length > 100_000 ? [`${html.length} signs`] : []),
        ...complaints,
      ];
    },
  };
}

/** Goes there as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let steps = 0; steps < 150; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${String(wanted)}`);
}

async function lookInTurn(
  page: Page,
  { language, looks }: { language: Language; looks: readonly Look[] },
): Promise<string[]> {
  const found: string[] = [];
  for (const { viewport, colors, axe } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: colors });
    const seen = [...(await lookAt(page, language)), ...(axe ? await askAxe(page) : [])];
    found.push(...seen.map((one) => `${viewport.width} ${colors}: ${one}`));
  }
  return found;
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

/** The session that the sandbox gives. */
export async function cookieOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/sandbox/cabinet`, { redirect: "manual" });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
