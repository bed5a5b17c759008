import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callBackSpeed } from "../../src/calls/followup-list-service.ts";
import { periodUntil } from "../../src/calls/period.ts";
import { saveLines } from "../../src/business/line-service.ts";
import { json } from "../../src/db/value.ts";
import { reportOf } from "../../src/desk/stats-service.ts";
import { NOW } from "../business/tenants.ts";
import { storeCalls, type StoredRow } from "../calls/counted-rows.ts";
import { EVIL, openWork, type WorkStand } from "./work-stand.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LINES = ["+380441234567", "+380440000002"];

let stand: WorkStand;
beforeAll(async () => {
  stand = await openWork();
  const rows = Array.from({ length: 40 }, (_, index): StoredRow => {
    const at = NOW - (index % 9) * DAY - (index % 5) * HOUR;
    const line = LINES[index % 2] ?? "";
    if (index % 10 === 9) return { at, line, direction: "out", outcome: "answered", ext: "701" };
    return index % 3 === 0
      ? { at, line, outcome: "missed" }
      : { at, line, outcome: "answered", ext: index % 2 === 0 ? "701" : "702", talkS: 60 };
  });
  await storeCalls(stand.db, stand.ours.id, rows);
  await saveLines(stand.db, stand.ours.id, [
    { number: LINES[0] ?? "", name: EVIL },
    { number: LINES[1] ?? "", name: "Реклама" },
  ]);
  const followups = [3, 12, 40, 300, null, null].map((minutes, index) => ({
    opened: new Date(NOW - index * DAY).toISOString(),
    closed: minutes === null ? null : new Date(NOW - index * DAY + minutes * 60_000).toISOString(),
    client: `+38067000000${index}`,
    line: LINES[index % 2],
  }));
  await stand.db.execute(sql`
    insert into followups (business_id, client, call_id, line, opened_at, last_at, closed_at, closed_how)
    select ${stand.ours.id}::uuid, client, 1, line, opened::timestamptz, opened::timestamptz, closed::timestamptz,
      case when closed is not null then 'reached' end
    from jsonb_to_recordset(${json(followups)}) as r(opened text, closed text, client text, line text)`);
});
afterAll(() => stand.close());
afterEach(() => expect(stand.cabinet.failed).toEqual([]));

const report = (length: number, line?: string) => {
  const { ours: business } = stand;
  const period = periodUntil("2026-11-21", length, business.timezone);
  const asked = { business, choice: "week" as const, language: "uk" as const, now: NOW, period };
  return reportOf(stand.db, line === undefined ? asked : { ...asked, line });
};
/** The figure row as people read it. */
const figures = (text: string) =>
  [...text.matchAll(/<dd class="v(?: bad)?">(.*?)<\/dd>/g)].map(([, value = ""]) =>
    value.replace(/<[^>]*>/g, ""),
  );
const labelled = (text: string, id: string) =>
  new RegExp(`id="${id}".*?aria-label="([^"]*)"`, "s").exec(text)?.[1] ?? "";

