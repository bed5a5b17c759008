import { describe, expect, test } from "vitest";
import { callsScreen } from "../../src/bot/calls-screen.ts";
import type { CallRow } from "../../src/calls/list-service.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
const call: CallRow = {
  id: 1,
  at: NOW,
  direction: "in",
  outcome: "answered",
  state: "ended",
  client: "+380670000001",
  clientName: "Оксана К.",
  line: null,
  employee: "Олена",
  talkS: 204,
  ringS: 5,
};
const view = { text: null, before: null, masked: false, zone: "Europe/Kyiv", now: NOW };

describe("/calls", () => {
  test("a row says how it ended, when, who and with whom", () => {
    const rows: CallRow[] = [
      call,
      {
        ...call,
        outcome: "missed",
        clientName: null,
        employee: null,
        talkS: null,
        at: NOW - 86_400_000,
      },
      {
        ...call,
        client: null,
        clientName: null,
        employee: null,
        outcome: null,
        state: "ringing",
        talkS: null,
      },
      {
        ...call,
        direction: "out",
        outcome: "no_answer",
        clientName: null,
        talkS: null,
        employee: "Тарас",
      },
    ];
    expect(callsScreen("uk", { ...view, rows }).html).toBe(
      [
        "<b>Останні дзвінки</b>",
        "✅ сьогодні, 14:00 · 3\u202fхв 24\u202fс\nОксана К. · +380 67 000 00 01 · Олена",
        "❌ вчора, 14:00 · пропущено\n+380 67 000 00 01",
        "📞 сьогодні, 14:00 · триває\nНомер приховано",
        "↗️ сьогодні, 14:00 · не відповіли\n+380 67 000 00 01 · Тарас",
      ].join("\n\n"),
    );
  });

  test("nothing found is said with the next step", () => {
    expect(callsScreen("en", { ...view, rows: [], text: "<4512>" }).html).toBe(
      "No calls for “&lt;4512&gt;”. Try the last 4 digits of the number.",
    );
  });
});
