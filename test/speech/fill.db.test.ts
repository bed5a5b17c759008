import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { spokenOf } from "../../src/calls/spoken-service.ts";
import { renameClient } from "../../src/crm/client-change-service.ts";
import { clientsByPhones } from "../../src/crm/client-service.ts";
import { changeDeal, dealOf } from "../../src/crm/deal-service.ts";
import { completeTask, deleteTask, reopenTask, taskOf } from "../../src/crm/task-service.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import type { Analysis } from "../../src/speech/analysis.ts";
import { correct, judge, verdicts } from "../../src/speech/correct-service.ts";
import type { Corrigible } from "../../src/speech/correct.ts";
import { fillFrom } from "../../src/speech/fill-service.ts";
import {
  acceptPledge,
  closePledge,
  ledgerPage,
  openPledges,
  pledgeFigures,
  pledgeFollows,
} from "../../src/speech/promise-service.ts";
import { HOUR, NOW } from "../business/tenants.ts";
import { answered, db, eachInNewBusiness, ended, OTHER, ours, PHONE } from "../crm/deal-case.ts";
import { booked, claim, keepAnalysis, NOTHING_SAID, putCall } from "./fill-case.ts";

eachInNewBusiness();

/** A finished call of a client, whose deal it made. */
async function call(phone = PHONE, at = NOW - HOUR): Promise<number> {
  const callId = await putCall(db, ours.id, { phone, at });
  await ended(answered({ callId, phone, startedAt: at }));
  return callId;
}

async function analysed(callId: number, analysis: Analysis = booked): Promise<void> {
  await keepAnalysis(db, ours.id, { callId, analysis, now: NOW });
  await db.transaction((tx) => fillFrom(tx, ours.id, { callId, analysis, now: NOW }));
}

const deal = async (phone = PHONE) => {
  const [row] = await db.execute<{ id: string }>(
    sql`select id from deals where business_id = ${ours.id} and phone = ${phone} order by id desc limit 1`,
  );
  const found = row && (await dealOf(db, ours.id, Number(row.id)));
  if (!found) throw new Error("no deal");
  return { ...found, note: found.note?.replaceAll("\u202f", " ") ?? null };
};
const client = async () => (await clientsByPhones(db, ours.id, [PHONE])).get(PHONE);
const events = async () => {
  const rows = await db.execute<{ event: string }>(
    sql`select event from events where business_id = ${ours.id} order by id`,
  );
  return [...rows].map(({ event }) => event);
};
const promises = () => ledgerPage(db, ours.id, { wanted: { whose: null }, limit: 20, offset: 0 });
const relayed = () =>
  relayOnce(db, {
    "task.completed": [pledgeFollows],
    "task.updated": [pledgeFollows],
    "task.deleted": [pledgeFollows],
  });

const zone = "Europe/Kyiv";
const step = (taskId: number) => ({ taskId, by: 11, now: NOW, zone });
const fix = (callId: number, field: Corrigible, written: string) =>
  correct(db, ours, { callId, field, written, by: 11, language: "uk", now: NOW });
const accept = (id = 0) => acceptPledge(db, ours.id, { id, by: 11, now: NOW, zone });

describe("an analysis fills", () => {
  test("the open deal of its call, the client's name, and the note; each is told of", async () => {
    const callId = await call();
    const told = (await events()).length;
    await analysed(callId);
    expect(await deal()).toMatchObject({
      name: "Оксана",
      address: "Хрещатик 1",
      visitAt: "2026-11-25T10:00",
      amount: 650,
      note: "✅ Вхідний дзвінок · 30 с\n\n🎙 21.11.2026, 13:00\nЗаписалася на манікюр\n→ Надіслати адресу",
      filled: { name: callId, address: callId, visitAt: callId, amount: callId },
    });
    expect(await client()).toMatchObject({ name: "Оксана", nameFrom: "call" });
    expect((await events()).slice(told)).toEqual(["client.updated", "deal.updated"]);
    await analysed(callId);
    expect((await events()).slice(told)).toEqual(["client.updated", "deal.updated"]);
  });

  test("nothing that a person wrote, and nothing that a person emptied", async () => {
    const callId = await call();
    const { id: dealId } = await deal();
    const known = await client();
    await renameClient(db, ours.id, { clientId: known?.id ?? 0, name: "Пані Оксана", now: NOW });
    await changeDeal(db, ours.id, { dealId, amount: 700, address: null, note: "Моє", now: NOW });
    await analysed(callId);
    expect(await deal()).toMatchObject({ name: "Пані Оксана", amount: 700, address: null });
    expect((await deal()).note).toMatch(/^Моє\n\n🎙 /);
    expect(await client()).toMatchObject({ name: "Пані Оксана", nameFrom: "person" });
    await changeDeal(db, ours.id, { dealId, visitAt: null, note: null, now: NOW });
    await analysed(callId);
    expect(await deal()).toMatchObject({ visitAt: null, note: null });
  });

  test("no closed deal, and makes none: of a colleague's call not even promises are kept", async () => {
    const callId = await call();
    await db.execute(sql`update deals set status = 'won' where business_id = ${ours.id}`);
    await analysed(callId);
    expect(await deal()).toMatchObject({ address: null, filled: {} });
    const inner = await putCall(db, ours.id, { phone: null, at: NOW, direction: "internal" });
    await analysed(inner);
    const known = await client();
    await db.execute(sql`update clients set not_client = true where id = ${known?.id ?? 0}`);
    await db.execute(sql`update deals set status = 'open' where business_id = ${ours.id}`);
    await analysed(callId);
    expect(await deal()).toMatchObject({ address: null, filled: {} });
    expect((await promises()).every((one) => one.callId === callId)).toBe(true);
  });

  test("a corrected end of the call changes its own line of the note and leaves what was heard", async () => {
    const callId = await call();
    await analysed(callId);
    await ended(answered({ callId, startedAt: NOW - HOUR, talkS: 90 }));
    expect((await deal()).note).toMatch(
      /^✅ Вхідний дзвінок · 1 хв 30 с\n\n🎙 21\.11\.2026, 13:00\n/,
    );
  });
});