test("the figures of the page are those of /stats, and every part of it adds up to them", async () => {
  for (const [length, line] of [[7], [14], [30], [14, LINES[1]]] as const) {
    const { statistics, followups } = await report(length, line);
    const { answered, missed } = statistics;
    expect(answered).toBeGreaterThan(0);
    const { text, status } = await stand.operator.get(
      `/dashboard/stats?days=${length}${line === undefined ? "" : `&line=${encodeURIComponent(line)}`}`,
    );
    expect(status).toBe(200);
    const shown = figures(text);
    expect(shown[0]).toBe(String(answered + missed));
    expect(shown[1]).toBe(`${answered} ${Math.round((100 * answered) / (answered + missed))} %`);
    expect(shown[2]).toBe(String(missed));
    expect(shown[3]).toBe(`${followups.calledBack} із ${followups.misses}`);
    expect(labelled(text, "days")).toContain(`Прийнято ${answered}, пропущено ${missed}`);
    expect(labelled(text, "heat")).toContain(`усього ${missed}`);
    const people = [...labelled(text, "people").matchAll(/ (\d+)(?:,|$)/g)].map(([, n]) =>
      Number(n),
    );
    expect(people.reduce((sum, n) => sum + n, 0)).toBe(answered);
    const rows = [
      ...text.matchAll(/<td class="num">(\d+)<\/td><td class="num(?: bad)?">(\d+)<\/td>/g),
    ];
    expect(rows.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(answered);
    expect(rows.reduce((sum, [, , n]) => sum + Number(n), 0)).toBe(missed);
    expect(text).not.toContain("<script>alert");
  }
});

test("how soon people are called back adds up to the misses of /stats", async () => {
  const { followups, statistics } = await report(14);
  const speed = await callBackSpeed(stand.db, stand.ours.id, statistics.period);
  expect(speed).toEqual({ five: 1, quarter: 1, hour: 1, later: 1, never: 2 });
  const { five, quarter, hour, later, never } = speed;
  expect(five + quarter + hour + later).toBe(followups.calledBack);
  expect(never).toBe(followups.misses - followups.calledBack);
  const { text } = await stand.owner.get("/dashboard/stats?days=14");
  expect(labelled(text, "speed")).toContain("не передзвонили 2");
});

test("the table has the same sums, and a name that is a formula is a text in it", async () => {
  const { statistics } = await report(14);
  const { text, headers } = await stand.operator.get("/dashboard/stats.csv?days=14");
  expect(headers.get("content-type")).toContain("text/csv");
  expect(text).toContain(`Усього;;${statistics.answered};${statistics.missed}`);
  const days = [...text.matchAll(/^День;\d{4}-\d\d-\d\d;(\d+);(\d+)/gm)];
  expect(days.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(statistics.answered);
  await stand.client(stand.ours, "+380670000077", "=HYPERLINK(1) я");
  const days2 = "kind=clients&first=2026-11-01&last=2026-11-30";
  const table = await stand.owner.get(`/dashboard/export/table.csv?${days2}`);
  expect(table.text).toContain(";'=HYPERLINK(1) я;'+380670000077;");
  expect(table.headers.get("content-disposition")).toContain("clients-2026-11-01-2026-11-30.csv");
});

test("a time of nobody's calls is told as no data or none, never as a zero", async () => {
  const { text } = await stand.stranger.get("/dashboard/stats");
  expect(text).toContain("Даних за цей час немає");
  expect(figures(text)).toEqual([]);
  const none = await stand.stranger.get("/dashboard/stats.csv");
  expect(none.text).toContain("Усього;н/д;;");
});

test("days that are none are told beside what they were, and the usual period stands there", async () => {
  for (const [query, words] of [
    ["from=2026-11-20", "Виберіть обидва дні"],
    ["from=2026-11-20&to=2026-11-01", "Перший день пізніше"],
    ["from=2020-01-01&to=2026-11-01", "Не більше 92 днів"],
    [`from=${encodeURIComponent(EVIL)}&to=2026-11-01`, "Виберіть обидва дні"],
  ] as const) {
    const { status, text } = await stand.operator.get(`/dashboard/stats?${query}`);
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).not.toContain("<script>alert");
  }
  const one = await stand.operator.get("/dashboard/stats?from=2026-11-20&to=2026-11-20");
  expect(one.status).toBe(200);
  expect(one.text).toContain("За годинами");
});

test("tables are for those who may take them out; an empty one is said, not sent", async () => {
  expect((await stand.operator.get("/dashboard/stats")).text).not.toContain("/dashboard/export");
  for (const path of ["", "/table.csv?kind=calls", "/business.json"])
    expect((await stand.operator.get(`/dashboard/export${path}`)).status, path).toBe(403);
  expect((await stand.owner.get("/dashboard/export")).status).toBe(200);
  const empty = await stand.owner.get(
    "/dashboard/export/table.csv?kind=deals&first=2020-01-01&last=2020-01-02",
  );
  const said = await stand.owner.get(empty.headers.get("location") ?? "");
  expect(said.text).toContain("За цей час нічого немає");
  const wrong = await stand.owner.get("/dashboard/export/table.csv?kind=deals&first=x&last=y");
  expect(wrong.headers.get("location")).toContain("wrong=days");
  const file = await stand.owner.get("/dashboard/export/business.json");
  expect(JSON.parse(file.text)).toHaveProperty("clients");
});
