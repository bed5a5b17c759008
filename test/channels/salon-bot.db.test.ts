import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  checkSalonBot,
  linkSalonBot,
  polledBots,
  salonBotOf,
  salonDoor,
  unlinkSalonBot,
  type SalonBotDeps,
} from "../../src/channels/salon-bot-service.ts";
import { resealSalonBots } from "../../src/channels/rotation-service.ts";
import { readUpdate } from "../../src/channels/telegram-heard.ts";
import { isUnavailable } from "../../src/db/client.ts";
import { createSalonGateway } from "../../src/gateways/salon-telegram.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { salonHookRouter } from "../../src/web/salon-hook-route.ts";
import { createWeb, listen, type Listening } from "../../src/web/server.ts";
import {
  database,
  eachOnFreshDatabase,
  fresh,
  keyring,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";
import { openStand, type Stand } from "../sandbox/stand.ts";
import { post } from "../security/wire.ts";

eachOnFreshDatabase();

const TOKEN = `7000000011:${"S".repeat(35)}`;
const OTHER = `7000000012:${"T".repeat(35)}`;
const MAIN = `7000000013:${"M".repeat(35)}`;
let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
  for (const [token, username] of [
    [TOKEN, "lileya_salon_bot"],
    [OTHER, "lotos_salon_bot"],
    [MAIN, "desk_bot"],
  ])
    await stand.control("POST", "/bots", { first_name: "Лілея", username, token });
});
afterAll(() => stand.close());

const deps = (publicUrl: string | null): SalonBotDeps => ({
  db: database(),
  clock: { now: () => NOW },
  keyring,
  random: fresh,
  gateway: createSalonGateway({ apiRoot: stand.root }),
  publicUrl,
  mainBotId: () => 7_000_000_013,
  changed: () => undefined,
});

const link = (businessId: string, token: string) => linkSalonBot(deps(null), businessId, token);
const bot = (id: number) => stand.sandbox.world.bots.get(id);
const webhook = () => bot(7_000_000_011)?.webhook;

describe("a salon's bot", () => {
  test("is known, dressed in the languages of its customers and led here, by an address that is not its token", async () => {
    const { ours } = await twoBusinesses(database());
    const made = await linkSalonBot(deps("https://desk.example"), ours.id, `Ось: ${TOKEN} `);
    expect(made).toMatchObject({
      linked: { username: "lileya_salon_bot", way: "webhook", error: null },
    });
    expect(webhook()?.url).toMatch(
      /^https:\/\/desk\.example\/api\/webhooks\/telegram\/[0-9a-f]{40}$/,
    );
    expect(webhook()?.url).not.toContain(TOKEN);
    const known = bot(7_000_000_011);
    expect(known?.commands.map(({ language_code }) => language_code)).toEqual([
      "",
      "uk",
      "ru",
      "en",
    ]);
    expect(known?.descriptions["uk"]).toContain(ours.name);
    const [row] = await database().$client`select token, secret from salon_bots`;
    expect(JSON.stringify(row)).not.toContain("S".repeat(35));
  });

  test("without a public address is fetched from, and its webhook is taken away", async () => {
    const { ours } = await twoBusinesses(database());
    await linkSalonBot(deps("https://desk.example"), ours.id, TOKEN);
    const id = (await salonBotOf(database(), ours.id))?.id ?? "";
    await checkSalonBot(deps(null), { businessId: ours.id, salonBotId: id });
    expect(webhook()).toBeNull();
    expect((await polledBots(deps(null))).map(({ token }) => token)).toEqual([TOKEN]);
  });

  test("is refused where it is no token, a wrong one, Frontdesk's own or another business's", async () => {
    const { ours, theirs } = await twoBusinesses(database());
    expect(await link(ours.id, "привіт")).toEqual({ refused: "malformed" });
    expect(await link(ours.id, TOKEN.replace("S", "X"))).toEqual({ refused: "wrong" });
    expect(await link(ours.id, MAIN)).toEqual({ refused: "main" });
    const both = await Promise.all([link(ours.id, TOKEN), link(theirs.id, TOKEN)]);
    expect(both.filter((one) => "linked" in one)).toHaveLength(1);
    expect(both.filter((one) => "refused" in one)).toEqual([{ refused: "taken" }]);
  });

  test("gives way to another of its business, is given back, and a removed one opens no door", async () => {
    const { ours, theirs } = await twoBusinesses(database());
    await linkSalonBot(deps("https://desk.example"), ours.id, TOKEN);
    await linkSalonBot(deps("https://desk.example"), ours.id, OTHER);
    expect(webhook()).toBeNull();
    expect(await salonDoor(deps(null), TOKEN)).toBeNull();
    expect(await linkSalonBot(deps(null), theirs.id, TOKEN)).toMatchObject({ linked: {} });
    expect(await unlinkSalonBot(deps(null), ours.id)).toMatchObject({
      username: "lotos_salon_bot",
    });
    expect(await unlinkSalonBot(deps(null), ours.id)).toBeNull();
  });

  test("whose token was revoked says so, and its key is sealed anew with the others", async () => {
    const { ours } = await twoBusinesses(database());
    await linkSalonBot(deps(null), ours.id, TOKEN);
    const id = (await salonBotOf(database(), ours.id))?.id ?? "";
    const added = parseKeyring(
      [Buffer.alloc(32, 9), Buffer.alloc(32, 7)].map((key) => key.toString("base64")).join(","),
    );
    expect(await resealSalonBots(database(), { keyring: added, random: fresh })).toBe(1);
    expect(await resealSalonBots(database(), { keyring: added, random: fresh })).toBe(0);
    const known = bot(7_000_000_011);
    Object.assign(known ?? {}, { token: `${TOKEN}2` });
    await checkSalonBot({ ...deps(null), keyring: added }, { businessId: ours.id, salonBotId: id });
    Object.assign(known ?? {}, { token: TOKEN });
    expect(await salonBotOf(database(), ours.id)).toMatchObject({ error: "revoked" });
    expect(await polledBots({ ...deps(null), keyring: added })).toEqual([]);
  });
});

