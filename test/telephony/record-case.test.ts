import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import { doors } from "../../src/telephony/dialects.ts";
import { recordCase, type RecordedCase } from "../../src/telephony/record-case.ts";
import { callsOf, dialects, eventsOf, sequencesOf, T0, type Dialect } from "../calls/replay.ts";
import { personal, persona, type Hooks } from "./record-persona.ts";

/** What is JSON as it stands: the rest was repaired before it is recorded. */
const plain = (dialect: Dialect) =>
  sequencesOf(dialect).filter(({ events }) =>
    events.every((event) => event.raw === undefined && event.query === undefined),
  );

describe.each(dialects)("a recorded case of %s", (dialect) => {
  test.each(plain(dialect))("$name ends as the call did", (sequence) => {
    const made = recorded(dialect, sequence.events);
    const calls = replayed(dialect, made);
    const before = callsOf(eventsOf(dialect, sequence));
    expect(calls.map(endOf).toSorted()).toEqual(before.map(endOf).toSorted());
    expect(calls.map(({ key }) => key).toSorted()).toEqual(
      made.expected.calls.map(({ key }) => String(key)).toSorted(),
    );
  });

  test("tells nobody's number, name, id, domain or secret, whoever called", () => {
    const cases = fc.record({ sequence: fc.constantFrom(...plain(dialect)), who: persona });
    fc.assert(
      fc.property(cases, ({ sequence, who }) => {
        const { hooks, secrets } = personal(sequence.events, who);
        const told = JSON.stringify(recorded(dialect, hooks)).toLowerCase();
        expect(secrets.filter((secret) => told.includes(secret.toLowerCase()))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe("a case that cannot be recorded", () => {
  test("says so when no hook tells of a call", () => {
    const pause = { event: "call.bridge", uuid: "a1", lgDirection: 64, leg: { ext: "101" } };
    expect(tried("phonet", [{ at_ms: 0, body: pause }])).toEqual({
      failed: "no hook of it tells of a call",
    });
  });
});

test("fields that tell something by being equal stay equal; a link opens nothing", () => {
  const ended = {
    notification_name: "Завершение звонка",
    notification_time: "2026-03-10 12:00:06.000",
    call_session_id: "2073567967",
    direction: "in",
    contact_phone_number: "79161112233",
    employee_id: "7586101",
    last_talked_employee_id: "7586101",
    extension_phone_number: "101",
    talk_time_duration: "5",
    total_time_duration: "6",
    file_link: "https://app.novofon.ru/system/media/talk/2073567967/0/",
  };
  const made = recorded("novofon2", [{ at_ms: 6100, body: ended }]);
  expect(made.events[0]?.body).toMatchObject({
    employee_id: "9000002",
    last_talked_employee_id: "9000002",
    file_link: "https://records.example/1",
  });
  expect(made.expected.calls).toMatchObject([{ outcome: "answered", last_by: "101" }]);
});

test("what is recorded reads like this", () => {
  const body = {
    event: "NOTIFY_INTERNAL",
    call_start: "2026-05-01 10:00:00",
    pbx_call_id: "in_95dc5968d257f48539f23a09e09a1dd050b49592",
    caller_id: "+79161112233",
    called_did: "74959876543",
    internal: "499499-100",
    user_note: "постоянный клиент Сергей",
  };
  const end = { ...body, event: "NOTIFY_END", duration: "0", disposition: "cancel" };
  const began = Date.UTC(2026, 4, 1, 7) - T0;
  const hooks = [
    { at_ms: began + 300, body },
    { at_ms: began + 20_400, body: end },
  ];
  const made = recorded("novofon", hooks);
  expect(made.events.map(({ at_ms }) => at_ms)).toEqual([300, 20_400]);
  expect(made.expected.calls).toMatchObject([
    { direction: "in", outcome: "missed", client: "+79000000001", rang: ["100"], ring_s: 20 },
  ]);
  expect(made.events[1]).toEqual({
    at_ms: 20_400,
    body: {
      event: "NOTIFY_END",
      call_start: "2026-03-10 12:00:00",
      pbx_call_id: `in_${"1".padStart(40, "0")}`,
      caller_id: "+79000000001",
      called_did: "74950000001",
      internal: "100",
      disposition: "cancel",
    },
  });
});

function recorded(dialect: Dialect, hooks: Hooks): RecordedCase {
  const result = tried(dialect, hooks);
  if ("failed" in result) throw new Error(result.failed);
  return result.made;
}

function tried(dialect: Dialect, hooks: Hooks) {
  return recordCase({
    name: "case",
    door: doors[dialect === "novofon2" ? "novofon" : dialect],
    dialect,
    country: dialect === "phonet" ? "UA" : "RU",
    zone: "Europe/Moscow",
    hooks: hooks.map(({ at_ms, body }) => ({ at: T0 + at_ms, fields: body })),
  });
}

function replayed(dialect: Dialect, { name, events }: RecordedCase): Call[] {
  const bodies = events.map(({ at_ms, body }) => {
    const fields: Record<string, unknown> = JSON.parse(JSON.stringify(body));
    return { at_ms, body: fields };
  });
  return callsOf(eventsOf(dialect, { name, events: bodies, expected: { calls: [] } }));
}

/** How a call went, whoever took part: extensions by their place on the way. */
function endOf(call: Call): string {
  const { direction, outcome, state, ringS, talkS, menuS, transferred, lengthUnknown } = call;
  const exts = [...new Set([...call.path, ...call.rang])];
  const nth = (ext: string | undefined) => (ext === undefined ? null : exts.indexOf(ext));
  const people = [call.answeredBy, call.lastBy, call.employee].map((who) => nth(who?.ext));
  const way = [call.path.map(nth), call.rang.map(nth), call.records.length];
  return JSON.stringify([
    [direction, outcome, state, ringS, talkS, menuS, transferred, lengthUnknown],
    people,
    way,
  ]);
}
