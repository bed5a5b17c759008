import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { parse } from "../../src/telephony/novofon2.ts";

const arrivedAt = Date.UTC(2026, 2, 10, 9, 0, 1);
const read = (body: unknown): ReturnType<typeof parse> => parse(body, { arrivedAt });
/** What every notification carries. */
const common = {
  notification_time: "2026-03-10 12:00:00.120",
  virtual_phone_number: "74950001122",
  contact_phone_number: "79161110001",
  call_session_id: 998677401,
};
const employee = { employee_full_name: "Иванов Иван", employee_id: 758631 };

function eventOf(body: Record<string, unknown>): CallEvent {
  const parsed = read(body);
  if ("events" in parsed && parsed.events[0]) return parsed.events[0];
  throw new Error(JSON.stringify(parsed));
}

describe("each type in our own words", () => {
  test.each<[string, Record<string, unknown>, Partial<CallEvent>]>([
    ["Входящий звонок", {}, { kind: "rang", direction: "in", ext: null }],
    ["Ожидание ответа", { ...employee, leg_id: 1 }, { kind: "rang", employeeId: "758631" }],
    ["Начало разговора", employee, { kind: "answered", employeeName: "Иванов Иван" }],
    ["Завершение разговора", { talk_time_duration: 12 }, { kind: "hung_up", talkS: 12 }],
    [
      "Завершение звонка",
      { talk_time_duration: "12", total_time_duration: "23", wait_time_duration: "11" },
      { kind: "ended", outcome: "answered", talkS: 12, totalS: 23 },
    ],
    ["Записанный разговор", { file_link: "https://x" }, { kind: "recorded", recorded: true }],
    [
      "Исходящий звонок",
      { ...employee, employee_phone_number: "101" },
      { kind: "rang", direction: "out", ext: "101" },
    ],
    [
      "Потерянный звонок",
      { wait_time_duration: 31 },
      { kind: "ended", direction: "in", outcome: "missed", talkS: 0, totalS: 31 },
    ],
  ])("%s", (notification_name, fields, expected) => {
    expect(eventOf({ notification_name, ...common, ...fields })).toMatchObject({
      provider: "novofon2",
      ref: "998677401",
      at: Date.UTC(2026, 2, 10, 9, 0, 0, 120),
      client: "+79161110001",
      line: "+74950001122",
      recordId: null,
      ...expected,
    });
  });

  test.each<[string, Partial<CallEvent>]>([
    ["IN_CALL_SESSION", { kind: "rang", direction: "in" }],
    ["OUT_CALL_SESSION", { kind: "rang", direction: "out" }],
    ["WAITING", { kind: "rang" }],
    ["CALL_CONNECTED", { kind: "answered" }],
    ["talkStarted", { kind: "answered" }],
    ["TALK_FINISHED", { kind: "hung_up" }],
    ["CALL_SESSION_FINISHED", { kind: "ended" }],
    ["call_disconnected", { kind: "ended" }],
    ["RECORD", { kind: "recorded" }],
    ["LOST_CALL", { kind: "ended", outcome: "missed" }],
    ["Початок розмови", { kind: "answered" }],
    ["Завершення дзвінка", { kind: "ended" }],
    ["Втрачений дзвінок", { kind: "ended", outcome: "missed" }],
    ["Непринятый звонок", { kind: "ended", outcome: "missed" }],
    ["CALL_STARTED", { kind: "rang" }],
    ["Новый звонок", { kind: "rang" }],
  ])("by its mnemonic or event %s", (word, expected) => {
    expect(eventOf({ notification_mnemonic: word, ...common })).toMatchObject(expected);
    expect(eventOf({ event: word, ...common })).toMatchObject(expected);
  });

  test.each<[string, Record<string, unknown>, Partial<CallEvent>]>([
    [
      "a total length",
      { total_time_duration: 23, talk_time_duration: 0 },
      { kind: "ended", outcome: "missed" },
    ],
    ["a link", { file_link: "https://x" }, { kind: "recorded" }],
    ["legs", { leg_ids: [1, 2] }, { kind: "answered" }],
    ["legs and a talk", { leg_ids: [1, 2], talk_time_duration: 3 }, { kind: "hung_up" }],
    ["a leg", { leg_id: 1 }, { kind: "rang" }],
    ["a wait of several", { wait_time_duration: 9, employee_ids: [1, 2] }, { outcome: "missed" }],
  ])("by its variables where a person named it: %s", (_, fields, expected) => {
    const body = { notification_name: "crm-7", direction: "in", ...common, ...fields };
    expect(eventOf(body)).toMatchObject(expected);
  });

  test.each(["Запись в салон", "Ringer", "Ожидание", "Ответ"])(
    "a name like «%s» is no type where the call is over",
    (name) => {
      const body = {
        notification_name: name,
        ...common,
        total_time_duration: 20,
        talk_time_duration: 9,
      };
      expect(eventOf(body)).toMatchObject({ kind: "ended", outcome: "answered", talkS: 9 });
    },
  );
});

