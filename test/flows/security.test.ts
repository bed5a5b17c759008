import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../db/until.ts";
import { runProgram } from "./program.ts";
import { settled } from "./settle.ts";
import { dumpOf, heldBy } from "./security-found.ts";
import { talkIn, type Talk } from "./security-talk.ts";
import { posting, type Body } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const canary = (name: string): string => `canary-${name}-${randomBytes(8).toString("hex")}`;
const olena = 501;
const ivan = 502;
/** What people write and providers send; none of it may be found where it does not have to be. */
const given = {
  phonetKey: canary("phonet-key"),
  phonetFormKey: canary("phonet-form-key"),
  phonetWrongKey: canary("phonet-wrong-key"),
  phonetGroupKey: canary("phonet-group-key"),
  novofonSecret: canary("novofon-secret"),
  novofonFormSecret: canary("novofon-form-secret"),
  novofonWrongSecret: canary("novofon-wrong-secret"),
  strangersKey: canary("strangers-key"),
  unknownToken: canary("unknown-token").replaceAll("-", "_"),
  unknownFlatToken: canary("flat-token").replaceAll("-", "_"),
  encryptionKey: randomBytes(32).toString("base64"),
};
const client = "+380671239876";
const spoken = ["380671239876", "0671239876", "67 123 98 76", "671239876"];
const hostile =
  "<b>Марія</b> <a href='tg://user?id=501'>x</a> &amp; *b* _i_ [l](https://evil.example) `c`\n❌ {\"level\":60} \u202e\u001b[2J";
let world: World;
let talk: Talk;
/** What was made meanwhile: filled by the tests, looked for by the last of them. */
const made: Record<string, string> = {};
const answers: string[] = [];

beforeAll(async () => {
  const env = { LOG_LEVEL: "trace", SETTLE_MS: "500", ENCRYPTION_KEYS: given.encryptionKey };
  world = await openWorld({ webhooks: true, env });
  talk = talkIn(world);
  const { post, person } = world.stand;
  await person({ id: olena, first_name: "Олена", language_code: "uk" });
  await person({ id: ivan, first_name: "Іван", language_code: "uk" });
  const employees = [{ ext: "101", name: hostile }];
  for (const [domain, apiKey] of [
    ["one.example", given.phonetKey],
    ["two.example", given.phonetFormKey],
  ])
    await post("accounts", { provider: "phonet", domain, apiKey, employees });
  for (const [key, secret] of [
    ["appid_one", given.novofonSecret],
    ["appid_two", given.novofonFormSecret],
  ])
    await post("accounts", { provider: "novofon", key, secret, employees });
});
afterAll(async () => {
  await world.close();
  leaveNothing();
});

test("a business is set up while Telegram and the handlers fail again and again", async () => {
  await talk.say(olena, "/start");
  await talk.press(olena, "Українська");
  await talk.sees(olena, /називається ваш бізнес/u);
  await talk.say(olena, "Лілея");
  await talk.press(olena, "💇 Салон краси");
  await talk.press(olena, "✅ Так, усе правильно");
  await world.stand.fault({ method: "sendMessage", kind: "502", times: 1 });
  await talk.say(olena, `/phonet one.example ${given.phonetKey}`);
  made["phonetToken"] = await talk.token(olena, "phonet", 1);
  await talk.say(olena, "/phonet");
  await talk.sees(olena, /Phonet, крок 1 з 2/u);
  await talk.say(olena, "two.example");
  await talk.sees(olena, /Phonet, крок 2 з 2/u);
  await world.stand.fault({ method: "sendMessage", kind: "error", error_code: 500, times: 1 });
  await talk.say(olena, given.phonetFormKey);
  made["phonetFormToken"] = await talk.token(olena, "phonet", 2);
  await talk.say(olena, `/novofon appid_one ${given.novofonSecret}`);
  made["novofonToken"] = await talk.token(olena, "novofon", 1);
  await talk.say(olena, "/novofon");
  await talk.sees(olena, /Novofon, крок 1 з 2/u);
  await talk.say(olena, "appid_two");
  await talk.sees(olena, /Novofon, крок 2 з 2/u);
  await talk.say(olena, given.novofonFormSecret);
  made["novofonFormToken"] = await talk.token(olena, "novofon", 2);
  await talk.say(olena, `/phonet one.example ${given.phonetWrongKey}`);
  await talk.say(olena, `/novofon appid_one ${given.novofonWrongSecret}`);
  await talk.say(ivan, `/phonet one.example ${given.strangersKey}`);
  await settled(world, 30_000);
});

