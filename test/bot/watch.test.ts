import { describe, expect, test } from "vitest";
import { renderWatch, watchVerdict } from "../../src/bot/watch.ts";

const at = Date.UTC(2026, 10, 24, 12, 0, 0);
const account = {
  provider: "novofon",
  label: "appid_1",
  zone: "Europe/Kyiv",
  line: null,
  ext: null,
} as const;
const hook = (
  verdict: string,
  reason: string | null = null,
  second = 0,
  name = "NOTIFY_START",
) => ({
  at: at + second * 1000,
  name,
  status: 200,
  verdict,
  reason,
});

describe("what the hooks since the wait began mean", () => {
  test.each([
    ["nothing came", [], { now: "waiting" }],
    ["only older hooks", [hook("accepted", null, -1)], { now: "waiting" }],
    ["one was taken", [hook("accepted")], { now: "received", event: "NOTIFY_START", at }],
    [
      "the first one taken counts",
      [hook("accepted", null, 2, "NOTIFY_END"), hook("accepted", null, 1)],
      { now: "received", event: "NOTIFY_START", at: at + 1000 },
    ],
    [
      "one was refused",
      [hook("refused", "bad_signature", 1)],
      { now: "refused", reason: "bad_signature", at: at + 1000 },
    ],
    [
      "the latest refusal counts",
      [hook("refused", "no_signature", 2), hook("refused", "bad_signature", 1)],
      { now: "refused", reason: "no_signature", at: at + 2000 },
    ],
    [
      "taken after a refusal",
      [hook("accepted", null, 2), hook("refused", "bad_signature", 1)],
      { now: "received", event: "NOTIFY_START", at: at + 2000 },
    ],
    [
      "the wrong extension",
      [hook("ignored", "other_extension")],
      { now: "refused", reason: "other_extension", at },
    ],
    [
      "a check of the address, a pause, an event of no call",
      ["echo", "operator pause", "unknown event"].map((reason) => hook("ignored", reason)),
      { now: "waiting" },
    ],
    ["a look-up", [hook("lookup")], { now: "waiting" }],
  ])("%s", (_, hooks, expected) => {
    expect(watchVerdict(hooks, at)).toEqual(expected);
  });
});

describe("the waiting message", () => {
  test.each([
    [
      "uk",
      { now: "waiting" },
      "⏳ Novofon appid_1: чекаю на першу подію. Подзвоніть на свій номер.",
    ],
    [
      "ru",
      { now: "received", event: "NOTIFY_START", at },
      "✅ Novofon appid_1: получено NOTIFY_START в 14:00. События приходят.",
    ],
    [
      "en",
      { now: "refused", reason: "bad_signature", at },
      "⚠️ Novofon appid_1: 14:00 an event came but was not accepted: the signature does not match: renew the Secret with /novofon\nPut it right and call again, I keep waiting.",
    ],
    [
      "en",
      { now: "received", event: "<b>", at },
      "✅ Novofon appid_1: received &lt;b&gt; at 14:00. Events are coming.",
    ],
  ] as const)("in %s: %o", (language, state, said) => {
    expect(renderWatch({ ...account, ...state }, language)).toBe(said);
  });

  test("a reason without words of its own is still a sentence", () => {
    expect(
      renderWatch({ ...account, now: "refused", reason: "never_heard_of", at }, "uk"),
    ).toContain("не підходить");
  });
});
