import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Business } from "../../src/business/business.ts";
import { foldBatch, foldCalls, type FoldDeps } from "../../src/calls/fold-service.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import type { Spoken } from "../../src/calls/spoken.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import type { Loaded } from "../../src/gateways/file-audio.ts";
import type { Files } from "../../src/gateways/file-port.ts";
import type { NovofonRecords } from "../../src/gateways/novofon-record.ts";
import type { Hearing } from "../../src/gateways/speech-trouble.ts";
import { drain } from "../../src/jobs/drain.ts";
import { writeWav } from "../../src/lib/wav.ts";
import { acceptConsent, changeSpeech } from "../../src/speech/settings-service.ts";
import { runRecording, type RecordingDeps } from "../../src/speech/recording-service.ts";
import { wantRecordings } from "../../src/speech/want-service.ts";
import { createTelephony } from "../../src/telephony/service.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { keyring } from "../business/tenants.ts";
import { T0, windows } from "../calls/replay.ts";

type Fields = Record<string, string>;
type Links = Awaited<ReturnType<NovofonRecords["links"]>>;
type Put = Awaited<ReturnType<Files["put"]>>;

const SECRET = "s3cret-of-the-account";
export type RecordingStage = Awaited<ReturnType<typeof recordingStage>>;

/** A second of a voice: loud enough not to be silence. */
export const voice = writeWav(
  [Int16Array.from({ length: 8000 }, (_, i) => Math.round(9000 * Math.sin(i / 3)))],
  8000,
);
const found: Loaded = { bytes: voice, type: "audio/wav" };
const words: Hearing = {
  heard: {
    language: "ru",
    durationS: 1,
    segments: [{ startS: 0, endS: 1, text: "Запишите меня на среду." }],
    text: "Запишите меня на среду.",
  },
};

