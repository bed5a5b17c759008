import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { changeBusiness } from "../../src/business/business-service.ts";
import type { Call } from "../../src/calls/call.ts";
import { setSpoken } from "../../src/calls/spoken-service.ts";
import { json } from "../../src/db/value.ts";
import type { Model, ModelAnswer } from "../../src/gateways/model.ts";
import { runAnalysis, type AnalyseDeps } from "../../src/speech/analyse-service.ts";
import type { Analysis } from "../../src/speech/analysis.ts";
import { changeSpeech } from "../../src/speech/settings-service.ts";
import { saveTranscript } from "../../src/speech/transcript-service.ts";
import { db, ours, PHONE } from "../crm/deal-case.ts";
import { answerOf, CALLED_AT, talks, turnsOf } from "./talks/script.ts";
import type { Written } from "./talks/talk.ts";

const MINUTE = 60_000;

export type Answer = ModelAnswer<ReturnType<typeof answerOf>>;

export function saying(talk: Written, every = 0): Answer {
  return { object: answerOf(talk, every), model: "scripted-1", usage: { input: 1, output: 1 } };
}

/** A call whose text is there and whose analysis is due. */
export async function heard(
  talk: Written,
  answer: (n: number) => Answer | Promise<Answer> = () => saying(talk),
) {
  await changeBusiness(db, ours.id, { language: talk.language });
  await changeSpeech(db, ours.id, { rubric: [...(talk.rubric ?? [])] });
  const callId = await endedCall();
  const world = { now: CALLED_AT + 5 * MINUTE };
  await transcribed(callId, talk, world.now);
  const asked: string[] = [];
  const came: string[] = [];
  const model: Model = {
    name: "scripted",
    answer: async ({ schema, taken, user }) => {
      asked.push(user);
      const made = await answer(asked.length);
      return "object" in made ? { ...made, object: (taken ?? schema).parse(made.object) } : made;
    },
  };
  const deps: AnalyseDeps = {
    db,
    clock: { now: () => world.now },
    model,
    botId: 7,
    emitted: () => {},
    wakeAt: () => {},
    timed: () => {},
    came: (cause) => void came.push(cause),
  };
  return {
    callId,
    deps,
    world,
    asked,
    came,
    run: (tries = 0) => runAnalysis(deps, { businessId: ours.id, callId, tries }),
    jobs: async () => {
      const rows = await db.execute<{ payload: object; run_at: string }>(sql`
        select j.payload, j.run_at from graphile_worker._private_jobs j
        where j.key = ${`analysis:${callId}`} order by j.run_at desc`);
      return [...rows].map((row) => ({ ...row, run_at: new Date(row.run_at).getTime() }));
    },
  };
}

export async function transcribed(callId: number, talk: Written, now: number): Promise<void> {
  const turns = turnsOf(talk).map(({ recording: _own, ...turn }) => turn);
  await saveTranscript(db, ours.id, {
    recordingId: randomUUID(),
    callId,
    source: "stt",
    language: talk.spoken,
    turns,
    guessed: false,
    model: null,
    now,
  });
  await setSpoken(db, ours.id, { callId, change: { state: "analysing", text: true } });
}

async function endedCall(): Promise<number> {
  const state: Call = {
    key: randomUUID(),
    provider: "phonet",
    direction: "in",
    client: PHONE,
    clientName: null,
    line: null,
    lineName: null,
    startedAt: CALLED_AT,
    answeredAt: CALLED_AT + 5000,
    endedAt: CALLED_AT + MINUTE,
    state: "ended",
    outcome: "answered",
    reason: null,
    lengthUnknown: false,
    answeredBy: { ext: "101", name: "Марина Ткач" },
    lastBy: { ext: "101", name: "Марина Ткач" },
    employee: null,
    rang: ["101"],
    rangNames: ["Марина Ткач"],
    path: ["101"],
    ringS: 5,
    talkS: 55,
    menuS: 0,
    transferred: false,
    records: [],
    recorded: true,
    ringingNow: [],
    talkingNow: [],
    quietSince: CALLED_AT + MINUTE,
    dueAt: null,
    ours: true,
    heardAt: CALLED_AT + MINUTE,
    ownTimeAt: CALLED_AT + MINUTE,
  };
  const [row] = await db.execute<{ id: string }>(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, started_at)
    values (${ours.id}::uuid, 'phonet', ${state.key}, ${json(state)}, 'in', 'answered', ${PHONE}, ${new Date(CALLED_AT).toISOString()}::timestamptz)
    returning id`);
  return Number(row?.id);
}

export async function events(callId: number): Promise<unknown[]> {
  const rows = await db.execute<{ data: unknown }>(sql`
    select data from events where business_id = ${ours.id} and event = 'call.analyzed' and (data->>'call_id')::bigint = ${callId}`);
  return [...rows].map(({ data }) => data);
}

export async function kept(
  callId: number,
): Promise<{ data: Analysis | null; dropped: number; model: string | null } | null> {
  const [row] = await db.execute<{ data: Analysis | null; dropped: number; model: string | null }>(
    sql`select data, dropped, model from analyses where business_id = ${ours.id} and call_id = ${callId}`,
  );
  return row ?? null;
}

export async function dealRow() {
  const [row] = await db.execute<{
    status: string;
    amount: string | null;
    visit: string | null;
  }>(sql`
    select status, amount, visit_at as visit, name, address from deals where business_id = ${ours.id} order by id limit 1`);
  return row ?? null;
}

export function talkNamed(name: string): Written {
  const talk = talks.find((one) => one.name === name);
  if (!talk) throw new Error(`no talk ${name}`);
  return talk;
}
