import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { changeBusiness } from "../../src/business/business-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import type { EndedCall } from "../../src/crm/ended-call.ts";
import { languages } from "../../src/texts/language.ts";
import { behind, NOW } from "../business/tenants.ts";
import {
  answered,
  chat,
  crowd,
  db,
  deals,
  dealt,
  eachInNewBusiness,
  ended,
  isOfDeal,
  missed,
  notices,
  OTHER,
  ours,
  outgoing,
  PHONE,
  stages,
  statements,
} from "./deal-case.ts";

eachInNewBusiness();

describe("a call that has ended", () => {
  test("missed makes a deal in the first stage, with the phone and the mark", async () => {
    const [event] = await ended(missed());
    expect(event).toMatchObject({
      event: "deal.created",
      data: {
        deal_id: 1,
        name: "+380 67 000 00 01",
        amount: null,
        currency: "UAH",
        client: PHONE,
        client_id: 1,
        stage: "Нові",
        created_at: "2026-11-21T14:00:00+02:00",
        source_call_id: 101,
      },
    });
    expect(await deals()).toEqual([
      {
        number: 1,
        name: "+380 67 000 00 01",
        phone: PHONE,
        status: "open",
        stage: "Нові",
        note: "🔴 ПРОПУЩЕНИЙ ДЗВІНОК\nПропущений дзвінок (не відповіли)",
        automatic: true,
        calls: [101],
      },
    ]);
  });

  test("answered makes a deal of somebody new, with how long the talk was", async () => {
    await ended(answered({ name: "Оксана", talkS: 204 }));
    expect(await deals()).toMatchObject([
      { name: "Оксана", note: "✅ Вхідний дзвінок · 3\u202fхв 24\u202fс", calls: [101] },
    ]);
  });

  test("answered makes one of a known client who never had a deal, none of another", async () => {
    await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    await ended(answered());
    await db.execute(
      sql`update deals set status = 'won', stage_id = null where business_id = ${ours.id}`,
    );
    expect(await ended(answered())).toEqual([]);
    expect(await deals()).toMatchObject([{ number: 1, status: "won", calls: [101] }]);
    await ended(missed());
    expect(await deals()).toMatchObject([{ number: 1 }, { number: 2, calls: [103] }]);
  });

  test("belongs to the open deal of its client: missed, answered and outgoing", async () => {
    await ended(missed());
    expect(await ended(missed(), answered(), outgoing())).toEqual([]);
    expect(await deals()).toMatchObject([{ number: 1, calls: [101, 102, 103, 104] }]);
  });

  test("outgoing makes no deal", async () => {
    expect((await ended(outgoing())).filter(isOfDeal)).toEqual([]);
    expect(await deals()).toEqual([]);
  });

  test("with an unknown end makes none", async () => {
    await ended(answered({ outcome: "unknown", talkS: null }));
    expect(await deals()).toEqual([]);
  });

  test("of nobody known or of somebody said to be no client makes none", async () => {
    const client = await saveClient(db, ours.id, { name: "Кур'єр", phone: PHONE, now: NOW });
    await db.execute(sql`update clients set not_client = true where id = ${client.id}`);
    await ended(missed(), missed({ phone: null }));
    expect(await deals()).toEqual([]);
  });

  test("comes in a batch with others: deals are numbered by their beginnings, one for each client", async () => {
    const events = await ended(
      missed({ phone: OTHER, startedAt: NOW - 1000 }),
      missed({ startedAt: NOW - 9000 }),
      missed({ startedAt: NOW - 5000 }),
    );
    expect(events.filter(isOfDeal)).toHaveLength(2);
    expect(await deals()).toMatchObject([
      { number: 1, phone: PHONE, calls: [102, 103] },
      { number: 2, phone: OTHER, calls: [101] },
    ]);
  });

  test("takes as many statements in a crowd as alone", async () => {
    await chat(-1, { deals: true });
    await ended(...crowd(1, 0));
    const alone = await statements(...crowd(1, 50));
    expect(alone).toBeGreaterThan(8);
    expect(await statements(...crowd(40, 100))).toBe(alone);
  });
});

describe("a repeat or a correction", () => {
  test("of the same end makes no second deal, whatever became of the first", async () => {
    const call = missed();
    await ended(call);
    expect(await ended({ ...call, corrected: true })).toMatchObject([{ event: "deal.updated" }]);
    await db.execute(
      sql`update deals set removed_at = ${new Date(NOW).toISOString()} where business_id = ${ours.id}`,
    );
    expect(await ended({ ...call, corrected: true })).toEqual([]);
    expect(await deals()).toHaveLength(1);
  });

  test("missed, then answered after all: the note tells it", async () => {
    const call = missed();
    await ended(call);
    const events = await ended({ ...answered(), callId: call.callId, corrected: true });
    expect(events).toMatchObject([{ event: "deal.updated", data: { deal_id: 1 } }]);
    expect(await deals()).toMatchObject([{ note: "✅ Вхідний дзвінок · 30\u202fс", calls: [101] }]);
  });

  test("does not touch a note that a person wrote", async () => {
    const call = missed();
    await ended(call);
    await db.execute(sql`update deals set note = 'Хоче на суботу' where business_id = ${ours.id}`);
    expect(await ended({ ...answered(), callId: call.callId, corrected: true })).toEqual([]);
    expect(await deals()).toMatchObject([{ note: "Хоче на суботу" }]);
  });

  test("of a call whose first end made no deal makes one now", async () => {
    const call = answered({ outcome: "unknown" });
    await ended(call);
    await ended({ ...missed(), callId: call.callId, corrected: true });
    expect(await deals()).toMatchObject([{ calls: [101] }]);
  });
});