describe("templates of other people's making", () => {
  const end = { event: "CALL_END", talk_time_duration: 48, total_time_duration: 60 };
  test.each<[string, Record<string, unknown>]>([
    ["flat", { ...end, ...common, ...employee, extension_phone_number: "101" }],
    [
      "nested",
      {
        event: "CALL_END",
        call_session_id: 998677401,
        contact_info: { contact_phone_number: "79161110001" },
        employee_info: { ...employee, extension_phone_number: "101" },
        call_info: { talk_time_duration: 48, total_time_duration: 60 },
      },
    ],
    [
      "objects with short names",
      {
        event: "call_finished",
        call: { id: "998677401", talk_duration: 48, total_duration: 60, status: "Успешный" },
        contact: { phone: "79161110001", id: 5 },
        employee: { id: 758631, name: "Иванов Иван", extension: "101" },
      },
    ],
    [
      "a list of employees",
      {
        ...end,
        ...common,
        employees: [
          { employee_id: 1, is_answered: false },
          { ...employee, extension: "101", is_answered: true },
        ],
      },
    ],
    [
      "a wrapper around it all, a number for short",
      {
        op: "call",
        args: {
          event: "call end",
          call_id: 998677401,
          phone: "+79161110001",
          employee: {
            id: "758631",
            name: "Иванов Иван",
            phone_number: "101",
            phone: "79990000000",
          },
          talk_time: 48,
        },
      },
    ],
    [
      "names in camel case",
      {
        eventType: "callFinished",
        callSessionId: 998677401,
        contactPhoneNumber: "+7 916 111-00-01",
        talkTimeDuration: "48",
        extension: "101",
        employeeId: "758631",
        employeeFullName: "Иванов Иван",
      },
    ],
  ])("%s", (_, body) => {
    expect(eventOf(body)).toMatchObject({
      kind: "ended",
      ref: "998677401",
      outcome: "answered",
      talkS: 48,
      client: "+79161110001",
      ext: "101",
      employeeId: "758631",
      employeeName: "Иванов Иван",
    });
  });

  test("a value that ran into the next name is taken apart", () => {
    const body = { ...end, ...common, communication_number: "1employee_full_name=Иванов" };
    expect(eventOf(body)).toMatchObject({ employeeName: "Иванов" });
    const link = { ...end, ...common, tag: "https://x/?employee_full_name=Чужой" };
    expect(eventOf(link)).toMatchObject({ employeeName: null });
  });

  test("variables that were not filled in are missing", () => {
    const body = {
      ...end,
      ...common,
      ...employee,
      extension_phone_number: "{{extension_phone_number}}",
      contact_full_name: "null",
    };
    expect(eventOf(body)).toMatchObject({ ext: null, clientName: null, employeeId: "758631" });
  });

  test("the last employee of a transferred call is not the one who took it", () => {
    const body = {
      ...end,
      ...common,
      ...employee,
      is_transfer: true,
      last_talked_employee_id: 758631,
    };
    expect(eventOf(body)).toMatchObject({ ext: null, employeeId: null, lastEmployeeId: "758631" });
  });

  test("no link to a recording leaves the hook", () => {
    const body = { ...end, ...common, file_link: "https://media.novofon.ru/1/secret/" };
    expect(JSON.stringify(eventOf(body))).not.toContain("secret");
  });
});

describe("how a call ended", () => {
  test.each<[Record<string, unknown>, Partial<CallEvent>]>([
    [
      { talk_time_duration: 0, direction: "in" },
      { outcome: "missed", talkS: 0 },
    ],
    [
      { talk_time_duration: 0, direction: "out" },
      { outcome: "no_answer", talkS: 0 },
    ],
    [
      { talk_time_duration: 5, call_status: "Потерянный" },
      { outcome: "answered", talkS: 5 },
    ],
    [{ call_status: "Успешный" }, { outcome: "answered", talkS: null }],
    [{ call_status: "Неуспешный" }, { outcome: "missed" }],
    [{ finish_reason: "subscriber_busy", talk_time_duration: 0 }, { outcome: "busy" }],
    [{ is_lost: true, total_time_duration: 20 }, { outcome: "missed" }],
    [
      { total_time_duration: 20, wait_time_duration: 8 },
      { outcome: "answered", talkS: 12 },
    ],
    [{ total_time_duration: 20, wait_time_duration: 20 }, { outcome: "missed" }],
    [{}, { outcome: null, talkS: null }],
  ])("%j", (fields, expected) => {
    expect(eventOf({ event: "call finished", ...common, ...fields })).toMatchObject(expected);
  });
});

describe("what is no call", () => {
  test("an unknown notification is ignored by its name", () => {
    expect(read({ notification_name: "Новое обращение", ...common })).toEqual({
      ignored: "unknown event",
      name: "Новое обращение",
    });
  });

  test.each<[string, unknown]>([
    ["no session", { notification_name: "Завершение звонка", talk_time_duration: 1 }],
    ["a session that is an object", { event: "call end", call_session_id: { a: 1 } }],
    ["a session of blanks", { event: "call end", call_session_id: "a b" }],
    ["a session without end", { event: "call end", call_session_id: "9".repeat(200) }],
  ])("%s is refused", (_, body) => {
    expect(read(body)).toMatchObject({ refused: "no_session" });
  });

  test.each([null, [], "x", 7])("%j is refused", (body) => {
    expect(read(body)).toMatchObject({ refused: "not_novofon" });
  });

  test("a signed event of the other platform is none of this one, however it is wrapped", () => {
    const event = { event: "NOTIFY_START", caller_id: "+79161110001" };
    for (const body of [
      { call: event, call_session_id: "1" },
      { ...common, type: "notify_start" },
      { ...common, notification_name: " Notify-Start" },
    ])
      expect(read(body)).not.toHaveProperty("events");
  });
});

test("no JSON makes it throw", () => {
  const whole = {
    event: "call end",
    ...common,
    ...employee,
    talk_time_duration: 1,
    direction: "in",
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typeof read(value)).toBe("object");
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (name, value) => {
      const parsed = read({ ...whole, [name]: value });
      expect(JSON.stringify(parsed).length).toBeLessThan(3000);
    }),
    { numRuns: 500 },
  );
});
