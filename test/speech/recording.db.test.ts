import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lastTrouble } from "../../src/speech/recording-trouble-service.ts";
import { runRecording } from "../../src/speech/recording-service.ts";
import { twoBusinesses } from "../business/tenants.ts";
import { T0 } from "../calls/replay.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import {
  novofonCall,
  novofonTalk,
  recordingStage,
  voice,
  type RecordingStage,
} from "./recording-stage.ts";

let held: FreshDatabase;
let stage: RecordingStage;

beforeAll(async () => {
  held = await freshDatabase();
});
afterAll(() => held.close());
beforeEach(async () => {
  await held.db
    .execute(sql`truncate businesses, members, accounts, hook_tokens, inbox, calls, call_refs, call_events,
    recordings, recording_parts, transcripts, analyses, events, notices, speech_settings, graphile_worker._private_jobs cascade`);
  const { ours } = await twoBusinesses(held.db);
  stage = await recordingStage(held.db, ours);
});

const ASK = "ask 1773133201.500001";
const LOAD = "load https://api.novofon.example/1.mp3";
const DONE = [ASK, LOAD, "put", "hear"];
const SAID = "Запишите меня на среду.";

test("a recorded call is fetched, kept, heard and told, each once", async () => {
  await novofonTalk(stage);
  await stage.run();
  expect(stage.world.asked).toEqual(DONE);
  expect(await stage.rows()).toMatchObject([{ ref: "1773133201.500001", state: "done" }]);
  expect(await stage.events()).toEqual([[SAID]]);
  expect(await stage.spoken()).toMatchObject({
    state: "analysing",
    audio: true,
    text: true,
    silent: false,
    cause: null,
  });
  expect(stage.world.analysed).toHaveLength(1);
  expect(stage.world.timed).toEqual(["stored", "transcribed"]);
  expect([...stage.world.kept.keys()]).toEqual([
    expect.stringMatching(/^[\w-]{36}\/[\w-]{36}\.wav$/),
  ]);
  // NOTIFY_RECORD of the same recording comes after everything.
  await stage.hear("novofon", {
    event: "NOTIFY_RECORD",
    ...novofonCall,
    call_id_with_rec: "1773133201.500001",
  });
  await stage.until(300);
  expect(stage.world.asked).toEqual(DONE);
});

test("one that is not there yet is asked for until a quarter of an hour has passed", async () => {
  stage.world.links = () => ({ missing: true });
  await novofonTalk(stage);
  await stage.run();
  expect(await stage.spoken()).toMatchObject({ state: "preparing", audio: false });
  const times: number[] = [0];
  for (let count = 1; (await stage.rows())[0]?.state === "wanted";) {
    await stage.until((stage.world.now - T0) / 1000 + 10, 10);
    if (stage.world.asked.length > count) times.push((stage.world.now - T0) / 1000 - 60);
    count = stage.world.asked.length;
  }
  expect(times).toEqual([0, 10, 30, 60, 120, 240, 540, 840]);
  expect(await stage.spoken()).toMatchObject({ state: "failed", cause: "no_recording" });
  expect(await stage.notices()).toEqual([]);
  expect(stage.world.causes).toEqual(["no_recording"]);
});

test("one that comes at the third asking goes on as usual", async () => {
  stage.world.links = () => ({ missing: true });
  await novofonTalk(stage);
  await stage.until(85);
  stage.world.links = () => ({ links: ["https://api.novofon.example/1.mp3"] });
  await stage.until(200);
  expect(stage.world.asked).toEqual([ASK, ASK, ASK, LOAD, "put", "hear"]);
  expect(await stage.spoken()).toMatchObject({ state: "analysing", text: true });
});

