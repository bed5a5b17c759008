import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import type { DeskDoors } from "../../src/cabinet/visit.tsx";
import { connectionOf, noteConnection } from "../../src/channels/business-connection-service.ts";
import {
  linkSalonBot,
  noteSalonBot,
  salonBotOf,
  type SalonBotDeps,
} from "../../src/channels/salon-bot-service.ts";
import {
  heardWhatsapp,
  linkWhatsapp,
  noteWhatsapp,
  whatsappOf,
  type WhatsappDeps,
} from "../../src/channels/whatsapp-number-service.ts";
import {
  addMember,
  database,
  eachOnFreshDatabase,
  keyring,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const STRANGER = 22;
const OPERATOR = 33;
const BOT_ID = 7_000_000_055;
const MAIN_ID = 7_000_000_001;
const TOKEN = `${BOT_ID}:${"S".repeat(35)}`;
const NUMBER = "106540352242922";
const ACCESS = `EAAG${"x".repeat(40)}`;
const SECRET = "0123456789abcdef0123456789abcdef";
const EVIL = `"><script>alert(1)</script>`;
const BOT = "/dashboard/settings/telegram";
const WHATSAPP = "/dashboard/settings/whatsapp";

let ours: Business;
let theirs: Business;
let cabinet: Cabinet;
let owner: Browser;
/** What Telegram and Meta answer when they are asked. */
let me: Awaited<ReturnType<SalonBotDeps["gateway"]["me"]>>;
let meta: Awaited<ReturnType<WhatsappDeps["gateway"]["number"]>>;

eachOnFreshDatabase();
beforeEach(async () => {
  ({ ours, theirs } = await twoBusinesses(database()));
  await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
  me = { id: BOT_ID, username: "lilea_salon_bot", name: EVIL };
  meta = { ok: { phone: "+380670000055", name: EVIL } };
  cabinet = await openCabinet(database(), { desk });
  owner = await entered(ours, OWNER);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await cabinet.close();
});

const common = () => ({
  db: database(),
  clock: { now: () => NOW },
  keyring,
  random: (count: number) => new Uint8Array(randomBytes(count)),
  publicUrl: "https://desk.example",
});

const salonBots = (): SalonBotDeps => ({
  ...common(),
  gateway: Object.assign(Object.create(null), {
    me: () => Promise.resolve(me),
    openDoor: () => Promise.resolve(),
    dress: () => Promise.resolve(),
  }),
  mainBotId: () => MAIN_ID,
  changed: () => undefined,
});

const whatsapp = (): WhatsappDeps => ({
  ...common(),
  gateway: {
    number: () => Promise.resolve(meta),
    send: () => Promise.resolve({ unsent: "played" }),
    markRead: () => Promise.resolve({ ok: true }),
  },
  app: { verifyToken: "verify-token-of-the-server", appSecret: null },
});

/** The very parts that the bot's screens get; only Telegram and Meta are played. */
function desk(): DeskDoors {
  return Object.assign(Object.create(null), { salonBots: salonBots(), whatsapp: whatsapp() });
}

async function entered(business: Business, personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  await browser.enter(await linkFor(database(), { businessId: business.id, personId }));
  await browser.get("/dashboard/more");
  return browser;
}

const bot = () => salonBotOf(database(), ours.id);
const number = () => whatsappOf(database(), ours.id);

async function linkedBot(): Promise<string> {
  await linkSalonBot(salonBots(), ours.id, TOKEN);
  return (await bot())?.id ?? "";
}

async function linkedNumber(): Promise<string> {
  await linkWhatsapp(whatsapp(), ours.id, `${NUMBER} ${ACCESS}`);
  return (await number())?.id ?? "";
}

/** An account that somebody connected to the salon's bot. */
async function connected(id: string, ownerId: number, canReply = true): Promise<void> {
  const told = { id, ownerId, ownerChatId: ownerId, ownerName: `В${ownerId}${EVIL}` };
  const value = { ...told, canReply, enabled: true, botId: BOT_ID, now: NOW };
  await noteConnection(database(), ours.id, value);
}

const stateOf = async (id: string) =>
  (await connectionOf(database(), ours.id, { botId: BOT_ID, id }))?.state;

/** What stands at the token that was not taken. */
async function refusedToken(token: string): Promise<string | undefined> {
  const { status, text } = await owner.post(BOT, { was: "", token });
  expect(status).toBe(422);
  expect(text).not.toContain(token);
  return /id="f-token-wrong"[^>]*>([^<]*)/.exec(text)?.[1];
}

const words = (some: string): unknown => expect.stringContaining(some);

test("both pages are for those who may link; another business's bot, account and number are not there", async () => {
  const botRow = await linkedBot();
  const numberRow = await linkedNumber();
  await connected("bc_1", OWNER);
  const operator = await entered(ours, OPERATOR);
  const stranger = await entered(theirs, STRANGER);
  const presses: [string, Record<string, string>][] = [
    [`${BOT}/unlink`, { bot: botRow }],
    [`${BOT}/account`, { account: "bc_1", on: "no" }],
    [`${WHATSAPP}/app`, { number: numberRow, had: "server", secret: SECRET }],
    [`${WHATSAPP}/template`, { number: numberRow, had: "", name: "a", language: "uk" }],
    [`${WHATSAPP}/drop`, { number: numberRow, what: "number" }],
  ];
  for (const page of [BOT, WHATSAPP]) {
    expect([page, (await owner.get(page)).status]).toEqual([page, 200]);
    expect([page, (await stranger.get(page)).status]).toEqual([page, 200]);
    expect([page, (await operator.get(page)).status]).toEqual([page, 403]);
    expect([page, (await operator.post(page, { token: TOKEN })).status]).toEqual([page, 403]);
  }
  for (const [press, fields] of presses) {
    expect([press, (await stranger.post(press, fields)).status]).toEqual([press, 404]);
    expect([press, (await operator.post(press, fields)).status]).toEqual([press, 403]);
  }
  expect(await bot()).not.toBeNull();
  expect(await stateOf("bc_1")).toBe("works");
  expect(await number()).toMatchObject({ ownApp: false, template: null });
});

describe("the salon's bot", () => {
  test("is linked by its token, which no page tells again, and unlinked", async () => {
    expect((await owner.get(BOT)).text).toContain("/newbot");
    const answer = await owner.post(BOT, { was: "", token: ` ${TOKEN} ` });
    expect(answer.headers.get("location")).toBe(`${BOT}?done=linked`);
    const { text } = await owner.get(BOT);
    expect(text).toContain("https://t.me/lilea_salon_bot");
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain("<script>alert");
    const unlinked = await owner.post(`${BOT}/unlink`, { bot: (await bot())?.id ?? "" });
    expect(unlinked.headers.get("location")).toBe(`${BOT}?done=unlinked`);
    expect(await bot()).toBeNull();
  });

  test("is refused at its field, in the bot's own words, and the token does not come back", async () => {
    expect(await refusedToken("не-токен")).toContain("Це не схоже на токен.");
    expect(await refusedToken(TOKEN.replace(String(BOT_ID), String(MAIN_ID)))).toContain(
      "Це токен самого Frontdesk.",
    );
    me = "revoked";
    expect(await refusedToken(TOKEN)).toContain("Telegram не знає такого токена.");
    expect(await bot()).toBeNull();
  });

  test("tells its trouble with the cure, and nothing is done for a page that is out of date", async () => {
    const id = await linkedBot();
    await noteSalonBot(database(), ours.id, { id, error: "revoked", now: NOW });
    const { text } = await owner.get(BOT);
    expect(text).toContain("Токен не діє");
    expect(text).toContain("надішліть його через «Інший бот»");
    expect(text).toContain('<h2 id="h-token" tabindex="-1">Інший бот');
    expect((await owner.post(BOT, { was: "", token: TOKEN })).status).toBe(409);
    expect(await bot()).toMatchObject({ id, error: "revoked" });
    await owner.post(BOT, { was: id, token: TOKEN });
    expect(await bot()).toMatchObject({ error: null });
  });

  test("answers in accounts of the team by itself, in a stranger's only after a second press", async () => {
    await linkedBot();
    await connected("bc_own", OWNER);
    await connected("bc_mute", OWNER, false);
    await connected("bc_far", 900);
    const { text } = await owner.get(BOT);
    expect(text).toContain("У чатах цього акаунта відповідає агент");
    expect(text).toContain("Немає права відповідати.");
    expect(text).toContain("Не з ваших адміністраторів");
    expect(text).not.toContain("<script>alert");
    const press = (account: string, on: string, more = {}) =>
      owner.post(`${BOT}/account`, { account, on, ...more });
    expect((await press("bc_far", "yes")).status).toBe(409);
    expect(await stateOf("bc_far")).toBe("stranger");
    expect((await press("bc_far", "yes", { sure: "yes" })).status).toBe(303);
    expect(await stateOf("bc_far")).toBe("works");
    await press("bc_own", "no");
    expect(await stateOf("bc_own")).toBe("off");
    await press("bc_own", "yes");
    expect(await stateOf("bc_own")).toBe("works");
    const gone = await press("bc_none", "no");
    expect(gone.status).toBe(404);
    expect(gone.text).toContain("Цього акаунта вже немає.");
  });
});

describe("the WhatsApp number", () => {
  test("is linked once Meta has shown it; what Meta is to be given stands there, the token does not", async () => {
    expect((await owner.get(WHATSAPP)).text).toContain("API Setup");
    const answer = await owner.post(WHATSAPP, { was: "", numberId: NUMBER, token: ACCESS });
    expect(answer.headers.get("location")).toBe(`${WHATSAPP}?done=linked`);
    const { text } = await owner.get(WHATSAPP);
    expect(text).toContain("https://desk.example/api/webhooks/whatsapp");
    expect(text).toContain("verify-token-of-the-server");
    expect(text).toContain("Секрету застосунку Meta немає");
    expect(text).toContain("Подій від Meta ще не було");
    expect(text).not.toContain(ACCESS);
    expect(text).not.toContain("<script>alert");
    const id = (await number())?.id ?? "";
    await owner.post(`${WHATSAPP}/drop`, { number: id, what: "number" });
    expect(await number()).toBeNull();
  });

  test("is refused at its field: the id stays as it was typed, the token does not", async () => {
    const refused = async (numberId: string, token: string) => {
      const { status, text } = await owner.post(WHATSAPP, { was: "", numberId, token });
      expect(status).toBe(422);
      expect(text).not.toContain(ACCESS);
      expect(text).not.toContain("<script>alert");
      const wrong = /id="f-(\w+)-wrong"[^>]*>([^<]*)/.exec(text);
      return [wrong?.[1], wrong?.[2], text.includes(`value="${numberId}"`)];
    };
    expect(await refused("номер", ACCESS)).toEqual(["numberId", words("самі цифри"), true]);
    expect(await refused(NUMBER, "abc")).toEqual(["token", words("починається з EAA"), true]);
    await refused(EVIL, ACCESS);
    meta = { fault: { act: "stop", trouble: "revoked" }, code: 190, details: "expired" };
    expect(await refused(NUMBER, ACCESS)).toEqual([
      "token",
      words("Meta не приймає цього токена"),
      true,
    ]);
    meta = { ok: { phone: null, name: null } };
    await linkWhatsapp(whatsapp(), theirs.id, `${NUMBER} ${ACCESS}`);
    expect(await refused(NUMBER, ACCESS)).toEqual([
      "numberId",
      words("уже підключений до іншого бізнесу"),
      true,
    ]);
    expect(await number()).toBeNull();
  });

  test("tells what is wrong at Meta and its cure, and that it works", async () => {
    const id = await linkedNumber();
    await owner.post(`${WHATSAPP}/app`, { number: id, had: "server", secret: SECRET });
    for (const [error, cure] of [
      ["revoked", "надішліть його через «Інші ключі»"],
      ["permission", "whatsapp_business_messaging"],
      ["restricted", "Якість акаунта"],
    ] as const) {
      await noteWhatsapp(database(), ours.id, { id, error, now: NOW });
      expect((await owner.get(WHATSAPP)).text).toContain(cure);
    }
    await noteWhatsapp(database(), ours.id, { id, error: null, now: NOW });
    await heardWhatsapp(database(), ours.id, { id, now: NOW });
    const { text } = await owner.get(WHATSAPP);
    expect(text).toContain("Остання подія від Meta");
    expect(text).toContain('<span class="badge ok">');
  });

  test("takes a Meta app of the business's own, with an address of its own, and lets go of it", async () => {
    const id = await linkedNumber();
    const send = (secret: string, had = "server") =>
      owner.post(`${WHATSAPP}/app`, { number: id, had, secret });
    const bad = await send("не-секрет");
    expect(bad.status).toBe(422);
    expect(/id="f-secret-wrong"[^>]*>([^<]*)/.exec(bad.text)?.[1]).toContain("32 символи");
    expect((await send(SECRET)).headers.get("location")).toBe(`${WHATSAPP}?done=secret`);
    const { text } = await owner.get(`${WHATSAPP}?done=secret`);
    expect(text).toMatch(/\/api\/webhooks\/whatsapp\/[\w-]{32}/);
    expect(text).toContain("Секрет збережено.");
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("verify-token-of-the-server");
    expect((await send(SECRET)).status).toBe(409);
    await owner.post(`${WHATSAPP}/drop`, { number: id, what: "secret" });
    expect(await number()).toMatchObject({ ownApp: false });
  });

  test("takes a template and lets go of it; one that changed meanwhile is not written over", async () => {
    const id = await linkedNumber();
    const send = (name: string, language: string, had = "") =>
      owner.post(`${WHATSAPP}/template`, { number: id, had, name, language });
    const bad = await send(`Нагадування${EVIL}`, "uk");
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('id="f-name-wrong"');
    expect(bad.text).not.toContain("<script>alert");
    expect((await send("visit_reminder", "українська")).text).toContain('id="f-language-wrong"');
    expect((await send("visit_reminder", "uk")).status).toBe(303);
    const late = await send("other_reminder", "uk");
    expect(late.status).toBe(409);
    expect(late.text).toContain('value="other_reminder"');
    expect((await number())?.template).toEqual({ name: "visit_reminder", language: "uk" });
    const drop = { number: id, what: "template", had: "visit_reminder uk" };
    await owner.post(`${WHATSAPP}/drop`, drop);
    expect((await number())?.template).toBeNull();
  });
});
