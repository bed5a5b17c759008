import { expect, test } from "vitest";
import { announce } from "../../src/calls/announce.ts";
import { callsOf, eventsOf, LATER, sequencesOf, type Dialect } from "./replay.ts";

const about = { businessId: "b", callId: 1, clientId: null, clientName: null, zone: "Europe/Kyiv" };

function announced(dialect: Dialect, name: string): string[] {
  const sequence = sequencesOf(dialect).find((one) => one.name === name) ?? expect.fail();
  return callsOf(eventsOf(dialect, sequence)).flatMap((call) =>
    announce(call, [], about, LATER).events.map(({ event }) => event),
  );
}

test.each<[Dialect, string, string[]]>([
  ["novofon", "in_answered", ["call.started", "call.answered", "call.completed", "call.recorded"]],
  [
    "novofon2",
    "v2_in_answered",
    ["call.started", "call.answered", "call.completed", "call.recorded"],
  ],
  ["novofon2", "v2_in_lost", ["call.started", "call.missed"]],
  ["flat", "flat_answered", ["call.started", "call.answered", "call.completed", "call.recorded"]],
  ["flat", "flat_missed_no_record", ["call.started", "call.missed"]],
])("%s %s is announced from its beginning to its recording", (dialect, name, events) => {
  expect(announced(dialect, name)).toEqual(events);
});

test("what was announced is not announced again; another end is, as a correction", () => {
  const [sequence] = sequencesOf("novofon2").filter(({ name }) => name === "v2_in_answered");
  const [call] = sequence ? callsOf(eventsOf("novofon2", sequence)) : [];
  const first = call
    ? announce(call, ["call.started", "call.missed"], about, LATER)
    : expect.fail();
  expect(first.events.map(({ event, data }) => [event, data.corrected])).toEqual([
    ["call.answered", undefined],
    ["call.completed", true],
    ["call.recorded", undefined],
  ]);
  expect(call && announce(call, first.announced, about, LATER).events).toEqual([]);
});
