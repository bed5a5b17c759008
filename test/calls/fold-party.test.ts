import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { dial, say } from "./hooks.ts";
import { atLast, T0 } from "./replay.ts";

const rang = (own: Partial<CallEvent> = {}): CallEvent => ({ ...say("START", 1), ...own });
const answer = (own: Partial<CallEvent> = {}): CallEvent => ({
  ...say("ANSWER", 9, { destination: "101", internal: "101" }),
  ...own,
});
const record = (own: Partial<CallEvent> = {}): CallEvent => ({
  ...say("RECORD", 80, { call_id_with_rec: "r1" }),
  ...own,
});

describe("which way a call goes", () => {
  test.each<[string, CallEvent[], string]>([
    ["what rings decides, not the answer", [rang(), answer({ direction: "out" })], "in"],
    [
      "an answer decides against a consultation",
      [answer({ direction: "out" }), rang({ direction: "internal" })],
      "out",
    ],
    [
      "a consultation decides against a recording",
      [record({ direction: "in" }), rang({ direction: "internal" })],
      "internal",
    ],
    [
      "a text of the talk says no more than a recording",
      [record({ kind: "transcribed", direction: "in" }), answer({ direction: "out" })],
      "out",
    ],
    ["a recording alone decides", [record({ direction: "out" })], "out"],
    ["of two that ring the first", [rang({ direction: "out" }), rang({ at: T0 + 5000 })], "out"],
    ["nothing said is a call that came in", [rang({ direction: null })], "in"],
  ])("%s", (_, events, direction) => {
    expect(atLast(events).direction).toBe(direction);
  });
});

describe("who called whom", () => {
  test("a number that rang stands before the one an answer names, and E.164 before other digits", () => {
    const forwarded = answer({ client: "+79990000000" });
    expect(atLast([forwarded, rang({ client: "+79161110001" })]).client).toBe("+79161110001");
    expect(atLast([rang({ client: "0671110001" }), forwarded]).client).toBe("+79990000000");
    const two = [rang({ client: "+1" }), rang({ client: "+2", at: T0 + 5000 })];
    expect(atLast(two).client).toBe("+1");
    expect(atLast([rang({ client: "0671" }), rang({ client: "0672", at: T0 + 5000 })]).client).toBe(
      "0671",
    );
  });

  test("names and numbers come from what went the call's way, the line from anywhere", () => {
    const inner = rang({
      direction: "internal",
      client: "+7111",
      clientName: "Колега",
      line: "+7222",
      lineName: "Друга",
    });
    const own = rang({ client: null, clientName: null, line: null, lineName: null });
    expect(atLast([inner, own])).toMatchObject({
      direction: "in",
      client: null,
      clientName: null,
      line: "+7222",
      lineName: "Друга",
    });
    const named = rang({ clientName: "Оксана", line: "+7333", lineName: "Перша" });
    expect(atLast([inner, named])).toMatchObject({
      clientName: "Оксана",
      line: "+7333",
      lineName: "Перша",
    });
  });

  test("between colleagues there is no client", () => {
    const inner = rang({ direction: "internal", client: "+7111", clientName: "Колега" });
    expect(atLast([inner])).toMatchObject({ client: null, clientName: null });
  });

  test("a colleague has the first name that was told, if one was", () => {
    const events = [
      { ...dial(0), employeeName: null },
      { ...dial(1), employeeName: "Олена" },
      { ...dial(2), employeeName: "Олена К." },
      { ...dial(3), ext: null, employeeName: "Група" },
    ];
    expect(atLast(events)).toMatchObject({ rang: ["101"], rangNames: ["Олена"] });
    expect(atLast(events.slice(0, 1)).rangNames).toEqual([null]);
  });
});
