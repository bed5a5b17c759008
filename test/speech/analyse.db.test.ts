import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { spokenOf } from "../../src/calls/spoken-service.ts";
import { runAnalysis, type AnalyseDeps } from "../../src/speech/analyse-service.ts";
import { promptOf } from "../../src/speech/prompt.ts";
import { changeSpeech } from "../../src/speech/settings-service.ts";
import { answered, db, eachInNewBusiness, ended, ours, PHONE } from "../crm/deal-case.ts";
import {
  dealRow,
  events,
  heard,
  kept,
  saying,
  talkNamed,
  transcribed,
  type Answer,
} from "./analyse-case.ts";
import { CALLED_AT, paraphrased, talks, turnsOf } from "./talks/script.ts";

eachInNewBusiness();

const MINUTE = 60_000;
const booking = talkNamed("a booking in Ukrainian");

describe("every written talk", () => {
  test("comes to its card, its event and its row, and the model is asked once", async () => {
    for (const talk of talks) {
      const { callId, run, asked } = await heard(talk);
      await run();
      await run();
      const words = turnsOf(talk).flatMap(({ text }) => text.split(/\s+/)).length;
      expect([talk.name, asked.length]).toEqual([talk.name, words < 8 ? 0 : 1]);
      const spoken = await spokenOf(db, ours.id, callId);
      expect(spoken).toMatchObject({ state: "ready", cause: null });
      const { outcome } = talk.expected;
      if (typeof outcome === "string") expect(spoken?.summary?.outcome).toBe(outcome);
      expect(await events(callId)).toHaveLength(words < 8 ? 0 : 1);
      if (words >= 8) expect(await kept(callId)).toMatchObject({ model: "scripted-1" });
    }
  });

  test("with every third quote in other words: none of them reaches a card, an event or a row", async () => {
    for (const talk of talks.filter(({ answer }) => answer.claims.length > 2)) {
      const { callId, run } = await heard(talk, () => saying(talk, 3));
      await run();
      const told = JSON.stringify([
        await spokenOf(db, ours.id, callId),
        await events(callId),
        await kept(callId),
      ]);
      for (const [i, { quote }] of talk.answer.claims.entries())
        if (i % 3 === 2) expect(told).not.toContain(paraphrased(quote));
      expect((await kept(callId))?.dropped).toBeGreaterThan(0);
    }
  });
});

test("what is asked is the talk between its marks, and the same question for the same talk", async () => {
  const { run, asked } = await heard(booking);
  await run();
  const prompt = promptOf({
    business: { name: "Лілея", kind: "salon", language: "uk", zone: "Europe/Kyiv" },
    at: CALLED_AT,
    direction: "in",
    instruction: null,
    rubric: booking.rubric ?? [],
    turns: turnsOf(booking),
  });
  expect(asked).toEqual([prompt.user]);
});

test("an injection spoken into the telephone changes nothing but text", async () => {
  for (const name of ["the Ukrainian injection", "the English injection"]) {
    const talk = talkNamed(name);
    const { callId, run } = await heard(talk);
    const at = { callId, phone: PHONE, startedAt: CALLED_AT };
    await ended(answered(at));
    const before = await dealRow();
    await run();
    expect(await dealRow()).toEqual(before);
    expect(before).toMatchObject({ status: "open", amount: null });
    expect(await spokenOf(db, ours.id, callId)).toMatchObject({
      summary: { outcome: null, next: null, facts: [] },
    });
  }
});

test("the deal's empty fields are filled from what was proven", async () => {
  const { callId, run } = await heard(booking);
  await ended(answered({ callId, phone: PHONE, startedAt: CALLED_AT }));
  await run();
  expect(await dealRow()).toMatchObject({ amount: "900.00", visit: "2026-11-26T14:00" });
});