test("an invitation is made and taken, also when its answer fails at first", async () => {
  await talk.say(olena, "/team");
  await talk.press(olena, "➕ Оператор");
  const link = await talk.sees(olena, /start=join_/u);
  made["inviteCode"] = /join_([\w-]{22})/.exec(link.text)?.[1] ?? "";
  await world.stand.fault({ method: "sendMessage", kind: "error", error_code: 500, times: 1 });
  await talk.say(ivan, `/start join_${made["inviteCode"]}`);
  await talk.sees(ivan, /команді/u);
  await talk.say(ivan, `/start join_${made["inviteCode"]}`);
  await settled(world, 30_000);
});

test("a hostile name reaches the chat as the letters it has: nothing of it is markup, nothing a link that it hides", async () => {
  await talk.say(olena, "/notify");
  await talk.sees(olena, /картки в цьому чаті/u);
  expect(await hook("phonet", "phonetToken", call("call.dial"))).toBe(200);
  const card = await until("the card", async () =>
    (await talk.messages(olena)).find(({ text }) => text.includes("Марія")),
  );
  expect(card.text).toContain("<b>Марія</b> <a href='tg://user?id=501'>x</a> &amp; *b* _i_");
  expect(card.text.split("\n").filter((line) => line.startsWith("❌"))).toEqual([]);
  expect(card.text).not.toMatch(/\u202e|(?!\n)\p{Cc}/u);
  const kinds = card.entities.map(({ type }) => type);
  expect(kinds).not.toContain("text_link");
  expect(kinds).not.toContain("text_mention");
  expect(card.entities.filter(({ type }) => type === "bold")).toMatchObject([{ offset: 0 }]);
  await hook("phonet", "phonetToken", call("call.hangup"));
  await talk.sees(olena, /пропущен/iu);
});

test("hooks of every bad kind are answered without a secret", async () => {
  const start = { ...missed(), event: "NOTIFY_START" };
  expect(await hook("novofon", "novofonToken", start, given.novofonSecret)).toBe(200);
  expect(await hook("novofon", "novofonToken", start, given.novofonFormSecret)).toBe(401);
  expect(await hook("novofon", "phonetToken", start, given.novofonSecret)).toBe(404);
  const headers = { "content-type": "application/json", signature: canary("signature") };
  for (const [path, body] of [
    [`/api/webhooks/phonet/${given.unknownToken}`, "{}"],
    [`/api/webhooks/novofon?user_id=${given.unknownFlatToken}`, "{}"],
    [`/api/webhooks/phonet/${made["phonetToken"]}`, `{"event":"call.dial","otherLegs":"${client}`],
    [`/api/webhooks/phonet/${made["phonetToken"]}`, `caller=${encodeURIComponent(client)}`],
    [`/api/webhooks/phonet/${made["phonetToken"]}/`, "x".repeat(2_000_000)],
    [`/api/webhooks/novofon/${made["novofonToken"]}`, JSON.stringify(missed())],
    ["/api/webhooks/telegram/main", "{}"],
    [`/api/${given.unknownToken}?token=${given.unknownToken}`, "{}"],
  ] as const)
    await said(await fetch(`${world.url}${path}`, { method: "POST", headers, body }));
  for (const path of ["/api/health", "/api/ready", "/", "/sandbox", `/${given.unknownToken}`])
    await said(await fetch(`${world.url}${path}`));
});

