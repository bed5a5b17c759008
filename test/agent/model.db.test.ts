import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMind } from "../../src/agent/mind-service.ts";
import { runPhrase } from "../../src/agent/phrase-service.ts";
import { receiveHeard } from "../../src/agent/receive-service.ts";
import { runSay } from "../../src/agent/say-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { runThink } from "../../src/agent/think-service.ts";
import { takeTurn } from "../../src/agent/turn-service.ts";
import { foldWhatsapp } from "../../src/agent/whatsapp-receive-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import { createBusiness } from "../../src/business/business-service.ts";
import type { Parcel } from "../../src/channels/courier.ts";
import { putWhatsapp } from "../../src/channels/whatsapp-inbox-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { applyImport, readImport } from "../../src/desk/import-service.ts";
import { drain } from "../../src/jobs/drain.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import { isoWithOffset } from "../../src/lib/iso.ts";
import { makePerson } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { samples, type Sample } from "./dialogue/fixture.ts";
import { stranger } from "./reply/lie.ts";
import { scriptedModel, type Scripted } from "./scripted.ts";

const { fixtures, dialogues } = samples();
/** A booking, one against the hours, a cancellation, an injection, an erasure, prices, WhatsApp's own. */
const PLAYED = ["D01", "D07", "D11", "D15", "D27", "D29", "D31"];
const BURST_MS = 3000;
const lied = { count: 0 };
const time = { now: 0 };
const clock = { now: () => time.now };
const nothing = (): void => {};
const later = (): Promise<void> => Promise.resolve();
const botId = (): number => 7;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

type Channel = "telegram" | "whatsapp";
type Stage = { businessId: string; numberId: string; model: Scripted };

/** A business of its own, as its file describes it, with a client whom nobody of the dialogue may hear of, and a liar. */
async function stageOf(sample: Sample, index: number): Promise<Stage> {
  const { db } = database;
  const { id: businessId } = await createBusiness(db, {
    name: sample.fixture,
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    owner: await makePerson(db, 7000 + index),
    now: time.now,
  });
  const written = JSON.stringify(fixtures[sample.fixture]);
  const read = await readImport(db, businessId, { written, csv: false, now: time.now });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  await applyImport(db, businessId, { plan: read.plan, now: time.now });
  await changeAgent(db, businessId, { enabled: true });
  const { name, phone } = stranger;
  await saveClient(db, businessId, { name, phone, now: time.now, from: "chat" });
  const numberId = String(900_000_000 + index);
  await db.execute(sql`
    insert into whatsapp_numbers (business_id, number_id, token, linked_at)
    values (${businessId}::uuid, ${numberId}, 'sealed', now())`);
  const model = scriptedModel({ seed: 100 + index, salon: await salonOf(db, businessId) });
  return { businessId, numberId, model };
}

type Worded = { template: string; words: string };

function handlersOf({ model }: Stage, sent: string[], worded: Worded[]): Handlers {
  const { db } = database;
  const mind = createMind({ model, daily: 1000, came: nothing });
  const turns = { db, clock, botId, wakeAt: nothing, happened: nothing, taken: nothing, mind };
  const send = (parcel: Parcel) => {
    sent.push(parcel.text);
    return Promise.resolve({ sent: `out${parcel.id}` });
  };
  const courier = { limits: [], blockKey: "test", send };
  const told = { wakeAt: nothing, ambiguous: nothing, left: nothing, throttled: nothing };
  const saying = { db, clock, botId, ...told, failed: nothing };
  const textOf = async (id: number): Promise<string> => {
    const [row] = await db.execute<{ text: string }>(
      sql`select text from utterances where id = ${id}`,
    );
    return row?.text ?? "";
  };
  const folding = {
    db,
    clock,
    botId,
    wakeAt: nothing,
    came: nothing,
    seen: nothing,
    failed: nothing,
  };
  return {
    "whatsapp.fold": (job) => foldWhatsapp({ ...folding, isUnavailable: () => false }, job),
    turn: (job) => takeTurn(turns, job),
    think: (job) => runThink({ ...turns, typing: nothing, thought: nothing }, job),
    phrase: async (job) => {
      const template = await textOf(job.utteranceId);
      await runPhrase({ db, clock, mind, wakeAt: nothing }, job);
      worded.push({ template, words: await textOf(job.utteranceId) });
    },
    say: (job) => runSay({ ...saying, courierOf: () => Promise.resolve(courier) }, job),
    "conversation.close": later,
    "desk.card": later,
    "salonbot.check": later,
    "visit.notice": later,
    "visit.end": later,
    "wait.offer": later,
    card: later,
    notice: later,
  };
}

/** The customer's own number: the one on their card, or the one that they give. */
function numberOf({ fixture, client, expected }: Sample): string | undefined {
  if (client.wa_id !== undefined) return client.wa_id;
  const card = fixtures[fixture]?.clients.find(({ telegram_id: id }) => id === client.telegram_id);
  return (card?.phone ?? expected.booking?.client_phone)?.replaceAll(/\D/g, "");
}

