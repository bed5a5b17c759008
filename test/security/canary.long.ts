import { hmacSha256Hex } from "../../src/lib/hmac.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportKinds } from "../../src/desk/export.ts";
import { browser, type Browser } from "../cabinet/browser.ts";
import { until } from "../db/until.ts";
import { customerOf } from "../flows/whatsapp-ground.ts";
import { ring } from "../flows/recorded.ts";
import { dumpOf, heldBy } from "../flows/security-found.ts";
import { settled } from "../flows/settle.ts";
import { owner } from "../flows/stand.ts";
import { leaveNothing } from "../flows/world.ts";
import { openSink, status, type Sink } from "../webhooks/sink.ts";
import {
  canary,
  environment,
  given,
  NUMBER,
  openCanaries,
  RECEIVER,
  tell,
  tellThrough,
  type Ground,
} from "./canary-ground.ts";
import { handOver } from "./counted.ts";
import { crawl } from "./crawl.ts";
import { operations } from "./tenant-program.ts";
import { wrongs } from "./mirror.ts";

let ground: Ground;
let sink: Sink;
let cabinet: Browser;
/** What Frontdesk itself made meanwhile. */
const made: Record<string, string> = {};
/** What was answered, by the place; what is shown once is taken out by the one who was shown it. */
const answers: Record<string, string[]> = { pages: [], exports: [], graphql: [], errors: [] };
const callers: string[] = [];

beforeAll(async () => {
  ground = await openCanaries();
  sink = await openSink(RECEIVER);
});
afterAll(async () => {
  await ground.world.close();
  await ground.mirror.close();
  await sink.close();
  leaveNothing();
});

test("keys are given to the bot while every vendor fails in every way and repeats what it was asked", async () => {
  const { world, mirror } = ground;
  await tellThrough(ground, "/novofon/", `/novofon appid_canary ${given.novofonSecret}`);
  await tell(ground, `/novofon appid_canary ${given.novofonWrong}`);
  await tellThrough(ground, "/phonet/", `/phonet two.example ${given.phonetSecond}`);
  const { metaSecret, metaVerify } = environment;
  await world.stand.post("whatsapp/apps", {
    secret: metaSecret,
    url: `${world.url}/api/webhooks/whatsapp`,
    verify_token: metaVerify,
  });
  const number = { id: NUMBER, phone: "380440000101", name: "Клен", token: given.whatsappToken };
  await world.stand.post("whatsapp/numbers", number);
  await tell(ground, `/whatsapp ${NUMBER} ${given.whatsappOther}`);
  await tellThrough(ground, "/whatsapp/", `/whatsapp ${NUMBER} ${given.whatsappToken}`);
  for (const part of ["/novofon/", "/phonet/", "/whatsapp/"])
    expect([part, (mirror.struck[part] ?? 0) > 3]).toEqual([part, true]);
});

test("the cabinet makes a session, a receiver, a second secret, a program's key and an invitation", async () => {
  const { world, chat } = ground;
  await tell(ground, "/dashboard");
  const link = await until("the link into the cabinet", async () =>
    /\/dashboard\/enter\/([\w-]+)/.exec(JSON.stringify(await world.stand.messages(chat))),
  );
  made["loginCode"] = link[1] ?? "";
  cabinet = browser(world.url);
  await cabinet.enter(link[0]);
  made["session"] = [...cabinet.jar.values()][0] ?? "";
  await cabinet.get("/webhook/new");
  const shown = await cabinet.post("/webhook/new", {
    name: "Облік",
    url: `${sink.url}/${canary("path")}`,
    event: "*",
    template: "plain",
    timeout: "5",
    in_flight: "5",
    headers: `X-Key: ${given.headerValue}`,
  });
  made["webhookSecret"] = secretIn(shown.text);
  const list = await cabinet.get("/webhook/");
  const id = /\/webhook\/([0-9a-f-]{36})/.exec(list.text)?.[1] ?? "";
  const again = await cabinet.post(`/webhook/${id}/secret`, {});
  made["webhookRotated"] = secretIn(again.text);
  await cabinet.get("/dashboard/settings/tokens");
  const key = await cabinet.post("/dashboard/settings/tokens", { name: "Каса", scope: "write" });
  made["apiToken"] = /fd_[\w-]{30,}/.exec(key.text)?.[0] ?? "";
  await tell(ground, "/team");
  const team = (await world.stand.messages(chat)).at(-1);
  const invite = team?.reply_markup?.inline_keyboard
    .flat()
    .find(({ text }) => text.startsWith("➕ Оператор"));
  const press = { person: owner.id, chat, message_id: team?.message_id };
  await world.stand.post("press", { ...press, data: invite?.callback_data });
  made["inviteCode"] = await until(
    "the invitation",
    async () =>
      /start=join_([\w-]{22})/.exec(JSON.stringify(await world.stand.messages(chat)))?.[1],
  );
  const own = await cabinet.get("/dashboard/settings/whatsapp");
  const numberId = /name="number" value="([^"]+)"/.exec(own.text)?.[1] ?? "";
  const app = { number: numberId, had: "server", secret: given.ownMetaSecret };
  const saved = await cabinet.post("/dashboard/settings/whatsapp/app", app);
  expect([saved.status, saved.headers.get("location")]).toEqual([303, expect.any(String)]);
  expect(Object.values(made).filter((secret) => secret.length < 16)).toEqual([]);
});

