import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { cleanSpeech } from "../../src/speech/clean-service.ts";
import { eraseSpeech } from "../../src/speech/erase-service.ts";
import { keepFileId, playable } from "../../src/speech/play-service.ts";
import { changeSpeech } from "../../src/speech/settings-service.ts";
import { transcriptsOf } from "../../src/speech/transcript-service.ts";
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
let ours: Business;
let theirs: Business;

beforeAll(async () => {
  held = await freshDatabase();
});
afterAll(() => held.close());
beforeEach(async () => {
  await held.db
    .execute(sql`truncate businesses, members, accounts, hook_tokens, inbox, calls, call_refs, call_events,
    recordings, recording_parts, transcripts, analyses, events, notices, speech_settings, graphile_worker._private_jobs cascade`);
  ({ ours, theirs } = await twoBusinesses(held.db));
  stage = await recordingStage(held.db, ours);
});

const DAY_MS = 86_400_000;
const LINK = "https://media.example/talk/1.mp3?key=tEl8pN4vQ2";
const flat = {
  call_id: "flat-1",
  caller: "+79161110001",
  called: "74950001122",
  duration: "61",
  status: "answered",
  timestamp: "2026-03-10 12:00:00",
};

test("a link that came with a hook is used once and kept nowhere", async () => {
  await stage.hear("novofon", { ...flat, record_url: LINK });
  await stage.until(20);
  expect(stage.world.asked).toEqual([`load ${LINK}`, "put", "hear"]);
  expect(await stage.rows()).toMatchObject([{ state: "done" }]);
  const [dump] = await held.db.execute<{ all: string }>(sql`
    select (select jsonb_agg(to_jsonb(i) || jsonb_build_object('raw', encode(i.raw, 'escape'))) from inbox i)::text
      || (select jsonb_agg(to_jsonb(r)) from recordings r)::text || (select jsonb_agg(to_jsonb(c)) from calls c)::text as all`);
  expect(dump?.all).toContain("link-kept-apart");
  expect(dump?.all).not.toContain("tEl8pN4vQ2");
  const [left] = await held.db.execute<{ count: string }>(
    sql`select count(*) from inbox where link is not null`,
  );
  expect(Number(left?.count)).toBe(0);
});

test("a link that nobody wants is forgotten at once, one that cannot be used when it is given up", async () => {
  await stage.hear("novofon", { ...flat, duration: "2", record_url: LINK });
  stage.world.load = () => ({ missing: true });
  await stage.hear("novofon", { ...flat, call_id: "flat-2", record_url: `${LINK}2` });
  await stage.until(300);
  expect(await stage.rows()).toMatchObject([
    { state: "failed", reason: "not_found" },
    { state: "skipped", reason: "too_short" },
  ]);
  const [left] = await held.db.execute<{ count: string }>(
    sql`select count(*) from inbox where link is not null`,
  );
  expect(Number(left?.count)).toBe(0);
});

test("what the PBX heard itself is taken as the text, and nobody else hears it", async () => {
  await novofonTalk(stage);
  const phrases = [
    { channel: 1, result: "Салон Лилея, слушаю." },
    { channel: 2, result: "Запишите меня." },
  ];
  await stage.hear("novofon", {
    event: "SPEECH_RECOGNITION",
    pbx_call_id: novofonCall.pbx_call_id,
    call_id: "1773133201.500001",
    lang: "ru-RU",
    result: JSON.stringify({ phrases }),
  });
  await stage.run();
  expect(stage.world.asked).not.toContain("hear");
  expect(await stage.events()).toEqual([["Салон Лилея, слушаю.", "Запишите меня."]]);
  const [callId = 0] = stage.world.analysed;
  const texts = await transcriptsOf(held.db, ours.id, [callId]);
  expect(texts.get(callId)).toMatchObject([
    { source: "provider", language: "ru", turns: [{ speaker: "employee" }, { speaker: "client" }] },
  ]);
  expect((await transcriptsOf(held.db, theirs.id, [callId])).size).toBe(0);
});

