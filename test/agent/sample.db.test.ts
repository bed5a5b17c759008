import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveSalonUpdate } from "../../src/agent/telegram-receive-service.ts";
import { linkSalonBot, type SalonBotDeps } from "../../src/channels/salon-bot-service.ts";
import { telegramCourier } from "../../src/channels/telegram-courier-service.ts";
import type { Line } from "../../src/channels/line.ts";
import type { SalonBot } from "../../src/channels/salon-bot.ts";
import { runSay } from "../../src/agent/say-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { takeTurn } from "../../src/agent/turn-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import { createBusiness } from "../../src/business/business-service.ts";
import { applyImport, readImport } from "../../src/desk/import-service.ts";
import type { SalonGateway } from "../../src/gateways/salon-telegram.ts";
import { drain } from "../../src/jobs/drain.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import { isoWithOffset } from "../../src/lib/iso.ts";
import { fresh, keyring, makePerson } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { samples, type Sample } from "./dialogue/fixture.ts";

const { fixtures, dialogues } = samples();
const BURST_MS = 3000;
const time = { now: 0 };
const clock = { now: () => time.now };
const said: { chatId: number; text: string; titles: string[] }[] = [];
const nothing = (): void => {};
const later = (): Promise<void> => Promise.resolve();

const gateway: SalonGateway = {
  me: (token) => {
    const id = Number(token.split(":")[0]);
    return Promise.resolve({ id, username: `salon_${id}_bot`, name: "Salon" });
  },
  openDoor: later,
  dress: later,
  connection: () => Promise.resolve(null),
  typing: later,
  answer: later,
  send: (_, { chatId, text, buttons }) => {
    said.push({ chatId, text, titles: buttons.flat().map((button) => button.text) });
    return Promise.resolve({ sent: said.length });
  },
  api: () => {
    throw new Error("nobody fetches here");
  },
};

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** A business of its own, as its file describes it, with a bot that customers write to. */
async function salonOfSample(sample: Sample, index: number): Promise<SalonBot> {
  const { db } = database;
  const owner = await makePerson(db, 5000 + index);
  const { id } = await createBusiness(db, {
    name: sample.fixture,
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    owner,
    now: time.now,
  });
  const written = JSON.stringify(fixtures[sample.fixture]);
  const read = await readImport(db, id, { written, csv: false, now: time.now });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  await applyImport(db, id, { plan: read.plan, now: time.now });
  await changeAgent(db, id, { enabled: true });
  const deps: SalonBotDeps = {
    db,
    clock,
    keyring,
    random: fresh,
    gateway,
    publicUrl: "https://desk.example",
    mainBotId: () => 1,
    changed: nothing,
  };
  const linked = await linkSalonBot(deps, id, `${9_000_000 + index}:${"A".repeat(35)}`);
  if ("refused" in linked) throw new Error(linked.refused);
  return linked.linked;
}

function handlersNow(): Handlers {
  const { db } = database;
  const turns = { db, clock, botId: () => 1, wakeAt: nothing, happened: nothing, taken: nothing };
  const saying = {
    db,
    clock,
    courierOf: (of: Line & { heardAt: number | null }, place: string) =>
      telegramCourier({ db, clock, keyring, gateway }, of, place),
    botId: () => 1,
    wakeAt: nothing,
    ambiguous: nothing,
    left: nothing,
    throttled: nothing,
    failed: (problem: string) => {
      throw new Error(problem);
    },
  };
  return {
    turn: (job) => takeTurn(turns, job),
    say: (job) => runSay(saying, job),
    "conversation.close": later,
    "desk.card": later,
    "salonbot.check": later,
    "visit.notice": later,
    "visit.end": later,
    "wait.offer": later,
    notice: later,
  };
}

const unknown = (): Promise<null> => Promise.resolve(null);

function receiving() {
  const told = { wakeAt: nothing, came: nothing, mainBotId: () => 1, connection: unknown };
  return { db: database.db, clock, ...told };
}

async function plays(sample: Sample, bot: SalonBot): Promise<string[]> {
  const { telegram_id: chatId = 0, first_name = "", language_code = "uk" } = sample.client;
  const replies: string[] = [];
  for (const [index, text] of sample.turns.entries()) {
    const from = { id: chatId, is_bot: false, first_name, language_code };
    const chat = { id: chatId, type: "private" };
    await receiveSalonUpdate(receiving(), bot, {
      update_id: index + 1,
      message: { message_id: index + 1, date: 1, chat, from, text },
    });
    time.now += BURST_MS;
    const before = said.length;
    await drain(database.db, handlersNow(), time.now);
    replies.push(
      said
        .slice(before)
        .map((one) => one.text)
        .join("\n"),
    );
  }
  return replies;
}

test.each(
  dialogues
    .filter(({ client }) => client.channel === "telegram")
    .map((sample, index) => ({ id: sample.id, sample, index })),
)("$id ends in the rows that it is expected to end in", async ({ sample, index }) => {
  time.now = Date.parse(sample.now);
  const bot = await salonOfSample(sample, index);
  const { db } = database;
  const before = await listVisits(db, bot.businessId, {});
  const replies = await plays(sample, bot);
  const transcript = sample.turns.map((turn, i) => `> ${turn}\n${replies[i]}`).join("\n");
  const after = await listVisits(db, bot.businessId, {});
  const known = new Set(before.map(({ id }) => id));
  const { booking, cancelled_booking_id: cancelled, outcome } = sample.expected;
  const made = after.filter(({ id }) => !known.has(id));
  expect(made, transcript).toHaveLength(sample.expected.new_bookings);
  if (booking)
    expect(made[0], transcript).toMatchObject({
      service: { slug: booking.service_id },
      master: { slug: booking.master_id },
      start: Date.parse(booking.start_utc),
      client: { phone: booking.client_phone },
      channel: "telegram",
      price: booking.price.kind === "from" ? { kind: "from" } : { amount: booking.price.amount },
    });
  const file = fixtures[sample.fixture];
  const lost = before.filter(({ id }) => !after.some((visit) => visit.id === id));
  const startOf = (slug: string) => file?.bookings.find(({ id }) => id === slug)?.start;
  if (cancelled !== undefined)
    expect(
      lost.map(({ start }) => isoWithOffset(start, file?.timezone ?? "UTC").slice(0, 16)),
      transcript,
    ).toEqual([startOf(cancelled)]);
  else if (outcome !== "privacy_request") expect(lost, transcript).toEqual([]);
  for (const { turn, must = [], must_not = [] } of sample.expected.checks ?? []) {
    for (const words of must) expect(replies[turn], transcript).toMatch(new RegExp(words, "i"));
    for (const words of must_not) expect(replies[turn]).not.toMatch(new RegExp(words, "i"));
  }
});
