import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { shutDown } from "../../src/db/embedded-server.ts";
import { browserPath, flags, laptop, phone } from "../cabinet/chromium.ts";
import { until } from "../db/until.ts";
import { shiftedClock } from "./clock.ts";
import { tellHostile } from "./canary.ts";
import { killPrograms, runProgram, type Program } from "./program.ts";
import { apiOf, type Message } from "./stand.ts";
import {
  cookieOf,
  enter,
  languages,
  names,
  pages,
  tabTo,
  talked,
  type Language,
  type Look,
} from "./walk.ts";

type Stop = { page: string; found: string[] };

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
      const chat = `p${OWNER}-frontdesk_bot`;
      await api.post("say", { person: OWNER, bot: "frontdesk_bot", text: "/language" });
      const asked = await until("the languages to choose from", async () => {
        const last = (await api.get<Message[]>(`messages?chat=${chat}`)).at(-1);
        const keys = last?.reply_markup?.inline_keyboard.flat() ?? [];
        const key = keys.find(({ text }) => text === names[language]);
        return last && key && { message_id: last.message_id, data: key.callback_data };
      });
      await api.post("press", { person: OWNER, chat, ...asked });
      await until(`the cabinet in ${language}`, async () => {
        const cookie = await cookieOf(url);
        const page = await fetch(`${url}/dashboard/more`, { headers: { cookie } });
        return (await page.text()).includes(`<html lang="${language}"`);
      });
    };

    test.each(languages)("every page in %s, on a phone and on a laptop", async (language) => {
      await speak(language);
      const axe = language === "uk";
      const looks: Look[] = [
        { viewport: phone, colors: "light", axe },
        { viewport: laptop, colors: "light", axe },
        ...(axe ? [{ viewport: laptop, colors: "dark", axe } as const] : []),
      ];
      const walk = await enter(browser, url, { viewport: phone });
      const found: Stop[] = [];
      let hurt = 0;
      for (const wanted of pages) {
        await walk.page.setViewportSize(phone);
        const path = await walk.pathOf(wanted);
        const stop = await walk.visit(path, { language, looks });
        if (stop.length > 0) found.push({ page: path, found: stop });
        if ((await walk.page.content()).includes("&lt;script&gt;window.canary")) hurt += 1;
      }
      await walk.context.close();
      expect(found).toEqual([]);
      // They do stand there, as text.
      expect(hurt).toBeGreaterThan(6);
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
      const visit = page.locator("main a.bk[data-move]").first();
      const service = (await visit.locator("b, strong, span").first().textContent()) ?? "";
      await tabTo(page, visit);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator("#chosen").textContent()).toContain(service);
      await expect.poll(() => page.locator("#chosen:focus").count()).toBe(1);

      await page.goto(`${url}/dashboard/tasks`);
      const tasks = page.locator(".task:not(.done) .check");
      const open = await tasks.count();
      await tabTo(page, tasks.first());
      await page.keyboard.press("Space");
      await expect.poll(() => tasks.count()).toBe(open - 1);
      await context.close();
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