test("calls, recordings and conversations go on while what hears, thinks and keeps them fails in every way", async () => {
  const { world, mirror, salon } = ground;
  for (const part of ["/stt/", "/bucket", "/audio"]) mirror.plan(part, ...wrongs);
  mirror.plan("/gigachat/oauth", "page", "401");
  mirror.plan("/gigachat/v1", "500", "half", "400");
  mirror.plan("/llm/", "page", "500", "400");
  mirror.plan("/sendMessage", "500", "page", "drop");
  mirror.plan("/editMessageText", "500", "400");
  sink.answer(status(500, {}, "no"));
  const account = { ...salon, provider: "phonet" as const };
  for (const talk of ["booking", "visit", "callback", "handover", "booking", "visit"])
    callers.push(await ring(world, account, talk));
  const { id: person } = await world.stand.person({ first_name: "Марія", language_code: "uk" });
  const says = [
    "скільки коштує борода?",
    "хочу записатися на бороду завтра о 12",
    "ой, а можна щось ближче до вечора, бо в мене робота",
    "передзвоніть мені +380671234567",
    "покличте людину",
  ];
  const chat = `p${person}-${salon.botId}`;
  const heard = async (): Promise<number> => (await messagesOf(chat)).length;
  for (const text of says) {
    const before = await heard();
    await world.stand.post("say", { person, bot: salon.botId, text });
    await customerOf(world.stand, 4321).says(text);
    await until("an answer", async () => (await heard()) > before + 1, 15_000).catch(() => null);
  }
  const isThrough = (): boolean => mirror.planned().length === 0;
  await until("every vendor has failed", isThrough, 90_000).catch(() => null);
  console.log(`wrong answers: ${JSON.stringify(mirror.struck)}`);
  mirror.forget();
  sink.answer(status(200));
  for (const part of ["/stt/", "/gigachat/oauth", "/llm/", "/bucket", "/audio", "/sendMessage"])
    expect([part, (mirror.struck[part] ?? 0) > 0]).toEqual([part, true]);
  expect(sink.caught.length).toBeGreaterThan(5);
}, 400_000);