test("a talk in which nobody is heard is told as silence and not analysed", async () => {
  stage.world.hear = () => ({ heard: { language: null, durationS: 1, segments: [], text: "" } });
  await novofonTalk(stage);
  await stage.run();
  expect(await stage.spoken()).toMatchObject({
    state: "ready",
    audio: true,
    text: false,
    silent: true,
  });
  expect(await stage.events()).toEqual([[]]);
  expect(stage.world.analysed).toEqual([]);
});

test("without a service that hears, the sound is there to be played, by this bot's own copy afterwards", async () => {
  stage.deps.speech = null;
  await novofonTalk(stage);
  await stage.run();
  expect(await stage.spoken()).toMatchObject({ state: "ready", audio: true, text: false });
  const [call] = await held.db.execute<{ id: string }>(sql`select id from calls`);
  const callId = Number(call?.id);
  const deps = { db: held.db, files: stage.files, botId: 7 };
  const first = await playable(deps, ours.id, callId);
  if (!("recordings" in first)) throw new Error("nothing to play");
  const [one] = first.recordings;
  expect(first.recordings).toMatchObject([{ fileId: null, name: "recording-1.wav", durationS: 1 }]);
  expect(await one?.load()).toEqual({ bytes: voice });
  const copy = { recordingId: one?.recordingId ?? "", fileId: "F1", botId: 7 };
  await keepFileId(held.db, ours.id, copy);
  expect(await playable(deps, ours.id, callId)).toMatchObject({ recordings: [{ fileId: "F1" }] });
  const other = await playable({ ...deps, botId: 8 }, ours.id, callId);
  expect(other).toMatchObject({ recordings: [{ fileId: null }] });
  expect(await playable(deps, theirs.id, callId)).toEqual({ none: true });
});

test("every recording of a call is fetched by the call's id, and its text is told as one", async () => {
  stage.world.links = () => ({
    links: ["https://api.novofon.example/1.mp3", "https://api.novofon.example/2.mp3"],
  });
  await novofonTalk(stage, { call_id_with_rec: "" });
  await stage.run();
  expect(await stage.rows()).toMatchObject([
    { ref: "call", state: "done" },
    { ref: "call:1", state: "done" },
  ]);
  expect(stage.world.asked.filter((one) => one.startsWith("load"))).toEqual([
    "load https://api.novofon.example/1.mp3",
    "load https://api.novofon.example/2.mp3",
  ]);
  expect(await stage.events()).toEqual([["Запишите меня на среду.", "Запишите меня на среду."]]);
  expect(stage.world.analysed).toHaveLength(1);
});

test("a recording that is told of after the first one is done is fetched, and the text is told anew", async () => {
  await novofonTalk(stage);
  await stage.run();
  const late = { ...novofonCall, call_id_with_rec: "1773133281.500081" };
  await stage.hear("novofon", { event: "NOTIFY_RECORD", ...late });
  await stage.until(180);
  expect(stage.world.asked.filter((one) => one.startsWith("ask"))).toEqual([
    "ask 1773133201.500001",
    "ask 1773133281.500081",
  ]);
  const said = "Запишите меня на среду.";
  expect(await stage.events()).toEqual([[said], [said, said]]);
  expect(stage.world.analysed).toHaveLength(2);
});

test("Phonet tells of no recordings: where there is none, the card says nothing of it", async () => {
  stage.world.load = () => ({ missing: true });
  await phonetTalk("a1");
  await stage.until(1200, 30);
  expect(await stage.rows()).toMatchObject([{ state: "failed", reason: "no_recording" }]);
  expect(await stage.spoken()).toBeNull();
  stage.world.load = () => ({ bytes: voice, type: "audio/wav" });
  await phonetTalk("a2");
  await stage.run();
  expect(await stage.spoken()).toMatchObject({ state: "analysing", audio: true });
});

