import { describe, expect, test } from "vitest";
import { say } from "./hooks.ts";
import { at, atLast, T0 } from "./replay.ts";

describe("Novofon's words", () => {
  test("END alone is enough", () => {
    const call = atLast([
      say("END", 75, answered({ internal: "101", last_internal: "104", duration: "55" })),
    ]);
    expect(call).toMatchObject({ outcome: "answered", talkS: 55, ringS: 20, transferred: true });
    expect([call.answeredBy?.ext, call.lastBy?.ext]).toEqual(["101", "104"]);
  });

  test("an answer outweighs a word of failure, with an unknown length", () => {
    const events = [say("START", 1), say("ANSWER", 9, { destination: "101", internal: "101" })];
    events.push(say("END", 40, { disposition: "cancel", duration: "31" }));
    expect(atLast(events)).toMatchObject({ outcome: "answered", lengthUnknown: true, talkS: null });
  });

  test("voicemail picked up after everybody was spared", () => {
    const events = [
      say("START", 1),
      say("END", 30, answered({ duration: "25", is_recorded: "1" })),
    ];
    expect(atLast(events)).toMatchObject({
      outcome: "missed",
      reason: "voicemail_or_ivr",
      recorded: true,
    });
  });

  test("the only device that rang answered, although END names nobody", () => {
    const events = [
      say("START", 1),
      say("INTERNAL", 1, { internal: "101" }),
      say("END", 70, answered({ duration: "50" })),
    ];
    expect(atLast(events)).toMatchObject({
      outcome: "answered",
      answeredBy: { ext: "101" },
      talkS: 50,
    });
  });

  test("who answered is not guessed among several", () => {
    const rings = ["101", "102"].map((internal) => say("INTERNAL", 1, { internal }));
    const events = [say("START", 1), ...rings, say("END", 70, answered({ duration: "50" }))];
    expect(atLast(events)).toMatchObject({
      outcome: "answered",
      answeredBy: null,
      rang: ["101", "102"],
    });
  });

  test("a call back where only the employee's leg was answered did not reach the client", () => {
    const own = { pbx_call_id: "out_1", internal: "+79260002222", destination: "102" };
    const events = [
      say("OUT_START", 1, own),
      say("OUT_END", 30, answered({ ...own, duration: "25" })),
      say("OUT_END", 30, { pbx_call_id: "out_1", disposition: "no answer", duration: "0" }),
    ];
    expect(atLast(events)).toMatchObject({
      outcome: "no_answer",
      client: "+79260002222",
      employee: { ext: "102" },
    });
    expect(at(39, events.slice(0, 2))).toMatchObject({ state: "ringing", dueAt: T0 + 40_000 });
  });

  test("a recording marked on a cancelled call is no recording", () => {
    const events = [say("OUT_END", 9, { disposition: "cancel", duration: "0", is_recorded: "1" })];
    expect(atLast(events)).toMatchObject({ outcome: "no_answer", recorded: false });
  });

  test("a leg that left is neither ringing nor talking", () => {
    const events = [say("START", 1), say("INTERNAL", 1, { internal: "101" })];
    expect(at(5, events).ringingNow).toEqual([{ ext: "101", name: null }]);
    events.push(
      say("INTERNAL_END", 16, { internal: "101" }),
      say("INTERNAL", 17, { internal: "102" }),
    );
    expect(at(18, events).ringingNow).toEqual([{ ext: "102", name: null }]);
  });

  test("a batch hours late says nothing about the wait, and rings nowhere", () => {
    const late = 3 * 3600;
    const events = [say("START", late), say("INTERNAL", late, { internal: "101" })];
    expect(at(late, events)).toMatchObject({ state: "ringing", ownTimeAt: T0 });
    events.push(say("END", late, answered({ internal: "101", duration: "95" })));
    expect(at(late, events)).toMatchObject({
      talkS: 95,
      ringS: null,
      answeredAt: null,
      endedAt: T0 + 95_000,
    });
  });
});

function answered(fields: Record<string, string>): Record<string, string> {
  return { disposition: "answered", ...fields };
}
