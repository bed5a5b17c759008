import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { notificationTemplate, notificationTypes } from "../../src/telephony/novofon2-template.ts";
import { atLast, heard, T0 } from "../calls/replay.ts";

/** The template as the cabinet fills it in: what it does not know of a call stays empty or as it stands. */
function filled(values: Record<string, string>, unknown: "empty" | "left"): string {
  return notificationTemplate.replace(
    /\{\{(\w+)\}\}/g,
    (variable, name: string) => values[name] ?? (unknown === "empty" ? "" : variable),
  );
}

const call = {
  call_session_id: "998677401",
  virtual_phone_number: "74950001122",
  contact_phone_number: "79161110001",
  contact_full_name: 'ООО "Ромашка", "Лютик"',
};
const person = {
  employee_full_name: 'Иванов "Ваня" Иван',
  employee_id: "758631",
  extension_phone_number: "101",
};
/** One answered call, one field set for each of its notifications. */
const answered: [string, string, Record<string, string>][] = [
  ["Входящий звонок", "12:00:00.000", {}],
  ["Ожидание ответа", "12:00:00.800", { ...person, leg_id: "11", direction: "in" }],
  ["Начало разговора", "12:00:11.000", { ...person, leg_ids: "[10, 11]", direction: "in" }],
  [
    "Завершение разговора",
    "12:00:23.000",
    { ...person, leg_ids: "[10, 11]", direction: "in", talk_time_duration: "12" },
  ],
  [
    "Завершение звонка",
    "12:00:23.200",
    {
      ...person,
      direction: "in",
      wait_time_duration: "11",
      talk_time_duration: "12",
      total_time_duration: "23",
      call_status: "Успешный",
      is_transfer: "false",
      last_talked_employee_id: "758631",
    },
  ],
  [
    "Записанный разговор",
    "12:00:40.000",
    { ...person, file_link: "https://app.novofon.ru/system/media/talk/1/2/", file_duration: "12" },
  ],
];

function hook(
  [type, time, fields]: (typeof answered)[number],
  unknown: "empty" | "left",
  title = type,
): CallEvent[] {
  const values = {
    ...call,
    ...fields,
    notification_name: title,
    notification_time: `2026-03-10 ${time}`,
  };
  const judged = heard("novofon2", { body: {}, raw: filled(values, unknown) }, T0 + 300);
  expect(judged).toMatchObject({ status: 200, provider: "novofon2" });
  return judged.events;
}

describe.each(["empty", "left"] as const)("our template, with what is not known %s", (unknown) => {
  test("gives the call that it tells of, quotes in its names and all", () => {
    const events = answered.flatMap((one) => hook(one, unknown));
    expect(events.map(({ kind }) => kind)).toEqual([
      "rang",
      "rang",
      "answered",
      "hung_up",
      "ended",
      "recorded",
    ]);
    expect(atLast(events)).toMatchObject({
      key: "998677401",
      direction: "in",
      outcome: "answered",
      client: "+79161110001",
      clientName: 'ООО "Ромашка", "Лютик"',
      line: "+74950001122",
      answeredBy: { ext: "101", name: 'Иванов "Ваня" Иван' },
      ringS: 11,
      talkS: 12,
      recorded: true,
      transferred: false,
    });
  });

  test("a lost and an outgoing call", () => {
    const lost = hook(["Потерянный звонок", "12:00:31.000", { wait_time_duration: "31" }], unknown);
    expect(lost).toMatchObject([{ kind: "ended", outcome: "missed", totalS: 31 }]);
    const out = hook(["Исходящий звонок", "12:00:00.000", person], unknown);
    expect(out).toMatchObject([{ kind: "rang", direction: "out", ext: "101" }]);
  });

  test("the ends are known by their variables where a notification is named otherwise", () => {
    const kinds = answered.slice(4).flatMap((one) => hook(one, unknown, "Frontdesk"));
    expect(kinds).toMatchObject([{ kind: "ended", talkS: 12 }, { kind: "recorded" }]);
  });
});

test("each type has a name that is understood", () => {
  const kinds = notificationTypes.map(
    (type) => hook([type, "12:00:00", { direction: "in" }], "empty")[0]?.kind,
  );
  expect(kinds).toEqual([
    "rang",
    "rang",
    "rang",
    "answered",
    "hung_up",
    "ended",
    "ended",
    "recorded",
  ]);
});

test("no name, whatever stands in it, changes the call, its numbers or how it ended", () => {
  const names = fc.array(
    fc.constantFrom(
      '"',
      '\\"',
      ",",
      ":",
      "{",
      "}",
      " ",
      "а",
      '"direction":"out"',
      '"call_session_id":"7"',
      '"event":"NOTIFY_START"',
    ),
    { maxLength: 8 },
  );
  const end = answered[4];
  fc.assert(
    fc.property(names, (parts) => {
      const values = {
        ...call,
        ...end?.[2],
        contact_full_name: parts.join(""),
        notification_name: "Завершение звонка",
        notification_time: "2026-03-10 12:00:23",
      };
      const judged = heard("novofon2", { body: {}, raw: filled(values, "empty") }, T0);
      for (const event of judged.events)
        expect(event).toMatchObject({
          kind: "ended",
          ref: "998677401",
          client: "+79161110001",
          direction: "in",
          talkS: 12,
        });
    }),
    { numRuns: 500 },
  );
});