test("of a wrong address of the database nothing but its being wrong is told", async () => {
  const password = canary("database-password");
  for (const url of [
    `postgres://desk:${password}@127.0.0.1:1/desk`,
    `postgres://desk:${password}/#%@127.0.0.1:1/desk`,
    `postgres://desk:${password}@[::1/desk`,
  ]) {
    const env = { DATABASE_URL: url, LOG_LEVEL: "trace", DATA_DIR: join(world.folder, "other") };
    const program = runProgram("main.js", { cwd: world.folder, env });
    expect(await program.exited).not.toMatchObject({ code: 0 });
    expect(program.output()).not.toContain(password);
    expect(program.output()).not.toMatch(/\n\s+at /);
  }
});

test("after all of it no secret stands in a log, in the database or in an answer, and no number in a log", async () => {
  await settled(world, 30_000);
  const requests = await world.stand.requests();
  const webhook = requests.find(({ method }) => method === "setWebhook")?.params["secret_token"];
  const cluster: { password: string } = JSON.parse(
    readFileSync(join(world.cluster, "frontdesk.json"), "utf8"),
  );
  const secrets: Record<string, string> = {
    ...given,
    ...made,
    botToken: world.env.TELEGRAM_BOT_TOKEN,
    webhookSecret: String(webhook),
    databasePassword: cluster.password,
  };
  for (const [name, secret] of Object.entries(secrets))
    expect([name, secret.length > 15]).toEqual([name, true]);
  const logs = world.output();
  expect(logs).toContain('"level":10');
  expect(logs).toContain("BotError");
  expect(heldBy(secrets, logs)).toEqual([]);
  expect(spoken.filter((number) => logs.includes(number))).toEqual([]);
  for (const line of logs.split("\n").filter((one) => one.startsWith("{"))) JSON.parse(line);
  expect(heldBy(secrets, await dump())).toEqual([]);
  expect(heldBy(secrets, answers.join("\n"))).toEqual([]);
  const shown = requests.filter(({ method }) => method !== "setWebhook");
  const {
    phonetToken: _p,
    phonetFormToken: _f,
    novofonToken: _n,
    novofonFormToken: _o,
    ...rest
  } = secrets;
  expect(
    heldBy({ ...rest, inviteCode: "-" }, shown.map((one) => JSON.stringify(one)).join("\n")),
  ).toEqual([]);
  const chats = [...(await talk.messages(olena)), ...(await talk.messages(ivan))];
  expect(heldBy(given, chats.map(({ text }) => text).join("\n"))).toEqual([]);
});

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const all = await dumpOf(world.db());
  expect([...all.keys()]).toEqual(
    expect.arrayContaining(["public.inbox", "public.updates", "graphile_worker._private_jobs"]),
  );
  return [...all.values()].join("\n");
}

async function hook(
  provider: "phonet" | "novofon",
  name: string,
  body: Body,
  secret = "",
): Promise<number> {
  const path = `/api/webhooks/${provider}/${made[name]}`;
  return said(await fetch(`${world.url}${path}`, posting(provider, { secret }, body)));
}

async function said(answer: Response): Promise<number> {
  answers.push(JSON.stringify([...answer.headers]), await answer.text());
  return answer.status;
}

const uuid = randomBytes(16).toString("hex");

function call(event: string): Body {
  const now = Date.now();
  return {
    event,
    uuid,
    parentUuid: null,
    dialAt: now - 5000,
    bridgeAt: null,
    serverTime: event === "call.dial" ? now - 5000 : now,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: hostile },
    otherLegs: [{ num: client, name: hostile }],
    trunkNum: "+380440000100",
    trunkName: hostile,
  };
}

function missed(): Body {
  return {
    event: "NOTIFY_END",
    call_start: "2026-11-21 12:00:00",
    pbx_call_id: `in_${randomBytes(20).toString("hex")}`,
    caller_id: client,
    called_did: "380440000100",
    internal: "101",
    duration: "0",
    disposition: "cancel",
  };
}
