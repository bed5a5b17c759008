import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { until } from "../db/until.ts";
import { owner, type Message } from "./stand.ts";
import { makeTenant, posting, type Tenant } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

afterAll(leaveNothing);

const recorder = resolve(process.env["FRONTDESK_DIST"] ?? "dist", "record-case.js");

test("a card tells why it came, and its call is recorded while the program runs and when it has stopped", async () => {
  const world = await openWorld({ env: { SETTLE_MS: "500" } });
  try {
    const tenant = await makeTenant(world, { provider: "phonet", title: "Приймальня" });
    const uuid = "0f6b1d7ac0de4c1c9a3e5d2f7b8a9c01";
    await hear(world, tenant, { event: "call.dial", uuid });
    await hear(world, tenant, { event: "call.dial", uuid });
    await hear(world, tenant, { event: "call.hangup", uuid });
    const card = await sees(world, tenant, /^❌ Пропущений/u);

    const more = keyOf(card, "⋯");
    await press(world, tenant, card, "⋯");
    const opened = await sees(world, tenant, /^❌/u, "🔎 Чому ця картка");
    await press(world, tenant, opened, "🔎 Чому ця картка");
    const story = await sees(world, tenant, /^🔎 Чому ця картка/u);
    expect(story.reply_to_message_id).toBe(card.message_id);
    for (const line of [
      /call\.dial ×2 · .*вн\. 101/u,
      /Почався вхідний дзвінок/u,
      /Завершено: пропущений/u,
      /Надіслано: підсумок/u,
    ])
      expect(story.text).toMatch(line);
    await press(world, tenant, opened, "‹");
    expect(keyOf(await sees(world, tenant, /^❌/u, "⋯"), "⋯")).toBe(more);
    await press(world, tenant, story, "✖️ Прибрати");
    await until("the story is gone", async () =>
      (await world.stand.messages(tenant.chat)).every(({ text }) => !text.startsWith("🔎")),
    );

    expect(await record(world)).toMatch(/in +missed +…2233/u);
    world.app().kill("SIGTERM");
    await world.app().exited;
    expect(await record(world)).toMatch(/in +missed +…2233/u);
    expect(await record(world, "last")).toContain("phonet: 3 hooks, in missed.");
  } finally {
    await world.close();
  }
});

async function hear(world: World, tenant: Tenant, said: object): Promise<void> {
  const now = Date.now();
  const body = {
    ...said,
    parentUuid: null,
    dialAt: now,
    serverTime: now,
    lgDirection: 4,
    leg: { id: 1, ext: "101", displayName: "Олена", type: 1 },
    otherLegs: [{ name: "Оксана", num: "+380671112233" }],
    trunkNum: "+380440000100",
  };
  // A repeat is the same to the letter.
  const sent = (repeats[JSON.stringify(said)] ??= body);
  const answer = await fetch(world.url + tenant.path, posting("phonet", tenant, sent));
  expect(answer.status).toBe(200);
}

const repeats: Record<string, Record<string, unknown>> = {};

function sees(world: World, { chat }: Tenant, what: RegExp, label?: string): Promise<Message> {
  return until(`a message like ${String(what)}`, async () =>
    (await world.stand.messages(chat)).find(
      (message) =>
        what.test(message.text) && (label === undefined || keyOf(message, label) !== null),
    ),
  );
}

function keyOf({ reply_markup: keys }: Message, label: string): string | null {
  return keys?.inline_keyboard.flat().find(({ text }) => text === label)?.callback_data ?? null;
}

async function press(world: World, { chat }: Tenant, message: Message, label: string) {
  const data = keyOf(message, label);
  const pressed = { person: owner.id, chat, message_id: message.message_id, data };
  expect(await world.stand.post("press", pressed)).toMatchObject({ answered: true });
}

async function record(world: World, ...args: string[]): Promise<string> {
  const env = { ...process.env, ...world.env };
  const { stdout } = await promisify(execFile)(process.execPath, [recorder, ...args], {
    cwd: world.folder,
    env,
  });
  return stdout;
}