test("all that may be looked at is looked at, and every door is knocked at with what is not its own", async () => {
  const { world, salon } = ground;
  const seen = (place: string, { headers, text }: { headers: Headers; text: string }): void =>
    void answers[place]?.push(JSON.stringify([...headers]), text);
  const watched: Browser = {
    ...cabinet,
    get: async (path, headers) => {
      const answer = await cabinet.get(path, headers);
      seen("pages", answer);
      return answer;
    },
  };
  const starts = ["/dashboard", "/dashboard/more", "/dashboard/settings", "/webhook/"];
  const found = await crawl(watched, { starts, kindOf, perKind: 2 });
  expect(found.links.size).toBeGreaterThan(60);
  for (const kind of exportKinds)
    seen(
      "exports",
      await cabinet.get(
        `/dashboard/export/table.csv?kind=${kind}&first=2026-01-01&last=2027-12-31`,
      ),
    );
  seen("exports", await cabinet.get("/dashboard/export/business.json"));
  seen("exports", await cabinet.get("/dashboard/stats.csv"));
  for (const operation of operations())
    seen(
      "graphql",
      await ask("/graphql", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${made["apiToken"]}`,
        },
        body: JSON.stringify(operation),
      }),
    );
  const token = salon.path.split("/").at(-1) ?? "";
  made["hookToken"] = token;
  const secrets = Object.values({ ...environment, ...given, ...made });
  for (const secret of secrets)
    for (const [path, init] of doorsWith(encodeURIComponent(secret), secret))
      await ask(path, init).then((answer) => seen("errors", answer));
  for (const path of ["/api/health", "/api/ready", "/metrics"]) {
    const headers = { authorization: `Bearer ${environment.metricsToken}` };
    seen("errors", await ask(path, { headers }));
  }
  const raw = JSON.stringify({ object: "whatsapp_business_account", entry: [] });
  const signature = `sha256=${hmacSha256Hex(environment.metaSecret, Buffer.from(raw))}`;
  const headers = { "x-hub-signature-256": signature, "content-type": "application/json" };
  seen("errors", await ask("/api/webhooks/whatsapp", { method: "POST", headers, body: raw }));
  const health = answers["errors"]?.join("\n") ?? "";
  expect(health).toContain("frontdesk_");
  expect(world.app().running()).toBe(true);
}, 300_000);

test("after all of it a secret stands where it was shown once, and nowhere else", async ({
  task,
}) => {
  const { world, mirror } = ground;
  await settled(world, 60_000).catch(() => null);
  const tokens = [...mirror.heard().matchAll(/\/bot(\d+:[\w-]{30,})\//g)].map(([, one]) => one);
  const bots = Object.fromEntries(
    [...new Set(tokens)].map((one, nth) => [`botToken${nth}`, one ?? ""]),
  );
  const sessions = {
    phonetSession: /JSESSIONID=([\w-]+)/.exec(mirror.told())?.[1] ?? "",
    gigachatAccess: /"access_token":"([\w-]+)"/.exec(mirror.told())?.[1] ?? "",
    phonetFirst: ground.salon.secret,
  };
  const secrets: Record<string, string> = {
    ...environment,
    ...given,
    ...made,
    ...bots,
    ...sessions,
  };
  expect(Object.keys(bots)).toHaveLength(2);
  for (const [name, secret] of Object.entries(secrets))
    expect([name, secret.length >= 16]).toEqual([name, true]);
  // They were really used: the vendors heard them.
  const used = heldBy(secrets, mirror.heard());
  for (const name of ["sttKey", "llmKey", "gigachatSecret", "whatsappToken", "phonetSecond"])
    expect(used).toContain(name);
  const log = world.output();
  const chats = await Promise.all(
    [ground.chat, ground.salon.chat].map((chat) => world.stand.messages(chat)),
  );
  const { pages = [], exports = [], graphql = [], errors = [] } = answers;
  const places: Record<string, string> = {
    log,
    pages: pages.join("\n"),
    exports: exports.join("\n"),
    graphql: graphql.join("\n"),
    errors: errors.join("\n"),
    webhooks: JSON.stringify(sink.caught.map(({ body, path }) => [body, path])),
    chats: JSON.stringify(chats),
  };
  for (const [table, rows] of await dumpOf(world.db())) places[table] = rows;
  const found = Object.entries(places).flatMap(([place, text]) =>
    heldBy(secrets, text).map((name) => `${name} in ${place}`),
  );
  expect(found.toSorted()).toEqual(SHOWN);
  const told = callers.map((caller) => caller.slice(1)).filter((digits) => log.includes(digits));
  expect(told).toEqual([]);
  for (const line of log.split("\n").filter((one) => one.startsWith("{"))) JSON.parse(line);
  const many = Object.keys(secrets).length * Object.keys(places).length;
  const bad = Object.values(mirror.struck).reduce((sum, one) => sum + one, 0);
  const note = `${Object.keys(secrets).length} canaries in ${Object.keys(places).length} places; vendors failed ${bad} times`;
  handOver(task, { guard: "Secrets", attempts: many, refused: many, leaks: 0, note });
}, 200_000);

/**
 * Where the product shows them on purpose: to the one who asked, in private. Meta's verification word opens nothing: who
 * knows it gets back what they sent.
 */
const SHOWN = [
  "hookToken in pages",
  "inviteCode in chats",
  "loginCode in chats",
  "metaVerify in chats",
];

async function messagesOf(chat: string) {
  return ground.world.stand.messages(chat).catch(() => []);
}

async function ask(path: string, init: RequestInit) {
  const answer = await fetch(ground.world.url + path, { redirect: "manual", ...init });
  return { headers: answer.headers, text: await answer.text() };
}

/** Requests that carry a secret to where it opens nothing. */
function doorsWith(inPath: string, plain: string): [string, RequestInit][] {
  const headers = {
    authorization: `Bearer ${plain}`,
    cookie: `fd_session=${inPath}`,
    signature: plain,
  };
  const body = JSON.stringify({ key: plain, query: `{ ${plain} }` });
  const json = { ...headers, "content-type": "application/json" };
  return [
    [`/dashboard/enter/${inPath}`, { headers }],
    [`/dashboard/${inPath}`, { headers }],
    ["/dashboard", { headers }],
    ["/graphql", { method: "POST", headers: json, body }],
    ["/metrics", { headers }],
    ["/api/webhooks/telegram/main", { method: "POST", headers: json, body }],
    ["/api/webhooks/whatsapp", { method: "POST", headers: json, body: body.slice(3) }],
  ];
}

function secretIn(page: string): string {
  return /whsec_[A-Za-z0-9+/]{20,}=*/.exec(page)?.[0] ?? "";
}

function kindOf(path: string): string {
  return path.replaceAll(/[0-9a-f-]{36}|\d+/g, ":");
}
