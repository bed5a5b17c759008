import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import * as flat from "../../src/telephony/flat.ts";
import { mendJson } from "../../src/telephony/mend.ts";
import * as novofon from "../../src/telephony/novofon.ts";
import * as novofon2 from "../../src/telephony/novofon2.ts";
import * as phonet from "../../src/telephony/phonet.ts";
import { atLast, sequencesOf, T0 } from "./replay.ts";

const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("", "0", "-1", 0, -1, 1e308, "9".repeat(400), "\u0000\uD800", null),
);

test.each([
  ["phonet", phonet.parse],
  ["novofon", novofon.parse],
  ["novofon2", novofon2.parse],
  ["flat", flat.parse],
] as const)("%s: whatever a parser lets through can be folded", (provider, parse) => {
  const bodies = sequencesOf(provider).flatMap(({ events }) => events.map(({ body }) => body));
  const bent = fc
    .tuple(fc.constantFrom(...bodies), fc.nat(), values)
    .map(([body, pick, value]): Record<string, unknown> => {
      const names = Object.keys(body);
      return { ...body, [names[pick % names.length] ?? "event"]: value };
    });
  fc.assert(
    fc.property(fc.array(bent, { minLength: 1, maxLength: 5 }), (hooks) => {
      const events = hooks.flatMap((body, i): CallEvent[] => {
        const parsed = parse(body, { arrivedAt: T0 + i * 1000 });
        return "events" in parsed ? parsed.events : [];
      });
      if (events.length === 0) return;
      const call = atLast(events);
      expect(call.state).toBe("ended");
      expect(Number.isSafeInteger(call.startedAt)).toBe(true);
      expect(JSON.stringify(call).length).toBeLessThan(5000);
    }),
    { numRuns: 300 },
  );
});

/** Bodies that a search which goes back would read for minutes: the test would not end. */
const heavy: [string, string][] = [
  ["quotes", '"'],
  ["quotes and blanks", '"     '],
  ["quotes and commas", '",'],
  ["names without end", '"a":'],
  ["opened variables", "{{ "],
  ["blanks", " "],
  ["objects in objects", '{"a":'],
  ["run-on names", "1employee_id="],
  ["fields", '"a":"b",'],
];

test.each(heavy)("%s by the hundred thousand are read once", (_, piece) => {
  const said = piece.repeat(Math.floor(1024 ** 2 / piece.length));
  expect(mendJson(`{"a":"${said.slice(0, 65_000)}`)).toBeNull();
  for (const field of ["call_session_id", "communication_number", "event", "call_id"]) {
    const body = { call_session_id: 1, event: "call end", caller: "1", [field]: said };
    for (const { parse } of [novofon2, flat])
      expect(JSON.stringify(parse(body, { arrivedAt: T0 })).length).toBeLessThan(3000);
  }
});