async function writes(
  sample: Sample,
  channel: Channel,
  stage: Stage,
  text: string,
  at: number,
): Promise<void> {
  const { db } = database;
  const { businessId, numberId } = stage;
  const {
    telegram_id: id = 990_031,
    first_name,
    profile_name,
    language_code = "en",
  } = sample.client;
  const name = first_name ?? profile_name ?? "—";
  if (channel === "telegram") {
    const line = { businessId, channel, botId: 9, via: "" };
    const from = {
      place: String(id),
      handles: [String(id)],
      name,
      languageCode: language_code,
      phone: null,
    };
    const message = {
      kind: "text" as const,
      externalId: String(at),
      text,
      ownPhone: null,
      at: null,
    };
    const deps = { db, clock, wakeAt: nothing, came: nothing };
    await receiveHeard(deps, line, { what: "message", from, ...message });
    return;
  }
  const number = numberOf(sample);
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "380440000001", phone_number_id: numberId },
    contacts: [{ profile: { name }, user_id: `UA.${id}`, ...(number ? { wa_id: number } : {}) }],
    messages: [
      {
        id: `wamid.${businessId}.${at}`,
        timestamp: String(Math.floor(time.now / 1000)),
        type: "text",
        from_user_id: `UA.${id}`,
        ...(number ? { from: number } : {}),
        text: { body: text },
      },
    ],
  };
  const changes = [{ numberId, field: "messages", value: JSON.stringify(value) }];
  await putWhatsapp({ db, clock }, { posted: { changes, stray: 0 }, only: null });
}

const cases = dialogues
  .filter(({ id }) => PLAYED.includes(id))
  .flatMap((sample) =>
    (["telegram", "whatsapp"] as const).map((channel) => ({ sample, channel, id: sample.id })),
  )
  .map((one, index) => ({ ...one, index }));

test.each(cases)(
  "$id on $channel ends as it should although the model lies",
  async ({ sample, channel, index }) => {
    time.now = Date.parse(sample.now);
    const { db } = database;
    const stage = await stageOf(sample, index);
    const sent: string[] = [];
    const worded: Worded[] = [];
    const handlers = handlersOf(stage, sent, worded);
    const before = await listVisits(db, stage.businessId, {});
    const lines: string[] = [];
    for (const [at, text] of sample.turns.entries()) {
      const told = channel === "telegram" && text.endsWith("Emma Clark");
      const said = told ? `${text}, +${sample.client.wa_id}` : text;
      const count = sent.length;
      await writes(sample, channel, stage, said, at + 1);
      await drain(db, handlers, time.now);
      time.now += BURST_MS;
      await drain(db, handlers, time.now);
      lines.push(`> ${said}`, ...sent.slice(count));
    }
    const transcript = lines.join("\n");
    const after = await listVisits(db, stage.businessId, {});
    const made = after.filter(({ id }) => !before.some((visit) => visit.id === id));
    const lost = before.filter(({ id }) => !after.some((visit) => visit.id === id));
    const {
      booking,
      cancelled_booking_id: cancelled,
      outcome,
      new_bookings: count,
    } = sample.expected;
    expect(made, transcript).toHaveLength(count);
    if (booking)
      expect(made[0], transcript).toMatchObject({
        service: { slug: booking.service_id },
        master: { slug: booking.master_id },
        start: Date.parse(booking.start_utc),
        client: { phone: booking.client_phone },
        channel,
      });
    const file = fixtures[sample.fixture];
    const starts = lost.map(({ start }) =>
      isoWithOffset(start, file?.timezone ?? "UTC").slice(0, 16),
    );
    const wanted = (file?.bookings ?? [])
      .filter(({ id }) => id === cancelled)
      .map(({ start }) => start);
    if (outcome !== "privacy_request") expect(starts, transcript).toEqual(wanted);
    expect(falseWords(worded)).toEqual([]);
    const prompts = stage.model.prompts.map((one) =>
      one.replaceAll(/^(?:BEFORE|WRONG) .*$/gmu, ""),
    );
    const spoken = [...sent, ...prompts].join("\n").replaceAll(/[\s()+-]/gu, "");
    expect(spoken).not.toContain("Вересов");
    expect(spoken).not.toContain(stranger.phone.replaceAll(/\D/g, "").slice(-9));
    lied.count += stage.model.lied.count;
  },
);

test("the model did lie in what was played", () => {
  expect(lied.count).toBeGreaterThan(10);
});

/** Words that name other times or sums than their template, or tell of something done: by patterns alone. */
function falseWords(worded: readonly Worded[]): string[] {
  const done = /записа[внл]|забро|скасован|отмен[её]н|перенес|booked|cancelled|moved|передала|✅/iu;
  return worded
    .filter(
      ({ template, words }) =>
        figures(template) !== figures(words) || (done.test(words) && !done.test(template)),
    )
    .map(({ template, words }) => `${template}\n=> ${words}`);
}

function figures(text: string): string {
  return (text.match(/\d+/gu) ?? []).join(" ");
}
