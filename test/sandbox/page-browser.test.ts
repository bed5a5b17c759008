import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chatOf } from "../../src/sandbox/cast.ts";
import { privateKey } from "../../src/sandbox/chat.ts";
import { say } from "../../src/sandbox/saying.ts";
import { browserPath, flags, laptop, phone } from "../cabinet/chromium.ts";
import { compileClient } from "./page-compile.ts";
import { openDesk, type Desk } from "./page-desk.ts";

const PATIENCE = { timeout: 25_000 };

describe.skipIf(browserPath === null && !process.env["CI"])(
  "the sandbox page in Chromium",
  { timeout: 60_000 },
  () => {
    let client: ReturnType<typeof compileClient> | undefined;
    let browser: Browser | undefined;
    let desk: Desk;
    let complaints: string[];

    beforeAll(async () => {
      if (browserPath === null) throw new Error("no Chromium: set CHROMIUM_PATH or install one");
      client = compileClient();
      browser = await chromium.launch({ executablePath: browserPath, args: flags });
    }, 60_000);
    afterAll(async () => {
      client?.remove();
      await browser?.close();
    });
    beforeEach(async () => {
      complaints = [];
      desk = await openDesk(client?.folder ?? "");
    });
    afterEach(async () => {
      for (const context of running(browser).contexts()) await context.close();
      await desk.close();
      expect(complaints).toEqual([]);
    });

    const open = async (viewport = laptop, path = "/sandbox"): Promise<Page> => {
      const page = await (
        await running(browser).newContext({ viewport, locale: "uk-UA" })
      ).newPage();
      page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(desk.url + path);
      await page.waitForSelector("body[data-ready]");
      return page;
    };

    test("opened cold, one press on «Вхідний, відповіли» brings an incoming card and a final one into view", async () => {
      const page = await open();
      await page.click('[data-play="answered"]');
      await page.locator(".bub", { hasText: "Вхідний дзвінок" }).first().waitFor(PATIENCE);
      const final = page.locator(".msg", { hasText: /✅ Вхідний · \d+ с/ });
      await final.waitFor(PATIENCE);
      expect(await final.locator(".re").textContent()).toBe("📞 Вхідний дзвінок · завершено");
      expect(await final.locator("a").getAttribute("href")).toMatch(/^tel:\+38093\d{7}$/);
      expect(await page.locator(".bub .at", { hasText: "змінено" }).count()).toBe(1);
      expect(await final.boundingBox()).not.toBeNull();
      expect(await page.locator("#log li", { hasText: /call\.(dial|bridge|hangup)/ }).count()).toBe(
        3,
      );
      expect(await page.locator("#log .sent").count()).toBe(3);
    });

    test("pressing a button shows the bot's answer: a toast, or a window that has to be read", async () => {
      const page = await open();
      await page.click('[data-play="missed"]');
      await page.locator(".keys button", { hasText: "Беру" }).click(PATIENCE);
      await page.locator("#toasts", { hasText: "Вже взяла Олена (take)" }).waitFor(PATIENCE);
      await page.locator(".keys button", { hasText: "⋯" }).click();
      await page.locator("dialog[open]", { hasText: "Вже взяла Олена (more)" }).waitFor(PATIENCE);
      await page.keyboard.press("Enter");
      expect(await page.locator("dialog[open]").count()).toBe(0);
    });

    test("what people write stays text, and entities become elements", async () => {
      const page = await open();
      const { world } = desk.sandbox;
      const [owner] = [...world.people.keys()];
      const group = [...world.chats.values()].find(({ type }) => type !== "private");
      say(world, {
        person: owner ?? 0,
        chat: group?.key ?? "",
        text: '<img src=x onerror="alert(1)"> /calls +380 67 000 00 01',
      });
      const bubble = page.locator(".msg.me .said");
      await bubble.waitFor(PATIENCE);
      expect(await bubble.textContent()).toContain(
        '<img src=x onerror="alert(1)"> /calls +380 67 000 00 01',
      );
      expect(await bubble.locator("img").count()).toBe(0);
      expect(await bubble.locator(".cmd").textContent()).toBe("/calls");
      expect(await bubble.locator("a").getAttribute("href")).toBe("tel:+380670000001");
    });

    test("a new person starts the bot with one press and is answered", async () => {
      const page = await open();
      await page.click("#person-new");
      await page.fill('dialog [name="name"]', "Роман");
      await page.keyboard.press("Enter");
      await page.locator(".people [aria-pressed=true]", { hasText: "Роман" }).waitFor(PATIENCE);
      await page.locator(".feed .btn", { hasText: "Почати" }).click();
      await page.locator(".bub b", { hasText: "Frontdesk" }).waitFor(PATIENCE);
      expect(await page.locator(".msg.me").textContent()).toContain("/start");
    });

    test("each person sees their own chats and what they have not read", async () => {
      const page = await open();
      const { world } = desk.sandbox;
      const [owner, olena] = [...world.people.keys()];
      const group = [...world.chats.values()].find(({ type }) => type !== "private");
      say(world, { person: olena ?? 0, chat: group?.key ?? "", text: "Хто взяв дзвінок?" });
      await page.locator(".bub", { hasText: "Хто взяв дзвінок?" }).waitFor(PATIENCE);
      await page.locator("#people button", { hasText: "Тарас" }).click();
      await page.locator("#chats button", { hasText: "особистий чат" }).click();
      say(world, { person: owner ?? 0, chat: group?.key ?? "", text: "Я" });
      await page.locator("#chats .new", { hasText: "1" }).waitFor(PATIENCE);
      await page.locator("#people button", { hasText: "Оксана" }).click();
      await page.locator("#chats li:only-child").waitFor(PATIENCE);
    });

    test("by keyboard: commands are offered after a slash, arrows choose, Enter says", async () => {
      const page = await open();
      await page.focus("#text");
      await page.keyboard.type("/");
      await page.locator("#hints [aria-selected=true]", { hasText: "/calls" }).waitFor(PATIENCE);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.locator(".msg.me", { hasText: "/connect" }).waitFor(PATIENCE);
      expect(await page.locator("#hints").isHidden()).toBe(true);
    });

    test("the menu makes a group with the bot, blocks the bot and lets it back", async () => {
      const page = await open();
      await page.click("#attach");
      await page.locator("[role=menuitem]", { hasText: "Нова група" }).click();
      await page.fill('dialog [name="title"]', "Лілея, вечір");
      await page.locator("dialog .main").click();
      await page.locator("#head", { hasText: "Лілея, вечір" }).waitFor(PATIENCE);
      await page.click("#attach");
      await page.locator("[role=menuitem]", { hasText: "Заблокувати бота" }).click();
      await page.locator("#chats", { hasText: "бота заблоковано" }).waitFor(PATIENCE);
      await page.click("#attach");
      await page.locator("[role=menuitem]", { hasText: "Розблокувати бота" }).click();
      await page.locator("#chats", { hasText: "особистий чат" }).waitFor(PATIENCE);
    });

    test("a bot let into an account answers there for its owner, and goes again", async () => {
      const { world } = desk.sandbox;
      const [bot] = world.bots.values();
      if (!bot) throw new Error("the desk has a bot");
      bot.allowedUpdates = ["message", "callback_query", "business_message"];
      const page = await open();
      const be = (name: string) => page.locator("#people button", { hasText: name }).click();
      await be("Наталя");
      await page.click("#attach");
      await page.locator("[role=menuitem]", { hasText: "Підключити бота" }).click();
      await be("Оксана");
      await page.locator("#chats button", { hasText: "Наталя" }).click();
      await page.locator(".feed .btn", { hasText: "Добрий день!" }).click();
      await page.locator(".msg.me", { hasText: "Добрий день!" }).waitFor(PATIENCE);
      const [connection] = world.connections.values();
      await fetch(`${desk.url}/sandbox/telegram/bot${bot.token}/sendMessage`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          business_connection_id: connection?.id,
          chat_id: [...world.people.keys()].at(-1),
          text: "Вітаю!",
        }),
      });
      const answer = page.locator(".msg", { hasText: "Вітаю!" });
      await answer.waitFor(PATIENCE);
      expect(await answer.locator(".from").textContent()).toBe("Наталя");
      await be("Наталя");
      await page.locator("#chats button", { hasText: "відповідає Frontdesk" }).click();
      await page.locator(".msg.me .from", { hasText: "Frontdesk" }).waitFor(PATIENCE);
      await page.click("#attach");
      await page.locator("[role=menuitem]", { hasText: "Відключити бота" }).click();
      await page.locator("#head", { hasText: "особистий чат" }).waitFor(PATIENCE);
    });

    test("a planted fault reaches the bot, and the journal shows the refusal", async () => {
      const page = await open();
      await page.click("#tab-faults");
      await page.selectOption("#fault-method", "sendMessage");
      await page.click('[data-fault="error"]');
      await page.locator("#toasts", { hasText: "Відмова" }).waitFor(PATIENCE);
      await page.click("#tab-pbx");
      await page.click('[data-play="missed"]');
      await page.locator("#log .wrong", { hasText: "відмова 400" }).waitFor(PATIENCE);
    });

    test("the catcher is connected with one press, verifies what comes and answers as it is told", async () => {
      const page = await open();
      await page.click("#tab-catch");
      const row = page.locator("#caught summary");
      await page.locator("#caught .empty").waitFor(PATIENCE);
      await page.click("#bin-connect");
      await page.locator("#toasts", { hasText: "Вебхук створено" }).waitFor(PATIENCE);
      expect(await page.locator("#bin-url").textContent()).toBe(`${desk.url}/sandbox/catch/mine`);
      await page.selectOption("#bin-times", "x1");
      await page.click('[data-dial*="429"]');
      await page.locator("#bin-answers", { hasText: "429 · Retry-After: 5 · ще 1 раз" }).waitFor();
      expect([await desk.deliver("mine", {}), await desk.deliver("mine", { body: "{ }" })]).toEqual(
        [429, 200],
      );
      await row.nth(1).waitFor(PATIENCE);
      expect(await row.allInnerTexts()).toEqual([
        expect.stringMatching(/task\.created[^]*невірно[^]*200/),
        expect.stringMatching(/task\.created[^]*вірно[^]*429/),
      ]);
      await row.first().focus();
      await page.keyboard.press("Enter");
      const rules = page.locator("#caught [open] .rules");
      expect((await rules.innerText()).match(/не збігається/g)).toHaveLength(2);
      await page.locator("#log .wrong", { hasText: "mine · task.created" }).waitFor(PATIENCE);
    });

    test("after the line was lost the page says so and catches up by itself", async () => {
      const page = await open();
      const { world } = desk.sandbox;
      const [owner] = [...world.people.keys()];
      const bot = [...world.bots.keys()][0] ?? 0;
      await page.route("**/api/stream", (route) => route.abort());
      desk.dropStreams();
      await page.locator("#live.off").waitFor(PATIENCE);
      say(world, {
        person: owner ?? 0,
        chat: chatOf(world, privateKey(owner ?? 0, bot)).key,
        text: "Поки не було зв’язку",
      });
      await page.unroute("**/api/stream");
      await page.locator("#chats", { hasText: "Поки не було зв’язку" }).waitFor(PATIENCE);
      expect(await page.locator("#live").textContent()).toBe("наживо");
      complaints = complaints.filter((line) => !line.includes("ERR_"));
    });

    test("«Скинути демо» empties the chats, and the demo put back opens at its group again", async () => {
      const page = await open();
      await page.locator("#chats button", { hasText: "особистий чат" }).click();
      await page.locator(".sb-top [data-reset]").click();
      await page.locator("#chats", { hasText: "Тут ще нікого немає" }).waitFor(PATIENCE);
      desk.seed();
      await page.locator("#head", { hasText: "Front desk" }).waitFor(PATIENCE);
      await page.locator(".feed .empty", { hasText: "Карток ще немає" }).waitFor(PATIENCE);
    });

    test.each(["uk", "ru", "en"])(
      "on a phone (%s) a dock leads to the four places, and nothing sticks out",
      async (language) => {
        const page = await open(phone, `/sandbox?lang=${language}`);
        for (const [place, shown] of Object.entries({
          chats: "#people",
          chat: "#feed",
          pbx: "[data-play=burst]",
          log: "#log",
        })) {
          await page.click(`.sb-dock [data-pane=${place}]`);
          await page.locator(shown).waitFor({ state: "visible", ...PATIENCE });
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(phone.width);
          const small = await page
            .locator("button:visible, select:visible")
            .evaluateAll((all) =>
              all
                .filter(
                  (one) =>
                    one.getBoundingClientRect().height < 40 && !one.matches(".at, .cmd, .re"),
                )
                .map((one) => one.outerHTML),
            );
          expect(small).toEqual([]);
        }
        await page.click(".sb-dock [data-pane=pbx]");
        await page.click('[data-play="missed"]');
        await page.locator("#toasts button").click(PATIENCE);
        await page.locator(".bub").first().waitFor(PATIENCE);
      },
    );
  },
);

function running(browser: Browser | undefined): Browser {
  if (!browser) throw new Error("the browser did not start");
  return browser;
}