/** Calls of one business up to their texts: providers, the service that hears and the disk are played, and count. */
export async function recordingStage(db: Database, business: Business) {
  const businessId = business.id;
  const novofon = await linkedAccount(db, business, {
    provider: "novofon",
    label: "key",
    secret: { secret: SECRET },
  });
  const phonet = await linkedAccount(db, business);
  const tokens = {
    novofon: (await giveToken(db, novofon)).text,
    phonet: (await giveToken(db, phonet)).text,
  };
  await acceptConsent(db, businessId, { personId: 11, now: T0 });
  await changeSpeech(db, businessId, { transcribe: true });
  const world = {
    now: T0,
    asked: [] as string[],
    links: (): Links => ({ links: ["https://api.novofon.example/1.mp3"] }),
    load: (): Loaded => found,
    put: (): Put => ({ kept: true }),
    hear: (): Hearing => words,
    kept: new Map<string, Buffer>(),
    timed: [] as string[],
    causes: [] as string[],
    analysed: [] as number[],
  };
  const clock = { now: () => world.now };
  const noted = (what: string): void => void world.asked.push(what);
  const load = (name: string) => async (): Promise<Loaded> => {
    noted(name);
    return world.load();
  };
  const files: Files = {
    put: async (name, bytes) => {
      noted("put");
      const put = world.put();
      if ("kept" in put) world.kept.set(name, bytes);
      return put;
    },
    get: async (name) => {
      const bytes = world.kept.get(name);
      return bytes ? { bytes } : { missing: true };
    },
    read: async () => ({ missing: true }),
    remove: async (name) => {
      world.kept.delete(name);
      return { removed: true };
    },
    names: async () => [...world.kept.keys()],
  };
  const deps: RecordingDeps = {
    db,
    clock,
    keyring,
    files,
    novofon: {
      links: async ({ key, secret }, asked) => {
        if (key !== "key" || secret !== SECRET) throw new Error("another account's key");
        noted("callId" in asked ? `ask ${asked.callId}` : `ask all of ${asked.pbxCallId}`);
        return world.links();
      },
      load: (link) => load(`load ${link}`)(),
    },
    phonet: { load: (_key, uuid) => load(`phonet ${uuid}`)() },
    load: (link) => load(`load ${link}`)(),
    speech: {
      model: "played",
      hear: async () => {
        noted("hear");
        return world.hear();
      },
    },
    ffmpeg: null,
    analyses: true,
    botId: 7,
    emitted: () => {},
    wakeAt: () => {},
    timed: (step) => void world.timed.push(step),
    came: (cause) => void world.causes.push(cause),
    logged: () => {},
  };
  const fold: FoldDeps = {
    db,
    clock,
    windows,
    wakeAt: () => {},
    emitted: () => {},
    folded: () => {},
    failed: (error) => {
      throw error;
    },
  };
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  const telephony = createTelephony({ db, inbox, keyring });
  const wanting = wantRecordings({ keyring, clock });
  const relay = () => relayOnce(db, { "call.completed": [wanting], "call.recorded": [wanting] });

  async function hear(provider: "novofon" | "phonet", body: object): Promise<void> {
    const fields: Fields = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, String(value)]),
    );
    const answer = await telephony.receive({
      provider,
      token: tokens[provider],
      method: "POST",
      query: "",
      contentType: "application/json",
      signature: signatureOf(fields),
      raw: Buffer.from(JSON.stringify(body)),
      now: world.now,
    });
    if (answer === "unknown" || answer.verdict !== "accepted")
      throw new Error(JSON.stringify(answer));
    while ((await foldBatch(fold)) > 0);
    await relay();
  }

  const run = async (given = deps): Promise<void> => {
    await drain(
      db,
      {
        recording: (job) => runRecording(given, job),
        "call.fold": (job) => foldCalls(fold, job),
        analysis: async ({ callId }) => void world.analysed.push(callId),
        card: async () => {},
        notice: async () => {},
        "followup.due": async () => {},
      },
      world.now,
    );
    await relay();
  };

  return {
    world,
    deps,
    files,
    hear,
    run,
    /** The clock goes on second by second, and what falls due runs. */
    async until(seconds: number, step = 5): Promise<void> {
      for (const end = T0 + seconds * 1000; world.now < end;) {
        world.now = Math.min(world.now + step * 1000, end);
        await run();
      }
    },
    rows: async () => [
      ...(await db.execute<{ ref: string; state: string; reason: string | null; tries: number }>(
        sql`select ref, state, reason, tries from recordings where business_id = ${businessId} order by ref`,
      )),
    ],
    spoken: async (): Promise<Spoken | null> =>
      [
        ...(await db.execute<{ spoken: Spoken | null }>(
          sql`select spoken from calls where business_id = ${businessId} and merged_into is null order by id desc limit 1`,
        )),
      ][0]?.spoken ?? null,
    events: async () =>
      [
        ...(await db.execute<{ data: { transcript: { text: string; speaker: string }[] } }>(
          sql`select data from events where business_id = ${businessId} and event = 'call.transcribed' order by sequence`,
        )),
      ].map(({ data }) => data.transcript.map(({ text }) => text)),
    notices: async () =>
      [
        ...(await db.execute<{ key: string }>(
          sql`select key from notices where business_id = ${businessId} and key like 'speech:%' order by key`,
        )),
      ].map(({ key }) => key),
  };
}

/** As the PBX signs its events (facts of the vendor): base64 of the hex digest. */
function signatureOf(fields: Fields): string {
  const { event = "", caller_id = "", called_did = "", call_start = "" } = fields;
  const { pbx_call_id = "", call_id_with_rec = "" } = fields;
  const { destination = "" } = fields;
  const texts: Record<string, string> = {
    NOTIFY_RECORD: `${pbx_call_id}${call_id_with_rec}`,
    NOTIFY_ANSWER: `${caller_id}${destination}${call_start}`,
  };
  const text = texts[event] ?? `${caller_id}${called_did}${call_start}`;
  const hex = createHmac("sha1", SECRET).update(text).digest("hex");
  return Buffer.from(hex).toString("base64");
}

export const novofonCall = {
  pbx_call_id: "in_95dc5968d257f48539f23a09e09a1dd050b49592",
  call_start: "2026-03-10 12:00:00",
  caller_id: "+79161110001",
  called_did: "74950001122",
};

/** An answered call of Novofon that ends a minute after T0. */
export async function novofonTalk(stage: RecordingStage, end: object = {}): Promise<void> {
  stage.world.now = T0;
  await stage.hear("novofon", { event: "NOTIFY_START", ...novofonCall });
  await stage.hear("novofon", {
    event: "NOTIFY_ANSWER",
    ...novofonCall,
    destination: "101",
    internal: "101",
  });
  stage.world.now = T0 + 60_000;
  await stage.hear("novofon", {
    event: "NOTIFY_END",
    ...novofonCall,
    internal: "101",
    duration: "55",
    disposition: "answered",
    last_internal: "101",
    status_code: "16",
    is_recorded: "1",
    call_id_with_rec: "1773133201.500001",
    ...end,
  });
}
