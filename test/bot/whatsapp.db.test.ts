import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { businessesOf } from "../../src/business/person-service.ts";
import {
  noteWhatsapp,
  whatsappHook,
  whatsappOf,
} from "../../src/channels/whatsapp-number-service.ts";
import { keyring } from "../business/tenants.ts";
import { group, invited, ivan, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

const TOKEN = `EAAG${"x".repeat(40)}`;
const KEYS = `106540352242922 ${TOKEN}`;
const SECRET = "0123456789abcdef0123456789abcdef";

let desk: Desk;
let businessId: string;
beforeAll(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterAll(() => desk.close());

const linked = () => whatsappOf(desk.db, businessId);
const deleted = () => desk.sent.filter(({ method }) => method === "deleteMessage").length;

describe("/whatsapp", () => {
  test("tells the three steps, why keys are refused, and takes them; their message goes", async () => {
    await desk.say(olena, "/whatsapp");
    expect(desk.last()).toContain("1. На developers.facebook.com");
    await desk.press(olena, "🔑 У мене є ключі");
    await desk.say(olena, "не ключі");
    expect(desk.last()).toContain("Phone number ID (самі цифри)");
    const fault = { act: "stop", trouble: "revoked" } as const;
    desk.answers.whatsapp = { fault, code: 190, details: "expired" };
    await desk.say(olena, KEYS);
    expect(desk.last()).toContain("Meta не приймає цього токена");
    desk.answers.whatsapp = { ok: { phone: "+380 67 000 00 55", name: "Лілея" } };
    await desk.say(olena, KEYS);
    expect(deleted()).toBe(3);
    expect(desk.last()).toContain("✅ Номер підключено.");
    expect(desk.last()).toContain("🟢 +380 67 000 00 55 (Лілея)");
    expect(desk.last()).toContain("Подій від Meta ще не було");
    expect(desk.last()).toContain("https://desk.example/api/webhooks/whatsapp");
    expect(desk.last()).toContain("verify-token-of-the-server");
    expect(desk.last()).toContain("Секрету застосунку Meta немає");
    expect(JSON.stringify(desk.sent)).not.toContain(TOKEN);
  });

  test("takes a Meta app of the business's own, and shows its address", async () => {
    await desk.press(olena, "🧩 Застосунок Meta");
    await desk.press(olena, "🔑 Надіслати секрет");
    await desk.say(olena, "секрет");
    expect(desk.last()).toContain("32 символи");
    await desk.say(olena, SECRET);
    const app = { verifyToken: "", appSecret: null };
    const hooks = { db: desk.db, keyring, app, publicUrl: "https://desk.example" };
    const { url, verifyToken } = await whatsappHook(hooks, businessId);
    expect(url).toMatch(/\/api\/webhooks\/whatsapp\/[\w-]{32}$/);
    expect(desk.last()).toContain(String(url));
    expect(desk.last()).toContain(verifyToken);
    expect(desk.last()).not.toContain("Секрету застосунку Meta немає");
    expect(JSON.stringify(desk.sent)).not.toContain(SECRET);
    await desk.press(olena, "🧩 Застосунок Meta");
    await desk.press(olena, "↩️ До спільного");
    expect((await linked())?.ownApp).toBe(false);
  });

  test("takes a template and lets go of it", async () => {
    await desk.press(olena, "📋 Шаблон");
    expect(desk.last()).toContain("{{1}}");
    await desk.say(olena, "Нагадування");
    expect(desk.last()).toContain("Не впізнаю шаблону");
    await desk.say(olena, "visit_reminder uk");
    expect((await linked())?.template).toEqual({ name: "visit_reminder", language: "uk" });
    expect(desk.last()).toContain("visit_reminder uk");
    await desk.press(olena, "📋 Шаблон");
    await desk.press(olena, "✕ Без шаблону");
    expect((await linked())?.template).toBeNull();
    await desk.say(olena, "visit_reminder uk");
    expect((await linked())?.template).toBeNull();
  });

  test("says what is wrong and its cure, and so does /health", async () => {
    const id = (await linked())?.id ?? "";
    for (const [error, cure] of [
      ["revoked", "Створіть новий"],
      ["permission", "whatsapp_business_messaging"],
      ["restricted", "Якість акаунта"],
    ] as const) {
      await noteWhatsapp(desk.db, businessId, { id, error, now: desk.time.now });
      await desk.say(olena, "/whatsapp");
      expect(desk.last()).toContain(cure);
    }
    await desk.say(olena, "/health");
    expect(desk.last()).toContain("⚠️ WhatsApp +380 67 000 00 55: Meta обмежила акаунт");
    await noteWhatsapp(desk.db, businessId, { id, error: null, now: desk.time.now });
  });

  test("takes no keys in a group or of an operator", async () => {
    const before = deleted();
    const { linkedAt } = (await linked()) ?? {};
    desk.time.now += 1000;
    await desk.say(olena, `/whatsapp ${KEYS}`, group);
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, `/whatsapp ${KEYS}`);
    expect(deleted()).toBe(before + 2);
    expect((await linked())?.linkedAt).toBe(linkedAt);
  });

  test("unlinks after a question", async () => {
    await desk.say(olena, "/whatsapp");
    await desk.press(olena, "✕ Відключити");
    expect(await linked()).not.toBeNull();
    await desk.press(olena, "Так, відключити");
    expect(await linked()).toBeNull();
    expect(desk.last()).toContain("WhatsApp відключено");
  });
});
