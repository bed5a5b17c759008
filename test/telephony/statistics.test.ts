import { anything, array, assert, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import { fold } from "../../src/calls/fold.ts";
import { callbackPlot } from "../../src/sandbox/pbx-callback.ts";
import type { CallKind } from "../../src/sandbox/pbx-plot.ts";
import { entriesOf } from "../../src/sandbox/pbx-row.ts";
import { history } from "../../src/sandbox/pbx-script.ts";
import type { Cast } from "../../src/sandbox/pbx-step.ts";
import { createAccounts, type Account } from "../../src/sandbox/provider-accounts.ts";
import { phonetCalls } from "../../src/telephony/phonet-history.ts";
import { novofonCalls, wallText, type RecalledCall } from "../../src/telephony/statistics.ts";

const NOON = Date.UTC(2026, 2, 10, 9, 0, 0);
const HOUR = 3_600_000;
const NIGHT = NOON + 14 * HOUR;
const windows = { settleMs: 10_000, ringingMs: 180_000, talkingMs: 4 * HOUR };
const novofonContext = { arrivedAt: NIGHT, country: "RU", zone: "Europe/Moscow" } as const;
const ids = Array.from({ length: 20 }, (_, n) =>
  (0xabcdef + n * 0x1357).toString(16).padEnd(40, "5e"),
);

/** A row as the vendor's example has it. */
const answered = {
  call_id: "1773133201.500001",
  sip: "101",
  callstart: "2026-03-10 12:00:00",
  clid: "79161110001",
  destination: "101",
  disposition: "answered",
  seconds: 95,
  is_recorded: "true",
  pbx_call_id: "in_0c42b7ba9192b81dbf984371fba6fd76d1ae66cd",
};

describe("Novofon's rows", () => {
  test("an answered call has its talk, its people and its recording", () => {
    expect(novofon([answered])).toMatchObject([
      {
        key: answered.pbx_call_id,
        direction: "in",
        outcome: "answered",
        client: "+79161110001",
        answeredBy: { ext: "101" },
        startedAt: NOON,
        endedAt: NOON + 95_000,
        talkS: 95,
        records: ["1773133201.500001"],
        recorded: true,
      },
    ]);
  });

  test("the phones of a ring group are one call, in whatever order the rows come", () => {
    const rows = [
      {
        ...answered,
        callstart: "2026-03-10 12:00:15",
        seconds: 40,
        sip: "102",
        destination: "102",
      },
      { ...answered, disposition: "cancel", seconds: 0, is_recorded: "false" },
    ];
    for (const order of [rows, rows.toReversed()])
      expect(novofon(order)).toMatchObject([
        { outcome: "answered", answeredBy: { ext: "102" }, rang: ["101", "102"], talkS: 40 },
      ]);
  });

  test("a transfer counts both talks", () => {
    const second = {
      ...answered,
      callstart: "2026-03-10 12:01:30",
      sip: "102",
      destination: "102",
    };
    expect(novofon([answered, { ...second, seconds: 30 }])).toMatchObject([
      { answeredBy: { ext: "101" }, lastBy: { ext: "102" }, transferred: true, talkS: 125 },
    ]);
  });

  test("a menu that nobody was reached through is missed", () => {
    const menu = { ...answered, sip: "0", destination: "0", seconds: 12, is_recorded: "false" };
    expect(novofon([menu])).toMatchObject([{ outcome: "missed", reason: "ivr_only" }]);
  });

  test.each([
    ["busy", "busy"],
    ["cancel", "no_answer"],
    ["no answer", "no_answer"],
    ["failed", "failed"],
  ])("an outgoing call that is %s", (disposition, outcome) => {
    const row = { ...answered, pbx_call_id: "out_1", clid: "74950001122", disposition };
    expect(novofon([{ ...row, destination: "79260002222" }])).toMatchObject([
      { direction: "out", outcome, client: "+79260002222", line: "+74950001122", talkS: 0 },
    ]);
  });

  test("both legs of a call back are one call of the employee", () => {
    const id = { pbx_call_id: "out_2", seconds: 25 };
    const rows = [
      { ...answered, ...id, sip: "+79260002222", clid: "0", destination: "102" },
      { ...answered, ...id, sip: "102", clid: "74950001122", destination: "79260002222" },
    ];
    expect(novofon(rows)).toMatchObject([
      {
        direction: "out",
        outcome: "answered",
        client: "+79260002222",
        employee: { ext: "102" },
        talkS: 25,
      },
    ]);
  });

  test("an id without a direction is told by who was called", () => {
    const bare = { ...answered, pbx_call_id: "4f21" };
    const out = { ...bare, clid: "101", destination: "79161110001" };
    expect(novofon([bare])).toMatchObject([{ direction: "in" }]);
    expect(novofon([out])).toMatchObject([{ direction: "out", client: "+79161110001" }]);
  });

  test("a row without a time or an id is no call", () => {
    expect(novofon([{ ...answered, callstart: "yesterday" }])).toEqual([]);
    expect(novofon([{ ...answered, pbx_call_id: "" }, null, 7, "x"])).toEqual([]);
  });
});

describe("Phonet's rows", () => {
  const row = {
    uuid: "d38f07d9-3b59-47aa-c711-94c6bebe1621",
    endAt: NOON,
    lgDirection: 4,
    otherLegNum: "+380993034330",
    otherLegName: "+380993034330",
    leg: { id: 36, type: 1, displayName: "Олена", ext: "001" },
    leg2: null,
    billSecs: 4,
    duration: 15,
    disposition: 0,
    transferHistory: null,
    audioRecUrl: "https://demo.example/audio ",
    trunk: "o=380442249895;",
  };

  test("an answered call is over when its row says so, although it is heard at night", () => {
    expect(phonet([row])).toMatchObject([
      {
        key: "d38f07d93b5947aac71194c6bebe1621",
        outcome: "answered",
        client: "+380993034330",
        clientName: null,
        line: "+380442249895",
        answeredBy: { ext: "001", name: "Олена" },
        startedAt: NOON - 15_000,
        endedAt: NOON,
        talkS: 4,
        ringS: 11,
        state: "ended",
      },
    ]);
  });

  test("the legs of one call stay together, in whatever order they come", () => {
    const first = { ...row, disposition: 1, billSecs: 0 };
    const second = {
      ...row,
      uuid: "f457486f-a539-45dd-c5f5-e735a5870b92",
      parentUuid: row.uuid,
      endAt: NOON + 30_000,
      leg: { ...row.leg, ext: "002" },
    };
    for (const rows of [
      [first, second],
      [second, first],
    ])
      expect(phonet(rows)).toMatchObject([{ outcome: "answered", rang: ["001", "002"] }]);
  });

  test("an unanswered call, an internal one and a broken row", () => {
    expect(phonet([{ ...row, disposition: 4, billSecs: 0 }])).toMatchObject([
      { outcome: "missed" },
    ]);
    const internal = { ...row, lgDirection: 1, otherLegNum: null, leg2: { ext: "004" } };
    expect(phonet([internal])).toMatchObject([{ direction: "internal", client: null }]);
    expect(phonet([{ ...row, endAt: null }, { ...row, uuid: "" }, null])).toEqual([]);
  });
});

describe.each(["phonet", "novofon"] as const)("the exchange of the sandbox: %s", (provider) => {
  const account = accountOf(provider);

  test.each<[CallKind, object]>([
    ["answered", { outcome: "answered", answeredBy: { ext: "101" }, talkS: 50 }],
    ["missed", { outcome: "missed", rang: ["101"] }],
    ["forward", { outcome: "answered", answeredBy: { ext: "102" }, rang: ["101", "102"] }],
    ["group", { outcome: "answered", answeredBy: { ext: "102" } }],
    ["transfer", { outcome: "answered", lastBy: { ext: "102" }, transferred: true }],
    ["lost_hangup", { outcome: "answered", lengthUnknown: false, talkS: 52 }],
  ])("the statistics of «%s» are the same call", (kind, outcome) => {
    const rows = history(kind, account, cast(account), provider).map(({ row }) => row);
    const calls = recalled(provider, rows);
    expect(calls).toMatchObject([{ direction: "in", client: "+380670000001", ...outcome }]);
    // Lengths are told in whole seconds.
    expect(Math.abs((calls[0]?.startedAt ?? 0) - NOON)).toBeLessThan(1000);
  });

  test("a call back is an outgoing call of the employee", () => {
    const made = callbackPlot(cast(account));
    const rows = entriesOf([made], account, cast(account)).map(({ row }) => row);
    expect(recalled(provider, rows)).toMatchObject([
      { direction: "out", outcome: "answered", client: "+380670000001", employee: { ext: "101" } },
    ]);
  });
});

test("no row breaks the readers", () => {
  const names = [...Object.keys(answered), "uuid", "endAt", "leg", "lgDirection"];
  const row = record(Object.fromEntries(names.map((name) => [name, anything()])));
  assert(
    property(array(anything()), array(row, { maxLength: 4 }), (any, some) => {
      for (const given of [any, some]) {
        novofonCalls(given, novofonContext);
        phonetCalls(given, { country: "UA" });
      }
    }),
  );
});

test("a wall of the cabinet", () => {
  expect(wallText(NOON, "Europe/Moscow")).toBe("2026-03-10 12:00:00");
});

function cast({ employees, line }: Account): Cast {
  const caller = { number: "+380670000001", name: null };
  return { caller, employees, line, startAt: NOON, speed: 1, ids };
}

function accountOf(provider: "phonet" | "novofon"): Account {
  const account = createAccounts().of(provider);
  if (!account) throw new Error("the demo account is gone");
  return account;
}

function recalled(provider: "phonet" | "novofon", rows: unknown[]): Call[] {
  if (provider === "phonet") return folded(phonetCalls(rows, { country: "UA" }));
  const context = { arrivedAt: NIGHT, country: "UA", zone: "Europe/Kyiv" } as const;
  return folded(novofonCalls(rows, context));
}

function novofon(rows: unknown[]): Call[] {
  return folded(novofonCalls(rows, novofonContext));
}

function phonet(rows: unknown[]): Call[] {
  return folded(phonetCalls(rows, { country: "UA" }));
}

/** As the product makes them, at night. */
function folded(calls: readonly RecalledCall[]): Call[] {
  return calls.map(({ events }) => fold(events, windows, NIGHT));
}
