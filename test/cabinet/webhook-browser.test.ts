import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { status } from "../webhooks/sink.ts";
import { eventOf, eventsOf } from "../webhooks/yard.ts";
import { browserPath, flags, laptop, phone } from "./chromium.ts";
import { linkFor } from "./browser.ts";
import { openStand, OWNER, type Stand } from "./webhook-stand.ts";

const PATIENCE = { timeout: 15_000 };

describe.skipIf(browserPath === null && !process.env["CI"])(
  "the webhook pages in Chromium",
  { timeout: 60_000 },
  () => {
    let browser: Browser | undefined;
    let stand: Stand;
    let complaints: string[];

    beforeAll(async () => {
      if (browserPath === null) throw new Error("no Chromium: set CHROMIUM_PATH or install one");
      browser = await chromium.launch({ executablePath: browserPath, args: flags });
    }, 60_000);
    afterAll(() => browser?.close());
    beforeEach(async () => {
      complaints = [];
      stand = await openStand();
    });
    afterEach(async () => {
      for (const context of browser?.contexts() ?? []) await context.close();
      expect(stand.cabinet.failed).toEqual([]);
      await stand.close();
      expect(complaints).toEqual([]);
    });

    /** A page of somebody who came in by the bot's link. */
    const entered = async (
      viewport = laptop,
      options: { javaScriptEnabled?: boolean } = {},
    ): Promise<Page> => {
      if (!browser) throw new Error("the browser did not start");
      const context = await browser.newContext({ viewport, locale: "uk-UA", ...options });
      const page = await context.newPage();
      page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      const { yard, ours, cabinet } = stand;
      page.on("request", (one) => {
        if (!one.url().startsWith(`${cabinet.url}/`)) complaints.push(`asks ${one.url()}`);
      });
      const member = { businessId: ours.id, personId: OWNER };
      await page.goto(cabinet.url + (await linkFor(yard.db, member)));
      await page.getByRole("button", { name: "Увійти" }).click();
      await page.getByRole("heading", { name: "Чекають дзвінка" }).waitFor(PATIENCE);
      return page;
    };

    test("an endpoint is created, tested, edited, switched, sent to again and deleted", async () => {
      const { yard, sink, ours } = stand;
      await yard.happens(eventsOf(ours.id, 3));
      const page = await entered();
      await page.getByRole("link", { name: "Вебхуки" }).first().click();
      await page.getByRole("link", { name: "Новий вебхук" }).click();
      await page.getByLabel("Назва").fill("Облік салону");
      await page.getByLabel("Адреса").fill(sink.url);
      await page.getByLabel("task.*").check();
      await page.getByLabel("Фільтр, JSON").fill('{"data.task_id":{"$gte":2}}');
      await press(page, "Переглянути");
      await shown(page, "2 з останніх 3");
      await page.getByLabel("Фільтр, JSON").fill("");
      await press(page, "Створити вебхук");
      await shown(page, /^whsec_/);
      await page.getByRole("link", { name: "До вебхука" }).last().click();
      const endpointId = page.url().split("/").at(-1) ?? "";
      const sendAll = async (): Promise<void> => {
        await yard.pump.run({ businessId: ours.id, endpointId });
        await yard.pump.idle();
      };

      await page.getByLabel("Подія").selectOption("task.completed");
      await press(page, "Надіслати тест");
      await page.locator("#tested .badge", { hasText: "200" }).waitFor(PATIENCE);
      expect(sink.caught.at(-1)?.body).toContain('"test":true');
      // The log below hears of it by itself.
      await page.locator("#log td", { hasText: "task.completed" }).waitFor(PATIENCE);

      await page.getByRole("link", { name: "Змінити" }).first().click();
      await page.getByLabel("Назва").fill("Облік");
      await page.getByText("Додаткові налаштування").click();
      await page.getByLabel("Події однієї угоди").check();
      await press(page, "Зберегти");
      await page.getByRole("heading", { name: "Облік", exact: true }).first().waitFor(PATIENCE);
      await shown(page, "за порядком");

      sink.answer(status(410));
      await yard.happens(eventsOf(ours.id, 1));
      await sendAll();
      await page.locator("#log .badge", { hasText: "410" }).waitFor(PATIENCE);
      await yard.happens(eventsOf(ours.id, 1));
      await page.reload();
      await shown(page, /Адреса відповіла 410/);
      sink.answer(status(200));
      await press(page, "Увімкнути й надіслати 1");
      await shown(page, "Поставлено на відправку: 1");
      await sendAll();
      await page.locator("#log tr", { hasText: "task.created" }).first().waitFor(PATIENCE);

      await page.getByRole("link", { name: "Увесь журнал" }).click();
      await page.locator("tbody tr", { hasText: "200" }).first().locator("a").click();
      await page.locator(".detail pre").first().waitFor(PATIENCE);
      await press(page, "Надіслати ще раз");
      await shown(page, "Цю подію вже доставлено");
      await press(page, "Надіслати вдруге");
      await shown(page, "Поставлено на відправку: 1");

      await page.goto(page.url().replace(/\/logs.*$/, ""));
      await press(page, "Вимкнути");
      await shown(page, "Вимкнено. Події зберігаються");
      await page.getByText("Видалити вебхук").click();
      await press(page, /^Видалити$/);
      await shown(page, "Вебхук видалено");
      await shown(page, "Вебхук передає події");
    });

    test("without a script everything is read and sent all the same", async () => {
      const { yard, sink, ours, good } = stand;
      await yard.happens(eventsOf(ours.id, 2));
      const page = await entered(laptop, { javaScriptEnabled: false });
      await page.goto(`${stand.cabinet.url}/webhook/new`);
      await page.getByLabel("Назва").fill("Облік");
      await page.getByLabel("Адреса").fill(good().url);
      await page.getByLabel("* усі події").check();
      await press(page, "Переглянути");
      await shown(page, "2 з останніх 2");
      await press(page, "Створити вебхук");
      await page.getByRole("link", { name: "До вебхука" }).last().click();
      await press(page, "Надіслати тест");
      await page.locator("#tested .badge", { hasText: "200" }).waitFor(PATIENCE);
      expect(sink.caught).toHaveLength(1);
    });

    test("by keyboard alone an endpoint is made, and what has the focus is seen", async () => {
      const page = await entered();
      await page.goto(`${stand.cabinet.url}/webhook/new`);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").innerText()).toBe("До змісту");
      await page.keyboard.press("Enter");
      const told = ["Облік", stand.sink.url];
      for (let n = 0; n < 40 && told.length > 0; n += 1) {
        await page.keyboard.press("Tab");
        expect(await page.locator(":focus").evaluate(outlined)).toBe(true);
        if (await page.locator("input:focus").count()) await page.keyboard.type(told.shift() ?? "");
      }
      while (!(await page.locator('[value="task.created"]:focus').count()))
        await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
      await shown(page, /^whsec_/);
    });

    test("on a phone, a tablet and a laptop nothing sticks out, hostile names neither, and every control has a name", async () => {
      const { yard, ours, cabinet } = stand;
      const evil = "<img src=x onerror=alert(1)>\u202eגנב";
      const title = `<script>alert(1)</script>\u202eגנב' onload='x' ${"довгий".repeat(700)}`;
      const { path, id } = await stand.made({ name: evil.repeat(2), event: ["*"] });
      await yard.happens([eventOf(ours.id, "task.created", { title })]);
      await yard.pump.run({ businessId: ours.id, endpointId: id });
      await yard.pump.idle();
      const page = await entered();
      page.on("dialog", (dialog) => complaints.push(dialog.message()));
      await page.goto(`${cabinet.url}${path}/logs`);
      await page.locator("tbody a").first().click();
      await page.locator(".detail pre", { hasText: title }).first().waitFor(PATIENCE);
      const detail = page.url().slice(cabinet.url.length);
      for (const viewport of [phone, { width: 820, height: 1100 }, laptop]) {
        await page.setViewportSize(viewport);
        for (const at of ["/dashboard", "/webhook/", "/webhook/new", path, detail]) {
          await page.goto(cabinet.url + at);
          const here = [at, viewport.width];
          const width: unknown = await page.evaluate("document.documentElement.scrollWidth");
          expect([at, width]).toEqual(here);
          expect([...here, await nameless(page)]).toEqual([...here, []]);
          expect(await page.locator("main img, main script").count()).toBe(0);
        }
      }
    });
  },
);

function press(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole("button", { name }).first().click(PATIENCE);
}

function shown(page: Page, text: string | RegExp): Promise<void> {
  return page.getByText(text).first().waitFor(PATIENCE);
}

/** Whether who uses a keyboard sees where they are. */
function outlined(element: Element): boolean {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
}

/** Controls that a reader of screens would call nothing. */
function nameless(page: Page): Promise<string[]> {
  return page
    .locator("input:not([type=hidden]), select, textarea, button:visible, a:visible")
    .evaluateAll((all) =>
      all
        .filter(
          (one) =>
            (one.textContent ?? "").trim() === "" &&
            one.getAttribute("aria-label") === null &&
            !one.closest("label") &&
            !one.ownerDocument.querySelector(`label[for="${one.id}"]`),
        )
        .map((one) => one.outerHTML),
    );
}
