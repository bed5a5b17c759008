import { sql } from "drizzle-orm";
import { closeConversation } from "../../src/agent/close-service.ts";
import { runDeskCard } from "../../src/agent/desk-card-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { runSay } from "../../src/agent/say-service.ts";
import { takeTurn } from "../../src/agent/turn-service.ts";
import { foldWhatsapp, type FoldDeps } from "../../src/agent/whatsapp-receive-service.ts";
import { createBusiness } from "../../src/business/business-service.ts";
import type { Delivered, Parcel } from "../../src/channels/courier.ts";
import { putWhatsapp } from "../../src/channels/whatsapp-inbox-service.ts";
import { routed } from "../../src/channels/whatsapp-inbox.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { drain } from "../../src/jobs/drain.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import { NOW, openSalon } from "../booking/world.ts";
import { makePerson } from "../business/tenants.ts";

const nothing = (): void => {};
const later = (): Promise<void> => Promise.resolve();
const botId = (): number => 7;

/** A salon with a WhatsApp number, and a Meta that takes what is sent as it is told to. */
export type WhatsappLine = Awaited<ReturnType<typeof openWhatsappLine>>;

export async function openWhatsappLine(db: Database, { index }: { index: number }) {
  const time = { now: NOW };
  const clock = { now: () => time.now };
  const numberId = String(100_000_000 + index);
  const sent: { place: string; text: string; id: number; buttons: Parcel["buttons"] }[] = [];
  const answers: Delivered[] = [];
  const seen: string[] = [];
  const failed: string[] = [];
  /** What happens while a message is under way. */
  const meanwhile: (() => Promise<void>)[] = [];
  const business = await createBusiness(db, {
    name: `Лілея ${index}`,
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    owner: await makePerson(db, 500 + index, "Оля"),
    now: NOW,
  });
  const salon = await openSalon(db, business);
  await changeAgent(db, business.id, { enabled: true });
  await db.execute(sql`
    insert into whatsapp_numbers (business_id, number_id, token, linked_at)
    values (${business.id}::uuid, ${numberId}, 'sealed', now())`);
  const folding: FoldDeps = {
    db,
    clock,
    wakeAt: nothing,
    came: nothing,
    botId,
    isUnavailable,
    seen: (_, { messageId }) => void seen.push(messageId),
    failed: (problem) => void failed.push(problem),
  };
  const turns = {
    db,
    clock,
    botId,
    wakeAt: nothing,
    happened: nothing,
    taken: nothing,
    mind: null,
  };
  const saying = {
    db,
    clock,
    courierOf: (_: unknown, place: string) =>
      Promise.resolve({
        limits: [],
        blockKey: `test:${place}`,
        send: async (parcel: Parcel) => {
          const answer = answers.shift() ?? { sent: `wamid.out${parcel.id}` };
          if ("sent" in answer) sent.push({ place, ...parcel });
          await meanwhile.shift()?.();
          return answer;
        },
      }),
    botId,
    wakeAt: nothing,
    ambiguous: nothing,
    left: nothing,
    throttled: nothing,
    failed: nothing,
  };
  const handlers: Handlers = {
    "whatsapp.fold": (job) => foldWhatsapp(folding, job),
    turn: (job) => takeTurn(turns, job),
    say: (job) => runSay(saying, job),
    "conversation.close": (job) => closeConversation({ db, clock }, job),
    "desk.card": (job) =>
      runDeskCard({ db, clock, botId, forum: { createTopic: () => Promise.resolve(null) } }, job),
    "desk.draft": later,
    notice: later,
    "visit.notice": later,
    "visit.end": later,
    "wait.offer": later,
  };
  return {
    db,
    time,
    business,
    salon,
    numberId,
    sent,
    answers,
    meanwhile,
    seen,
    failed,
    folding,
    /** A POST of Meta's with these changes of this number. */
    posts: (...values: object[]) =>
      putWhatsapp({ db, clock }, { posted: postOf(numberId, values), only: null }),
    /** What was posted is worked through, the burst's window passes, and everything that is due happens. */
    settle: async (ms = 3000) => {
      await drain(db, handlers, time.now);
      time.now += ms;
      await drain(db, handlers, time.now);
    },
    run: () => drain(db, handlers, time.now),
    rows: async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) => [
      ...(await db.execute<T>(query)),
    ],
  };
}

/** A POST as the hook reads it. */
export function postOf(numberId: string, values: readonly object[], field = "messages") {
  const changes = values.map((value) => ({
    field,
    value: {
      metadata: { phone_number_id: numberId, display_phone_number: "380440000000" },
      ...value,
    },
  }));
  const posted = routed(Buffer.from(JSON.stringify({ entry: [{ changes }] })));
  if (!posted) throw new Error("no event");
  return posted;
}

let wamids = 0;

/** A message of somebody with an id, a number, or both. */
export function message(
  who: { from?: string; user?: string },
  fields: Record<string, unknown> | string,
  id?: string,
) {
  wamids += 1;
  const said =
    typeof fields === "string" ? { type: "text", text: { body: fields } } : { ...fields };
  return {
    id: id ?? `wamid.in${wamids}`,
    timestamp: String(NOW / 1000),
    ...(who.from === undefined ? {} : { from: who.from }),
    ...(who.user === undefined ? {} : { from_user_id: who.user }),
    ...said,
  };
}