test("recordings of calls that turn out to be one are the one call's, and are not fetched twice", async () => {
  stage.world.load = () => ({ bytes: voice, type: "audio/wav" });
  await phonetTalk("a1");
  await phonetTalk("b1");
  await stage.run();
  const asked = [...stage.world.asked];
  expect(asked.filter((one) => one.startsWith("phonet"))).toEqual(["phonet a1", "phonet b1"]);
  await stage.hear("phonet", {
    ...legOf("b1"),
    event: "call.hangup",
    parentUuid: "a1",
    serverTime: stage.world.now,
  });
  await stage.until((stage.world.now - T0) / 1000 + 60);
  expect(stage.world.asked).toEqual(asked);
  const calls = await held.db.execute<{ calls: number; texts: number }>(sql`
    select (select count(distinct call_id) from recordings)::int as calls, (select count(distinct call_id) from transcripts)::int as texts`);
  expect([...calls]).toEqual([{ calls: 1, texts: 1 }]);
  expect(await stage.spoken()).toMatchObject({ audio: true, text: true });
});

test("switched off meanwhile, nothing is fetched any more", async () => {
  await novofonTalk(stage);
  await changeSpeech(held.db, ours.id, { transcribe: false });
  await stage.run();
  expect(stage.world.asked).toEqual([]);
  expect(await stage.rows()).toMatchObject([{ state: "skipped", reason: "off" }]);
  expect(await stage.spoken()).toBeNull();
});

test("recordings go when their time is over, and all that was said with the call", async () => {
  await novofonTalk(stage);
  await stage.run();
  const deps = { db: held.db, files: stage.files };
  await cleanSpeech(deps, { days: 90, now: T0 + 89 * DAY_MS });
  expect(stage.world.kept.size).toBe(1);
  await changeSpeech(held.db, ours.id, { keepDays: 30 });
  stage.world.kept.set(`${ours.id}/left-behind.wav`, voice);
  await cleanSpeech(deps, { days: 90, now: T0 + 40 * DAY_MS });
  expect(stage.world.kept.size).toBe(0);
  expect(await stage.spoken()).toMatchObject({ audio: false, text: true });
  const [callId = 0] = stage.world.analysed;
  expect(await playable({ ...deps, botId: 7 }, ours.id, callId)).toEqual({ gone: true });
  expect((await transcriptsOf(held.db, ours.id, [callId])).size).toBe(1);
  await held.db.execute(sql`delete from calls`);
  await cleanSpeech(deps, { days: 90, now: T0 + 41 * DAY_MS });
  expect((await transcriptsOf(held.db, ours.id, [callId])).size).toBe(0);
  expect(await stage.rows()).toEqual([]);
});

test("an erasure takes the files of its calls, and of nobody else's", async () => {
  await novofonTalk(stage);
  await stage.run();
  const [callId = 0] = stage.world.analysed;
  const asked = { callIds: [callId] };
  expect(await eraseSpeech(held.db, theirs.id, asked)).toEqual({
    counts: { recordings: 0, transcripts: 0, analyses: 0 },
    files: [],
  });
  const erased = await eraseSpeech(held.db, ours.id, asked);
  expect(erased.counts).toEqual({ recordings: 1, transcripts: 1, analyses: 0 });
  expect(erased.files).toEqual([...stage.world.kept.keys()]);
  expect(await stage.rows()).toEqual([]);
});

/** A call that is answered after five seconds and ends after forty. */
async function phonetTalk(uuid: string): Promise<void> {
  const began = stage.world.now;
  const body = legOf(uuid);
  const bridgeAt = began + 5000;
  await stage.hear("phonet", { ...body, event: "call.dial", serverTime: began });
  await stage.hear("phonet", { ...body, event: "call.bridge", bridgeAt, serverTime: bridgeAt });
  stage.world.now = began + 40_000;
  const end = { event: "call.hangup", bridgeAt, serverTime: stage.world.now };
  await stage.hear("phonet", { ...body, ...end });
  await stage.until((stage.world.now - T0) / 1000 + 15);
}

function legOf(uuid: string) {
  return {
    uuid,
    dialAt: stage.world.now,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Оля" },
    otherLegs: [{ name: "", num: "+380671110001" }],
    trunkNum: "+380440000100",
  };
}
