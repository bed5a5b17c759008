import { sql } from "drizzle-orm";
import type { Business } from "../../src/business/business.ts";
import type { Call } from "../../src/calls/call.ts";
import type { BotDeps } from "../../src/bot/context.ts";
import { json } from "../../src/db/value.ts";
import { saveTranscript } from "../../src/speech/transcript-service.ts";
import type { Turn } from "../../src/speech/transcript.ts";
import { openDesk } from "../bot/desk.ts";
import { addMember, NOW, twoBusinesses } from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser } from "./browser.ts";

export const OWNER = 11;
const STRANGER = 22;
export const OPERATOR = 33;
export const OTHER = 34;
export const SOUND = Buffer.from("ID3 0123456789 sound");

export type CallStand = Awaited<ReturnType<typeof openCallStand>>;

/** Two businesses behind the cabinet, with what the bot's own tests play behind them. */
export async function openCallStand() {
  const kept: { deps: BotDeps | null } = { deps: null };
  const desk = await openDesk({ deps: (played) => (kept.deps = played) });
  const { db } = desk;
  const deps = kept.deps;
  if (deps === null) throw new Error("no desk");
  desk.time.now = NOW;
  const { ours, theirs } = await twoBusinesses(db);
  for (const id of [OPERATOR, OTHER])
    await addMember(db, ours, { id, role: "operator", by: OWNER });
  const cabinet = await openCabinet(db, { desk: () => deps });
  const entered = async (personId: number, business: Business): Promise<Browser> => {
    const browser = cabinet.browser();
    await browser.enter(await linkFor(db, { businessId: business.id, personId }));
    return browser;
  };
  let refs = 0;
  return {
    db,
    desk,
    cabinet,
    ours,
    theirs,
    owner: await entered(OWNER, ours),
    operator: await entered(OPERATOR, ours),
    stranger: await entered(STRANGER, theirs),
    entered,
    /** A call that has ended, as the fold leaves it. */
    called: async (change: Partial<Call> & { at?: number } = {}, business = ours) => {
      refs += 1;
      const { at = NOW - refs * 60_000, ...more } = change;
      const state = { ...ANSWERED, startedAt: at, key: `call ${refs}`, ...more };
      const [row] = await db.execute<{ id: string }>(sql`
        insert into calls (business_id, provider, key, state, direction, outcome, client, line, started_at)
        values (${business.id}::uuid, 'phonet', ${state.key}, ${json(state)}, ${state.direction}, ${state.outcome}, ${state.client}, ${state.line}, ${new Date(at).toISOString()}::timestamptz)
        returning id`);
      return Number(row?.id);
    },
    /** A recording of it that is kept. */
    recorded: async (callId: number, bytes = SOUND): Promise<string> => {
      refs += 1;
      const [row] = await db.execute<{ id: string }>(sql`
        insert into recordings (business_id, call_id, provider, ref, state, wanted_at, changed_at, stored_at, mime, duration_s, bytes)
        values (${ours.id}, ${callId}, 'phonet', ${`rec ${refs}`}, 'done', now(), now(), now(), 'audio/mpeg', 30, ${bytes.length}) returning id`);
      const id = row?.id ?? "";
      const file = `${ours.id}/${id}.mp3`;
      await desk.files.put(file, bytes, "audio/mpeg");
      await db.execute(sql`update recordings set file = ${file} where id = ${id}`);
      return id;
    },
    heard: (callId: number, recordingId: string, turns: Turn[]) =>
      saveTranscript(db, ours.id, {
        recordingId,
        callId,
        source: "stt",
        language: "uk",
        turns,
        guessed: false,
        model: null,
        now: NOW,
      }),
    /** A missed call's follow-up. */
    followed: async (callId: number, client: string): Promise<void> => {
      const at = new Date(NOW - 600_000).toISOString();
      await db.execute(sql`
        with made as (
          insert into followups (business_id, client, call_id, opened_at, last_at, due_at)
          values (${ours.id}, ${client}, ${callId}, ${at}::timestamptz, ${at}::timestamptz, ${new Date(NOW + 600_000).toISOString()}::timestamptz)
          returning id)
        update calls set followup_id = (select id from made) where id = ${callId}`);
    },
    close: async () => {
      await cabinet.close();
      await desk.close();
    },
  };
}

const olena = { ext: "101", name: "Олена" };
const ANSWERED: Call = {
  key: "",
  provider: "phonet",
  direction: "in",
  client: "+380670000001",
  clientName: "Оксана К.",
  line: "+380440000001",
  lineName: null,
  startedAt: 0,
  answeredAt: 0,
  endedAt: 0,
  state: "ended",
  outcome: "answered",
  reason: null,
  lengthUnknown: false,
  answeredBy: olena,
  lastBy: olena,
  employee: null,
  rang: ["101"],
  rangNames: ["Олена"],
  path: ["101"],
  ringS: 12,
  talkS: 204,
  menuS: 0,
  transferred: false,
  records: [],
  recorded: true,
  ringingNow: [],
  talkingNow: [],
  quietSince: null,
  dueAt: null,
  ours: true,
  heardAt: 0,
  ownTimeAt: 0,
};
