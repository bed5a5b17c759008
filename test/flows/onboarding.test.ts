import { afterAll, describe, expect, test } from "vitest";
import { until } from "../db/until.ts";
import { randomOf, drawSeed } from "./random.ts";
import type { Message } from "./stand.ts";
import { posting, type Body } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const KEY = `key-${random.hex(16)}`;

afterAll(leaveNothing);

describe.each([
  ["polling", false],
  ["webhooks", true],
])("Telegram by %s", (_way, webhooks) => {
  test("from /start to the first card of Phonet and of Novofon", async () => {
    const world = await openWorld({ webhooks, env: { SETTLE_MS: "500" } });
    try {
      const person = await newPerson(world);
      await person.begin();
      await linkBoth(world);

      await person.say(`/phonet demo.example ${KEY}`);
      const phonet = await person.address("phonet");
      expect((await person.messages()).map(({ text }) => text).join("\n")).not.toContain(KEY);
      await person.say("/notify");
      await person.sees(/картки в цьому чаті/u);
      await post(world, posting("phonet", { secret: "" }, ring("call.dial")), phonet);
      await person.sees(/^📞 Вхідний дзвінок/u);
      await person.sees(/отримано call\.dial/u);
      await post(world, posting("phonet", { secret: "" }, ring("call.bridge")), phonet);
      await post(world, posting("phonet", { secret: "" }, ring("call.hangup")), phonet);
      await person.sees(/^✅ Вхідний · 1\sхв/u);

      await person.say(`/novofon demo-key ${KEY}`);
      const novofon = await person.address("novofon");
      const end = missed();
      expect(await post(world, posting("novofon", { secret: "not it" }, end), novofon)).toBe(401);
      expect(await post(world, posting("novofon", { secret: KEY }, end), novofon)).toBe(200);
      await person.sees(/^❌ Пропущений дзвінок/u);
      expect(world.output()).not.toContain(KEY);
    } finally {
      await world.close();
    }
  });
});

async function newPerson(world: World) {
  const id = 700 + random.below(90);
  const chat = `p${id}-${world.botId}`;
  await world.stand.person({ id, first_name: "Катерина", language_code: "uk" });
  const messages = (): Promise<Message[]> => world.stand.messages(chat);
  const say = (text: string): Promise<unknown> =>
    world.stand.post("say", { person: id, bot: world.botId, text });
  const sees = (what: RegExp): Promise<Message> =>
    until(`a message like ${String(what)}`, async () =>
      (await messages()).find(({ from, text }) => from.is_bot && what.test(text)),
    ).catch(async (error: unknown) => {
      throw new Error(
        `${String(error)}\n${(await messages()).map(({ text }) => text).join("\n---\n")}`,
      );
    });
  const press = async (label: string): Promise<void> => {
    const found = await until(`the button «${label}»`, async () =>
      buttonOf(await messages(), label),
    );
    await world.stand.post("press", { person: id, chat, ...found });
  };
  return {
    messages,
    say,
    sees,
    /** A business, as the bot asks for it. */
    begin: async (): Promise<void> => {
      await say("/start");
      await press("Українська");
      await sees(/називається ваш бізнес/u);
      await say("Лілея");
      await press("💇 Салон краси");
      await press("✅ Так, усе правильно");
    },
    /** The path of the hook address that the bot prints. */
    address: async (provider: string): Promise<string> => {
      const path = new RegExp(`/api/webhooks/${provider}/[\\w-]{32}`);
      return path.exec((await sees(path)).text)?.[0] ?? "";
    },
  };
}

function buttonOf(
  messages: readonly Message[],
  label: string,
): { message_id: number; data: string } | null {
  for (const { message_id, reply_markup: markup } of messages.toReversed()) {
    const button = markup?.inline_keyboard.flat().find(({ text }) => text.startsWith(label));
    if (button?.callback_data !== undefined) return { message_id, data: button.callback_data };
  }
  return null;
}

/** Both providers know the account, with this run's key. */
async function linkBoth({ stand }: World): Promise<void> {
  const employees = [{ ext: "101", name: "Олена" }];
  await stand.post("accounts", {
    provider: "phonet",
    domain: "demo.example",
    apiKey: KEY,
    employees,
  });
  await stand.post("accounts", { provider: "novofon", key: "demo-key", secret: KEY, employees });
}

const uuid = random.hex(32);

function ring(event: string): Body {
  const now = Date.now();
  return {
    event,
    uuid,
    parentUuid: null,
    dialAt: now - 70_000,
    bridgeAt: event === "call.dial" ? null : now - 60_000,
    serverTime: event === "call.hangup" ? now : now - 60_000,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: "+380671234567" }],
    trunkNum: "+380440000100",
  };
}

function missed(): Body {
  return {
    event: "NOTIFY_END",
    call_start: "2026-11-21 12:00:00",
    pbx_call_id: `in_${random.hex(40)}`,
    caller_id: "+380671112233",
    called_did: "380440000100",
    internal: "101",
    duration: "0",
    disposition: "cancel",
  };
}

async function post(world: World, hook: RequestInit, path: string): Promise<number> {
  return (await fetch(`${world.url}${path}`, hook)).status;
}