describe("a person writes over an analysis", () => {
  test("the card, the note and the field that the call had filled follow, for good", async () => {
    const callId = await call();
    await analysed(callId);
    expect(await fix(callId, "address", "Подол 5")).toEqual({ done: true });
    expect(await fix(callId, "outcome", "Записалася на педикюр")).toEqual({ done: true });
    expect(await fix(callId, "date", "26.11 о 12:30")).toEqual({ done: true });
    expect(await fix(callId, "amount", "800 грн")).toEqual({ done: true });
    expect(await fix(callId, "name", "Олександра")).toEqual({ done: true });
    const filled = { address: 0, visitAt: 0, amount: 0, name: 0 };
    const fixed = { address: "Подол 5", visitAt: "2026-11-26T12:30", amount: 800, filled };
    expect(await deal()).toMatchObject({ ...fixed, name: "Олександра" });
    expect((await deal()).note).toContain("Записалася на педикюр");
    expect(await client()).toMatchObject({ name: "Олександра", nameFrom: "person" });
    // The call is analysed once more: a person's words stay on the card, too.
    await analysed(callId);
    expect(await deal()).toMatchObject(fixed);
    const spoken = await spokenOf(db, ours.id, callId);
    expect(spoken?.summary).toMatchObject({ outcome: "Записалася на педикюр", corrected: true });
    expect(spoken?.summary?.facts.map(({ value }) => value)).toEqual([
      "Олександра",
      "Подол 5",
      "26.11 о 12:30",
      "800\u202fгрн",
    ]);
    const later = await call(PHONE, NOW - 60_000);
    await analysed(later, { ...booked, address: claim("Інша вулиця") });
    expect(await deal()).toMatchObject(fixed);
  });

  test("a dash takes it away, here and in the deal; what cannot be read is refused", async () => {
    const callId = await call();
    await analysed(callId);
    expect(await fix(callId, "address", "-")).toEqual({ done: true });
    expect(await deal()).toMatchObject({ address: null, visitAt: "2026-11-25T10:00" });
    const spoken = await spokenOf(db, ours.id, callId);
    expect(spoken?.summary?.facts.map(({ kind }) => kind)).toEqual(["name", "date", "amount"]);
    expect(await fix(callId, "date", "колись")).toEqual({ wrong: "date" });
    expect(await fix(callId, "date", "25.11.2020")).toEqual({ wrong: "past" });
    expect(await fix(callId, "amount", "багато")).toEqual({ wrong: "money" });
    expect(await fix(callId, "amount", "20 $")).toEqual({ wrong: "currency" });
    expect(await fix(callId, "name", "-")).toEqual({ wrong: "name" });
    expect(await fix(callId, "wish", " ")).toEqual({ wrong: "blank" });
    expect(await fix(callId + 1, "wish", "Манікюр")).toEqual({ refused: "gone" });
  });

  test("a next step on another day moves the visit, where both were one day", async () => {
    const callId = await call();
    const { due } = booked.date ?? { due: null };
    await analysed(callId, { ...booked, nextStep: { ...claim("Чекаємо в середу"), due } });
    expect(await fix(callId, "next", "Чекаємо на манікюр")).toEqual({ done: true });
    expect(await deal()).toMatchObject({ visitAt: "2026-11-25T10:00" });
    expect(await fix(callId, "next", "Чекаємо 27.11 о 12")).toEqual({ done: true });
    expect(await deal()).toMatchObject({ visitAt: "2026-11-27T12:00", filled: { visitAt: 0 } });
    expect((await spokenOf(db, ours.id, callId))?.summary?.next).toMatchObject({
      text: "Чекаємо 27.11 о 12",
      due: "2026-11-27T12:00:00+02:00",
      quote: "",
    });
  });

  test("a human's own address in the deal is not the call's to follow", async () => {
    const callId = await call();
    await changeDeal(db, ours.id, { dealId: (await deal()).id, address: "Моя", now: NOW });
    await analysed(callId);
    await fix(callId, "address", "Подол 5");
    expect(await deal()).toMatchObject({ address: "Моя" });
  });
});