test.each([
  ["provider_key", () => (stage.world.links = () => ({ refused: "key" })), 1],
  ["provider_key", () => (stage.world.load = () => ({ refused: "key" })), 1],
  ["too_large", () => (stage.world.load = () => ({ tooLarge: true })), 1],
  ["not_found", () => (stage.world.load = () => ({ blocked: "address" })), 1],
  [
    "not_audio",
    () =>
      (stage.world.load = () => ({ bytes: Buffer.from("<html>".repeat(99)), type: "audio/mpeg" })),
    4,
  ],
  ["not_audio", () => (stage.world.load = () => ({ bytes: Buffer.alloc(0), type: null })), 4],
  ["not_audio", () => (stage.world.load = () => ({ bytes: voice.subarray(0, 40), type: null })), 4],
  ["provider_down", () => (stage.world.links = () => ({ unreachable: "http_502" })), 13],
  ["provider_down", () => (stage.world.links = () => ({ limited: true, retryAfterS: 30 })), 13],
  ["stt_balance", () => (stage.world.hear = () => ({ failed: "stt_balance" })), 1],
  ["stt_key", () => (stage.world.hear = () => ({ failed: "stt_key" })), 1],
  ["stt_busy", () => (stage.world.hear = () => ({ retry: 20_000, cause: "stt_busy" })), 1],
])(
  "%s is given up after its tries, and owners hear of what is theirs",
  async (cause, arrange, tries) => {
    arrange();
    await novofonTalk(stage);
    await stage.until(5000, 100);
    expect(await stage.rows()).toMatchObject([{ state: "failed", reason: cause }]);
    const stt = cause.startsWith("stt");
    expect(await stage.spoken()).toMatchObject({ state: "failed", cause, audio: stt, text: false });
    expect(stage.world.asked.filter((one) => one === ASK)).toHaveLength(tries);
    expect(await stage.events()).toEqual([]);
    const owners = /key|balance/.test(cause) ? [`speech:${cause}:2026-3-10:11`] : [];
    expect(await stage.notices()).toEqual(owners);
    const [business] = await held.db.execute<{ id: string }>(
      sql`select business_id as id from recordings`,
    );
    expect(await lastTrouble(held.db, business?.id ?? "", T0)).toMatchObject({ cause });
    expect(stage.world.analysed).toEqual([]);
  },
);

test("a full disk is waited out, and the owner hears of it once", async () => {
  stage.world.put = () => ({ failed: "ENOSPC" });
  await novofonTalk(stage);
  await stage.until(200);
  expect(await stage.rows()).toMatchObject([{ state: "wanted", reason: "storage" }]);
  expect(await stage.notices()).toEqual(["speech:storage:2026-3-10:11"]);
  stage.world.put = () => ({ kept: true });
  await stage.until(700);
  expect(await stage.rows()).toMatchObject([{ state: "done", reason: null }]);
});

test.each(["ask", "load", "put", "hear"])(
  "killed at «%s», it goes on from what was committed",
  async (at) => {
    const { world } = stage;
    const whole = { links: world.links, load: world.load, put: world.put, hear: world.hear };
    if (at === "ask") world.links = killed;
    if (at === "load") world.load = killed;
    if (at === "put") world.put = killed;
    if (at === "hear") world.hear = killed;
    await novofonTalk(stage);
    await expect(stage.run()).rejects.toThrow("killed");
    Object.assign(world, whole);
    await held.db.execute(sql`update graphile_worker._private_jobs set run_at = created_at`);
    await stage.run();
    expect(await stage.rows()).toMatchObject([{ state: "done" }]);
    expect(await stage.events()).toEqual([[SAID]]);
    const again = DONE.indexOf(at === "ask" ? ASK : at === "load" ? LOAD : at) + 1;
    const from = at === "hear" ? ["hear"] : DONE;
    expect(world.asked).toEqual([...DONE.slice(0, again), ...from]);
  },
);

test("a job that runs again after its result was committed asks nobody", async () => {
  await novofonTalk(stage);
  const [job] = await held.db.execute<{ payload: { businessId: string; recordingId: string } }>(
    sql`select payload from graphile_worker._private_jobs where payload::jsonb ? 'recordingId'`,
  );
  await stage.run();
  for (let i = 0; i < 3; i += 1) if (job) await runRecording(stage.deps, job.payload);
  expect(stage.world.asked).toEqual(DONE);
  expect(await stage.events()).toHaveLength(1);
});

function killed(): never {
  throw new Error("killed");
}
