import { describe, expect, test } from "vitest";
import { fold } from "../../src/calls/fold.ts";
import { narrow, type Scope } from "../../src/telephony/narrow.ts";
import * as novofon from "../../src/telephony/novofon.ts";
import type { CallEvent } from "../../src/calls/call.ts";

const LINE = "+74950000001";
const OTHER_LINE = "+74950000002";
const START = Date.UTC(2026, 10, 21, 9, 0, 0);
const windows = { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 };
const whole: Scope = { line: null, ext: null };
const ofExt = (ext: string): Scope => ({ line: null, ext });
const ofLine = (line: string): Scope => ({ line, ext: null });

describe("an address of one extension or line", () => {
  test("takes its own, leaves out another's, and waits with what names none", () => {
    expect(narrow(hook("NOTIFY_INTERNAL", "101"), ofExt("101"), [])).toEqual(kept("matches"));
    expect(narrow(hook("NOTIFY_INTERNAL", "102"), ofExt("101"), [])).toEqual({
      ignored: "other_extension",
    });
    expect(narrow(hook("NOTIFY_START"), ofExt("101"), [])).toEqual(kept("silent"));
    expect(narrow(hook("NOTIFY_START"), ofLine(LINE), [])).toEqual(kept("matches"));
    expect(narrow(hook("NOTIFY_START"), ofLine(OTHER_LINE), [])).toEqual({ ignored: "other_line" });
  });
});

describe("an address of the whole account", () => {
  test("takes everything where there is no other address", () => {
    for (const name of ["NOTIFY_START", "NOTIFY_INTERNAL", "NOTIFY_END"] as const)
      expect(narrow(hook(name, "101"), whole, [])).toEqual(kept("matches"));
    expect(narrow(hook("NOTIFY_START"), whole, [whole])).toEqual(kept("matches"));
  });

  test("leaves out what an extension's or a line's own address gets", () => {
    const ignored = { ignored: "other_token" };
    expect(narrow(hook("NOTIFY_INTERNAL", "101"), whole, [ofExt("101")])).toEqual(ignored);
    expect(narrow(hook("NOTIFY_END", "101"), whole, [ofExt("101")])).toEqual(ignored);
    expect(narrow(hook("NOTIFY_START"), whole, [ofLine(LINE)])).toEqual(ignored);
    expect(narrow(hook("NOTIFY_INTERNAL", "100"), whole, [ofExt("101")])).toEqual(kept("matches"));
    expect(narrow(hook("NOTIFY_START"), whole, [ofLine(OTHER_LINE)])).toEqual(kept("matches"));
  });

  test("calls nothing missed of which it heard the beginning and another address the rest", () => {
    const events = heardBy([hook("NOTIFY_START"), hook("NOTIFY_INTERNAL", "101")]);
    const call = fold(events, windows, START + 600_000);
    expect(events).toHaveLength(1);
    expect(call.ours).toBe(false);
  });

  test("tells of a call that nobody's extension rang for", () => {
    const events = heardBy([hook("NOTIFY_START"), hook("NOTIFY_END")]);
    const call = fold(events, windows, START + 60_000);
    expect(call).toMatchObject({ ours: true, outcome: "missed" });
  });

  test("tells of a call of its own extensions", () => {
    const events = heardBy([hook("NOTIFY_START"), hook("NOTIFY_INTERNAL", "100")]);
    expect(fold(events, windows, START + 5000)).toMatchObject({ ours: true, state: "ringing" });
  });
});

/** What the whole account's address keeps beside an address of extension 101. */
function heardBy(hooks: readonly CallEvent[][]): CallEvent[] {
  return hooks.flatMap((events) => {
    const narrowed = narrow(events, whole, [ofExt("101")]);
    return "events" in narrowed ? narrowed.events : [];
  });
}

const kept = (how: "matches" | "silent") => ({
  events: [expect.objectContaining({ narrow: how })],
});

function hook(
  event: "NOTIFY_START" | "NOTIFY_INTERNAL" | "NOTIFY_END",
  internal?: string,
): CallEvent[] {
  const body = {
    event,
    call_start: "2026-11-21 12:00:00",
    pbx_call_id: "in_1",
    caller_id: "+79000000005",
    called_did: "74950000001",
    ...(internal === undefined ? {} : { internal }),
    ...(event === "NOTIFY_END" ? { duration: "0", disposition: "no answer" } : {}),
  };
  const arrivedAt = START + { NOTIFY_START: 0, NOTIFY_INTERNAL: 500, NOTIFY_END: 30_000 }[event];
  const parsed = novofon.parse(body, { arrivedAt, country: "RU", zone: "Europe/Moscow" });
  if (!("events" in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.events;
}
