import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { page, section } from "./page.ts";
import { apply, stepsIn } from "./provider-steps.ts";
import { copySources, type SourceCopy } from "./source-copy.ts";

const steps = stepsIn(section(page("CONTRIBUTING.md"), "Add a provider in three steps"));
let copy: SourceCopy;

beforeAll(() => {
  copy = copySources();
});
afterAll(() => copy.remove());

test("a provider added as the page says is heard, folded and shown", () => {
  expect(steps.map(({ path }) => path)).toContain("src/telephony/dialects.ts");
  for (const step of steps) apply(copy.folder, step);
  copy.compile();
  const [sequence]: [{ expected: { calls: Record<string, unknown>[] } }] = JSON.parse(
    readFileSync(join(copy.folder, "test/fixtures/bell/sequences.json"), "utf8"),
  );
  const played = play();
  expect(played.routes).toContain("/api/webhooks/bell/:token");
  expect(played.verdicts).toEqual(["accepted", "accepted", "accepted"]);
  expect(played.calls).toMatchObject([
    { key: "id-0001", provider: "bell", outcome: "answered", ringS: 8, talkS: 60 },
  ]);
  expect(sequence.expected.calls).toMatchObject([
    { key: "id-0001", outcome: "answered", ring_s: 8, talk_s: 60 },
  ]);
  expect(played.cards.map((card) => card.replaceAll("\u202f", " "))).toEqual([
    "<b>✅ Incoming · 1 min 0 s</b>\nNew number · +380 67 000 00 01\nLine +380 44 000 00 01 · waited 8 s\nAnswered by: Employee 1",
  ]);
  expect(played.recorded).toMatchObject({ made: { provider: "bell", name: "again" } });
}, 120_000);

test.each(steps.filter(({ kind }) => kind === "change").map(({ path, code }) => ({ path, code })))(
  "a step that does not fit the code of $path any more is noticed",
  ({ path, code }) => {
    const other = code.replace(
      /^[ -].*$/m,
      (line) => `${line[0] ?? ""}something that is not there`,
    );
    expect(() => apply(copy.folder, { path, kind: "change", code: other })).toThrow(path);
  },
);

type Played = {
  routes: string[];
  verdicts: string[];
  calls: object[];
  cards: string[];
  recorded: object;
};

/** Each hook through the address of the provider, the calls that they become, and their final cards in English. */
function play(): Played {
  const said = execFileSync(process.execPath, [copy.program(PLAY)], {
    cwd: copy.folder,
    encoding: "utf8",
  });
  const played: Played = JSON.parse(said);
  return played;
}

const PLAY = `
import { readFileSync } from "node:fs";
import { finalCard } from "./calls/card.js";
import { NO_CHAT } from "./calls/card-chat.js";
import { fold } from "./calls/fold.js";
import { group } from "./calls/group.js";
import { doors } from "./telephony/dialects.js";
import { judge } from "./telephony/judge.js";
import { recordCase } from "./telephony/record-case.js";
import { hookRouter } from "./web/hook-route.js";

const [{ events }] = JSON.parse(readFileSync("test/fixtures/bell/sequences.json", "utf8"));
const start = Date.UTC(2026, 2, 10, 9);
const later = start + 172800000;
const token = { id: "t", businessId: "b", provider: "bell", accountId: "a", label: "l", country: "UA",
  zone: "Europe/Kyiv", secret: null, line: null, ext: null, others: [], watch: null };
const judged = events.map(({ at_ms, body }) => judge({ provider: "bell", method: "POST", query: "",
  contentType: "application/json", signature: null, raw: Buffer.from(JSON.stringify(body)), now: start + at_ms }, token, null));
const heard = judged.flatMap(({ events }) => events);
const windows = { settleMs: 10000, ringingMs: 180000, talkingMs: 14400000 };
const calls = group(new Map(), heard).map(({ refs }) => fold(heard.filter(({ ref }) => refs.includes(ref)), windows, later));
const cards = calls.map((call) => finalCard({ ...call, clientLabel: { name: null, phone: call.client, isNew: true },
  history: { earlier: 0, lastAt: null }, lineLabel: null, employeeNames: {}, recovered: false, corrected: false, spoken: null, chat: NO_CHAT }, { language: "en", zone: "Europe/Kyiv", now: later, masked: false }));
const recorded = recordCase({ name: "again", door: doors.bell, dialect: "bell", country: "UA", zone: "Europe/Kyiv",
  hooks: events.map(({ at_ms, body }) => ({ at: start + at_ms, fields: body })) });
const routes = hookRouter({ telephony: null, now: Date.now, hookRate: 1, heard: () => {} }).stack.map(({ path }) => path);
process.stdout.write(JSON.stringify({ routes, verdicts: judged.map(({ verdict }) => verdict), calls, cards, recorded }));
`;
