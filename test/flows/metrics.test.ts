import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../db/until.ts";
import { scrape } from "./scrape.ts";
import { talkIn } from "./security-talk.ts";
import { settled } from "./settle.ts";
import { owner } from "./stand.ts";
import { makeTenant, posting, type Tenant } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const TOKEN = "metrics-token-of-this-flow";
const authorization = `Bearer ${TOKEN}`;
let world: World;
let tenant: Tenant;

beforeAll(async () => {
  world = await openWorld({ env: { SETTLE_MS: "300", METRICS_TOKEN: TOKEN } });
  tenant = await makeTenant(world, { provider: "phonet", title: "Figures +380671234567" });
});
afterAll(async () => {
  await world.close();
  leaveNothing();
});

test("the figures and the log tell what one call and a few troubles were", async () => {
  await world.stand.fault({ chat: tenant.chat, kind: "429", retry_after: 1, times: 1 });
  await hook("call.dial");
  await until("the ring stands", async () => (await cards()).length === 1);
  await world.stand.fault({
    chat: tenant.chat,
    kind: "drop",
    after: true,
    times: 1,
    method: "sendMessage",
  });
  await hook("call.hangup");
  await until("the last message stands twice", async () => (await cards()).length === 3, 30_000);
  await world.stand.fault({
    chat: tenant.chat,
    kind: "error",
    error_code: 400,
    description: "Bad Request: nobody knows why",
    method: "sendMessage",
    times: 1,
  });
  await hook("call.dial", "2");
  await until("the refusal is told", () => steps("failed").length > 0);
  expect((await post(`${tenant.path}x`)).status).toBe(404);
  await talkIn(world).say(owner.id, "/help");
  await talkIn(world).sees(owner.id, /./u);
  await settled(world);

  expect(await scrape(world.url, { authorization })).toMatchObject({
    'frontdesk_hooks_total{provider="phonet",verdict="accepted"}': 3,
    'frontdesk_hooks_total{provider="phonet",verdict="unknown"}': 1,
    frontdesk_fold_lag_seconds_count: 3,
    'frontdesk_card_seconds_count{part="ring"}': 1,
    'frontdesk_card_seconds_count{part="final"}': 1,
    frontdesk_telegram_429_total: 1,
    frontdesk_ambiguous_sends_total: 1,
    'frontdesk_updates_total{kind="message"}': expect.any(Number),
    frontdesk_job_age_seconds: 0,
    frontdesk_inbox_unfolded: 0,
  });
  expect(steps("hook.received")).toHaveLength(3);
  expect(steps("call.processed")).toMatchObject([{ outcome: "missed", provider: "phonet" }]);
  expect(steps("message.in")).toContainEqual(
    expect.objectContaining({ msg: expect.stringMatching(/^от /u) }),
  );
  expect(steps("message.out")).toContainEqual(
    expect.objectContaining({ chat: "Figures …4567", part: "final", edit: false }),
  );
  expect(steps("failed")).toMatchObject([{ msg: "Telegram refused a card" }]);
});

test("no label holds what a business or a sender chose; scrapes at once agree; nobody else reads them", async () => {
  const both = await Promise.all([1, 2, 3].map(() => scrape(world.url, { authorization })));
  for (const figures of both) {
    expect(figures['frontdesk_hooks_total{provider="phonet",verdict="accepted"}']).toBe(3);
    const names = Object.keys(figures).join("\n");
    expect(names).not.toContain(tenant.businessId);
    expect(names).not.toMatch(/\d{9}|Figures/);
  }
  for (const headers of [{}, { authorization: "Bearer wrong" }]) {
    const answer = await fetch(`${world.url}/metrics`, { headers });
    expect([answer.status, await answer.text()]).toEqual([
      404,
      await (await fetch(`${world.url}/nothing`)).text(),
    ]);
  }
});

async function hook(event: string, uuid = "1"): Promise<void> {
  expect((await post(tenant.path, event, uuid)).status).toBe(200);
}

function post(path: string, event = "call.dial", uuid = "1"): Promise<Response> {
  const at = Date.now();
  const body = {
    event,
    uuid: uuid.repeat(32),
    parentUuid: null,
    dialAt: at,
    serverTime: at,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: `+38067765432${uuid}` }],
    trunkNum: "+380440000100",
  };
  return fetch(`${world.url}${path}`, posting("phonet", tenant, body));
}

async function cards() {
  const messages = await world.stand.messages(tenant.chat);
  return messages.filter(({ from, text }) => from.is_bot && /^(📞 Вхідний|❌)/u.test(text));
}

type Line = { step?: string } & Record<string, unknown>;

function steps(step: string): Line[] {
  const lines = world
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  return lines.map((line): Line => JSON.parse(line)).filter((line) => line.step === step);
}
