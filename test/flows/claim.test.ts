import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { invite, join } from "../../src/business/member-service.ts";
import { seePerson } from "../../src/business/person-service.ts";
import { until } from "../db/until.ts";
import { openDuo } from "./duo.ts";
import { settled } from "./settle.ts";
import { owner, type Message } from "./stand.ts";
import { makeTenant, posting, type Tenant } from "./tenant.ts";
import { leaveNothing, type World } from "./world.ts";

const PEOPLE = 50;
const CLIENT = "+380671234567";

afterAll(leaveNothing);

test("fifty members press «mine» on one card at the same moment, against two processes: one owner, 49 polite answers, one edit", async () => {
  const pair = await openDuo();
  const { world } = pair;
  try {
    const tenant = await makeTenant(world, { provider: "phonet", title: "Fifty" });
    const people = await team(world, tenant);
    const card = await missedCard(world, tenant);
    const data = keyOf(card, "🙋");
    // The incoming message is told that it ended, too.
    await settled(world, 60_000);
    const before = (await world.stand.requests()).length;
    const presses = people.map((person) =>
      world.stand.post("press", {
        person,
        chat: tenant.chat,
        message_id: card.message_id,
        data,
      }),
    );
    await Promise.all(presses);
    await settled(world, 60_000);
    const [claimed] = await world
      .db()
      .execute<{ claimed_by: string; claimed_name: string }>(
        sql`select claimed_by, claimed_name from followups where business_id = ${tenant.businessId}`,
      );
    const name = claimed?.claimed_name ?? "nobody";
    expect(people).toContain(Number(claimed?.claimed_by));
    const after = (await world.stand.requests()).slice(before);
    const answers = after
      .filter(({ method }) => method === "answerCallbackQuery")
      .map(({ params }) => (typeof params["text"] === "string" ? params["text"] : ""));
    expect(answers).toHaveLength(PEOPLE);
    const polite = answers.filter((text) => text.includes(name) && /\d\d:\d\d/.test(text));
    expect(polite).toHaveLength(PEOPLE - 1);
    const edits = after.filter(({ method, ok }) => ok && method === "editMessageText");
    expect(edits).toHaveLength(1);
    expect(after.filter(({ method }) => method === "sendMessage")).toEqual([]);
    expect(await textOf(world, tenant, card)).toContain(name);
    const events = await world
      .db()
      .execute(
        sql`select event from events where business_id = ${tenant.businessId} and event like 'followup.%'`,
      );
    expect([...events]).toEqual([{ event: "followup.claimed" }]);
    for (const port of pair.balancer.targets)
      expect(pair.balancer.tallyOf(port).taken).toBeGreaterThan(0);
  } finally {
    await pair.close();
  }
});

/** Fifty members of the business, in its group. */
async function team(world: World, { businessId, chat }: Tenant): Promise<number[]> {
  const people: number[] = [];
  const now = world.clock.now();
  for (let i = 0; i < PEOPLE; i += 1) {
    const name = `Оператор${i}`;
    const { id } = await world.stand.person({ first_name: name, language_code: "uk" });
    await world.stand.post(`chats/${chat}/members`, { person: id });
    await seePerson(world.db(), { id, firstName: name, languageCode: "uk", now });
    const code = randomBytes(16).toString("base64url");
    await invite(world.db(), businessId, { role: "operator", by: owner.id, now, code });
    await join(world.db(), { code, person: { id, name }, now });
    people.push(id);
  }
  return people;
}

/** A call that nobody answers, as its final card tells of it. */
async function missedCard(world: World, tenant: Tenant): Promise<Message> {
  const now = world.clock.now();
  const leg = {
    uuid: randomBytes(16).toString("hex"),
    parentUuid: null,
    dialAt: now - 20_000,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: CLIENT }],
    trunkNum: "+380440000100",
  };
  for (const [event, serverTime] of [
    ["call.dial", now - 20_000],
    ["call.hangup", now],
  ] as const) {
    const hook = posting("phonet", tenant, { event, ...leg, serverTime });
    expect((await fetch(`${world.url}${tenant.path}`, hook)).status).toBe(200);
  }
  return until(
    "the card of the missed call",
    async () => (await world.stand.messages(tenant.chat)).find(({ text }) => text.startsWith("❌")),
    20_000,
  );
}

function keyOf({ reply_markup: markup }: Message, sign: string): string {
  const keys = markup?.inline_keyboard.flat() ?? [];
  return keys.find(({ text }) => text.startsWith(sign))?.callback_data ?? expect.fail(sign);
}

async function textOf(world: World, { chat }: Tenant, card: Message): Promise<string> {
  const messages = await world.stand.messages(chat);
  return messages.find(({ message_id: id }) => id === card.message_id)?.text ?? "";
}