describe("two processes at once", () => {
  test("make one deal of two calls of a client, and number deals without gaps", async () => {
    const client = await saveClient(db, ours.id, { name: null, phone: PHONE, now: NOW });
    const [first, second] = [missed(), missed()];
    const events = await behind(
      db,
      (tx) => dealt(tx, first, client),
      () => db.transaction((tx) => dealt(tx, second, client)),
    );
    expect(events).toEqual([]);
    await ended(missed({ phone: OTHER }));
    expect(await deals()).toMatchObject([
      { number: 1, calls: [101, 102] },
      { number: 2, calls: [103] },
    ]);
  });
});

describe("the first stage", () => {
  test("is made in the language of the business when there is none", async () => {
    await changeBusiness(db, ours.id, { language: "ru" });
    await ended(missed());
    expect(await stages()).toEqual(["Новые", "В работе", "Ожидает"]);
    expect(await deals()).toMatchObject([
      { stage: "Новые", note: "🔴 ПРОПУЩЕННЫЙ ЗВОНОК\nПропущенный звонок (не ответили)" },
    ]);
  });

  test("is made anew, and only it, when somebody took it away; what stood in it comes along", async () => {
    await ended(missed());
    await db.execute(sql`delete from stages where first and business_id = ${ours.id}`);
    await ended(missed({ phone: OTHER }));
    expect(await stages()).toEqual(["Нові", "В роботі", "Очікує"]);
    expect(await deals()).toMatchObject([{ stage: "Нові" }, { stage: "Нові" }]);
  });
});

describe("a new deal rings", () => {
  test("in the chats that asked for it, in their languages, the number masked where it is", async () => {
    await chat(-1, { deals: true });
    await chat(-2, { deals: true, language: "en", masked: true, buttons: false });
    await chat(-3, {});
    await ended(missed({ name: "Оксана <К>" }));
    expect(await notices()).toEqual([
      {
        chat: -2,
        html: "💼 New deal No. 1\n<b>Оксана &lt;К&gt;</b> · +380 67 ••• •• 01\n🔴 MISSED CALL\nMissed call (no answer)",
        silent: false,
        buttons: [],
      },
      {
        chat: -1,
        html: "💼 Нова угода №1\n<b>Оксана &lt;К&gt;</b> · +380 67 000 00 01\n🔴 ПРОПУЩЕНИЙ ДЗВІНОК\nПропущений дзвінок (не відповіли)",
        silent: false,
        buttons: ["💼 Відкрити"],
      },
    ]);
    const [button] = await db.execute<{ action: object }>(
      sql`select action from buttons where business_id = ${ours.id}`,
    );
    expect(button?.action).toMatchObject({ do: "deal" });
  });

  test("without sound in quiet hours and outside the working hours, unless the chat wants it", async () => {
    await db.execute(sql`
      update businesses set working_hours = '{"mon":["09:00","18:00"],"tue":null,"wed":null,"thu":null,"fri":null,"sat":null,"sun":null}' where id = ${ours.id}`);
    await chat(-1, { deals: true });
    await chat(-2, { deals: true, filter: { loudOutsideHours: true } });
    await chat(-3, {
      deals: true,
      filter: { loudOutsideHours: true, quiet: { from: "13:00", to: "15:00" } },
    });
    await ended(missed());
    expect((await notices()).map(({ chat: id, silent }) => [id, silent])).toEqual([
      [-3, true],
      [-2, false],
      [-1, true],
    ]);
  });

  test("not when the call was heard of long after it", async () => {
    await chat(-1, { deals: true });
    await ended(missed({ recovered: true }));
    expect(await deals()).toHaveLength(1);
    expect(await notices()).toEqual([]);
  });
});

test.each(languages)("the notes of deals in %s", async (language) => {
  await changeBusiness(db, ours.id, { language });
  const ends: Partial<EndedCall>[] = [
    { reason: "no answer", outcome: "no_answer" },
    { reason: "cancel", outcome: "missed" },
    { reason: "busy", outcome: "busy" },
    { reason: "failed", outcome: "failed" },
    { missed: false, outcome: "answered", talkS: 204 },
    { missed: false, outcome: "answered", talkS: null },
  ];
  await ended(...ends.map((end, i) => missed({ phone: `+38067000010${i}`, ...end })));
  await expect((await deals()).map(({ note }) => note).join("\n\n") + "\n").toMatchFileSnapshot(
    `deal-golden/notes-${language}.txt`,
  );
});