describe("a model that does not answer", () => {
  test("is asked again later and later, the card tells why after a while, and forgets it when it answers", async () => {
    const busy: Answer = { retry: 20_000, cause: "model_busy" };
    const { callId, run, jobs, world, asked } = await heard(booking, (n) =>
      n <= 4 ? busy : saying(booking),
    );
    const causes: unknown[] = [];
    const waits: number[] = [];
    await run();
    for (let tries = 1; tries <= 4; tries += 1) {
      const [job] = await jobs();
      expect(job?.payload).toMatchObject({ tries });
      causes.push((await spokenOf(db, ours.id, callId))?.cause);
      waits.push((job?.run_at ?? 0) - world.now);
      world.now = job?.run_at ?? 0;
      await run(tries);
    }
    expect(causes).toEqual([null, null, "model_busy", "model_busy"]);
    expect(waits).toEqual([20_000, 20_000, 30_000, 60_000]);
    expect(asked).toHaveLength(5);
    expect(await spokenOf(db, ours.id, callId)).toMatchObject({ state: "ready", cause: null });
  });

  test("is given up in the end: the text stays, with one line", async () => {
    const { callId, run, jobs } = await heard(booking, () => ({
      retry: 1000,
      cause: "model_down",
    }));
    await run(10);
    expect(await spokenOf(db, ours.id, callId)).toMatchObject({
      state: "ready",
      cause: "model_down",
      text: true,
      summary: null,
    });
    expect(await jobs()).toEqual([]);
    expect(await kept(callId)).toBeNull();
  });

  test("because of its key: the owners hear of it once a day, not once a call", async () => {
    for (const cause of ["model_key", "model_key", "model_balance", "model_refused"] as const) {
      const { callId, run, came } = await heard(booking, () => ({ failed: cause }));
      await run();
      expect(await spokenOf(db, ours.id, callId)).toMatchObject({ state: "ready", cause });
      expect(came).toEqual([cause]);
    }
    const rows = await db.execute<{ key: string }>(
      sql`select key from notices where business_id = ${ours.id} and key like 'speech:%' order by key`,
    );
    expect([...rows].map(({ key }) => key.split(":")[1])).toEqual(["model_balance", "model_key"]);
  });
});

describe("what is not analysed", () => {
  test("analysis is switched off, or no model is there: the card is ready with its text", async () => {
    const off = await heard(booking);
    await changeSpeech(db, ours.id, { analyse: false });
    await off.run();
    expect(off.asked).toEqual([]);
    expect(await spokenOf(db, ours.id, off.callId)).toMatchObject({
      state: "ready",
      summary: null,
    });
    await changeSpeech(db, ours.id, { analyse: true });
    const none = await heard(booking);
    await runAnalysis({ ...none.deps, model: null }, { businessId: ours.id, callId: none.callId });
    expect(await spokenOf(db, ours.id, none.callId)).toMatchObject({
      state: "ready",
      summary: null,
    });
  });

  test("a call that was erased while the model was thinking leaves nothing behind", async () => {
    const { callId, run } = await heard(booking, async () => {
      await db.execute(sql`delete from transcripts where business_id = ${ours.id}`);
      return saying(booking);
    });
    await run();
    expect(await kept(callId)).toBeNull();
    expect(await events(callId)).toEqual([]);
  });
});

describe("once for what was heard", () => {
  test("of two that think at once one is kept", async () => {
    const { callId, run } = await heard(booking);
    await Promise.all([run(), run()]);
    expect(await events(callId)).toHaveLength(1);
  });

  test("another text of the call that comes meanwhile is analysed with the first, and nothing is told twice", async () => {
    const { callId, run, world, asked } = await heard(booking, async (n) => {
      if (n === 1) {
        world.now += MINUTE;
        await transcribed(callId, talkNamed("surzhyk"), world.now);
      }
      return saying(booking);
    });
    await run();
    expect(await kept(callId)).toBeNull();
    await run();
    await run();
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain("мені б на стрижку записаться");
    expect(await events(callId)).toHaveLength(1);
  });

  test("a result that could not be committed is not half there", async () => {
    const { callId, run, deps } = await heard(booking);
    const failing: AnalyseDeps = { ...deps, clock: { now: () => Number.NaN } };
    await expect(runAnalysis(failing, { businessId: ours.id, callId })).rejects.toThrow();
    expect(await kept(callId)).toBeNull();
    expect((await spokenOf(db, ours.id, callId))?.state).toBe("analysing");
    await run();
    expect(await events(callId)).toHaveLength(1);
  });
});