describe("its address", () => {
  const came: unknown[] = [];
  const take = (update: unknown): Promise<boolean> => {
    const read = readUpdate(update);
    if (read !== null) came.push(read);
    return Promise.resolve(read !== null);
  };
  let web: Listening;
  beforeEach(async () => {
    const router = salonHookRouter({
      now: () => NOW,
      open: async (shown) => {
        const door = await salonDoor(deps(null), shown);
        return door && { secret: door.secret, receive: take };
      },
    });
    const app = createWeb({
      routers: [router],
      before: [],
      trustProxy: false,
      isUnavailable,
      failed: () => undefined,
    });
    web = await listen(app, { host: "127.0.0.1", port: 0 });
  });
  afterEach(async () => {
    await web.close();
    came.splice(0);
  });

  test("takes updates with the secret, or by the token itself, and nothing else", async () => {
    const { ours } = await twoBusinesses(database());
    await linkSalonBot(deps("https://desk.example"), ours.id, TOKEN);
    const path = new URL(webhook()?.url ?? "").pathname;
    const secret = { "x-telegram-bot-api-secret-token": webhook()?.secret ?? "" };
    const body = JSON.stringify({ update_id: 1 });
    const open = "/api/webhooks/telegram";
    const status = async (at: string, headers: Record<string, string>, sent = body) =>
      (await post(web.port, at, { headers, body: sent })).status;
    expect(await status(path, secret)).toBe(200);
    expect(await status(`${open}/${TOKEN}`, {})).toBe(200);
    expect(await status(open, { "x-bot-token": TOKEN })).toBe(200);
    expect(came).toHaveLength(3);
    expect(await status(path, {})).toBe(401);
    expect(await status(path, { "x-telegram-bot-api-secret-token": "guess" })).toBe(401);
    expect(await status(`${open}/${OTHER}`, secret)).toBe(404);
    expect(await status(`${open}/guess`, secret)).toBe(404);
    expect(await status(open, {})).toBe(404);
    expect(await status(path, secret, "{")).toBe(400);
    expect(await status(path, secret, '{"message":1}')).toBe(400);
    expect(await status(path, { ...secret, "content-type": "text/plain" })).toBe(415);
    expect(await status(path, secret, `"${"x".repeat(1024 * 1024)}"`)).toBe(413);
    expect(came).toHaveLength(3);
  });
});