test("each person has one word on an analysis, and the month counts analyses, not words", async () => {
  const callId = await call();
  await analysed(callId);
  await analysed(await call(OTHER));
  const vote = (personId: number, reason: string, id = callId) =>
    judge(db, ours.id, { callId: id, personId, reason, now: NOW });
  expect(await vote(11, "facts")).toBe(true);
  expect(await vote(11, "person")).toBe(true);
  expect(await vote(12, "не те")).toBe(true);
  expect(await vote(11, "facts", callId + 50)).toBe(false);
  const rows = await db.execute<{ reason: string }>(
    sql`select reason from analysis_votes where business_id = ${ours.id} order by person_id`,
  );
  expect([...rows].map(({ reason }) => reason)).toEqual(["person", "не те"]);
  const month = { from: NOW - HOUR, to: NOW + HOUR };
  expect(await verdicts(db, ours.id, month)).toEqual({ analyses: 2, wrong: 1 });
});

describe("the ledger of promises", () => {
  test("has each promise once with its words and its day, a task that repeats one not at all", async () => {
    const callId = await call();
    await analysed(callId);
    await analysed(callId);
    const found = await promises();
    expect(found).toMatchObject([
      {
        whose: "us",
        text: "Надіслати адресу",
        quote: "я вам скину адресу сьогодні",
        quoteS: 12,
        dueAt: Date.UTC(2026, 10, 21, 16),
        client: { name: "Оксана" },
        phone: PHONE,
      },
      { whose: "client", dueAt: Date.UTC(2026, 10, 25, 7) },
    ]);
    expect(await openPledges(db, ours.id)).toEqual({ us: 1, client: 1 });
  });

  test("analysed again other words are the same promise, a closed one stays closed, and what is gone goes", async () => {
    const callId = await call();
    await analysed(callId);
    const [first, second] = await promises();
    const id = first?.id ?? 0;
    expect(await closePledge(db, ours.id, { id, as: "dismissed", by: 11, now: NOW })).toEqual({
      done: true,
    });
    const again = { ...booked, promises: [{ ...booked.promises[0]!, value: "Скинути адресу" }] };
    await analysed(callId, again);
    expect(await promises()).toEqual([]);
    expect(await closePledge(db, ours.id, { id, as: "done", by: 11, now: NOW })).toEqual({
      refused: "settled",
    });
    const gone = { id: second?.id ?? 0, as: "done" as const, by: 11, now: NOW };
    expect(await closePledge(db, ours.id, gone)).toEqual({ refused: "gone" });
  });

  test("ours becomes a task in one tap, once, and follows it: done, opened again, deleted", async () => {
    await analysed(await call());
    const [mine, theirs] = await promises();
    expect(await accept(theirs?.id)).toEqual({ refused: "settled" });
    const made = await accept(mine?.id);
    if ("refused" in made) throw new Error(made.refused);
    const { task } = made;
    expect(task).toMatchObject({
      title: "Надіслати адресу",
      dueAt: mine?.dueAt,
      assignee: 11,
      client: { name: "Оксана" },
      dealId: (await deal()).id,
      callId: mine?.callId,
    });
    expect(await accept(mine?.id)).toEqual({ refused: "settled" });
    const state = async () => {
      await relayed();
      const wanted = { callId: mine?.callId ?? 0 };
      const [row] = await ledgerPage(db, ours.id, { wanted, limit: 9, offset: 0 });
      return row && [row.state, row.taskNumber];
    };
    expect(await state()).toEqual(["accepted", task.number]);
    await completeTask(db, ours.id, step(task.id));
    expect(await state()).toEqual(["done", task.number]);
    const figures = { now: NOW, dayEnds: NOW + 12 * HOUR, from: NOW - HOUR, to: NOW + HOUR };
    expect(await pledgeFigures(db, ours.id, figures)).toEqual({ due: 0, overdue: 0, kept: 1 });
    await reopenTask(db, ours.id, step(task.id));
    expect(await state()).toEqual(["accepted", task.number]);
    expect(await pledgeFigures(db, ours.id, figures)).toEqual({ due: 1, overdue: 0, kept: 0 });
    await deleteTask(db, ours.id, step(task.id));
    expect(await state()).toEqual(["open", null]);
    expect(await taskOf(db, ours.id, task.id)).toBeNull();
    const late = { ...figures, now: NOW + 5 * HOUR };
    expect(await pledgeFigures(db, ours.id, late)).toEqual({ due: 0, overdue: 1, kept: 0 });
  });

  test("a call that came to nothing leaves nothing", async () => {
    await analysed(await call(), NOTHING_SAID);
    expect(await promises()).toEqual([]);
    expect(await deal()).toMatchObject({ filled: {}, name: "+380 67 000 00 01" });
  });
});
