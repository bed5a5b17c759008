import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../cabinet/browser.ts";
import { APART, attemptsOn, type Attempt } from "./attempt.ts";
import { crawl } from "./crawl.ts";
import { digestOf } from "./estate-row.ts";
import { tells } from "./marked.ts";
import { pressEverything, sayEverything } from "./tenant-bot.ts";
import { askEverything } from "./tenant-program.ts";
import { openTown, routeOf, type Town } from "./town.ts";
import { handOver } from "./counted.ts";

const STARTS = [
  "/dashboard",
  "/dashboard/more",
  "/dashboard/settings",
  "/dashboard/export",
  "/webhook/",
  "/dashboard/calls",
  "/dashboard/deals/list?stage=won",
];
/** What an operator may not open, by its address. */
const ADMINS =
  /^\/(?:webhook|dashboard\/(?:settings|agent|export|deals\/stages|clients\/:number\/erase))(?:\/|$)/;
/** These say only that there is nothing, or where there is. */
const EVERYBODYS = /^\/webhook$|\*/;

let town: Town;
let attempts: Attempt[];

beforeAll(async () => {
  town = await openTown();
  const kindOf = (path: string): string => routeOf(town, "GET", path);
  const found = await crawl(await town.entered(town.theirs), {
    starts: STARTS,
    kindOf,
    perKind: 2,
  });
  attempts = await attemptsOn(town, town.theirs, found);
}, 240_000);
afterAll(() => town.close());

test("every route of the cabinet is tried", () => {
  const tried = new Set(attempts.map(({ method, route }) => `${method} ${route}`));
  const untried = cabinetRoutes().filter((one) => !tried.has(one));
  expect(untried).toEqual([]);
  expect(attempts.filter(({ foreign }) => foreign).length).toBeGreaterThan(80);
});

test("a number that both have leads to one's own", async ({ task }) => {
  const browser = await town.entered(town.ours);
  const theirs = await town.entered(town.theirs);
  const paths = ["clients", "deals", "tasks", "bookings", "conversations"].map(
    (section) => `/dashboard/${section}/1`,
  );
  for (const path of paths) {
    const [one, other] = [await browser.get(path), await theirs.get(path)];
    expect([path, one.status, other.status]).toEqual([path, 200, 200]);
    expect([path, tells(one.text), tells(other.text)]).toEqual([path, false, true]);
  }
  handOver(task, { guard: "Tenants", attempts: 5, refused: 5, leaks: 0 });
});

test("an owner finds and changes nothing of another business by its links, forms, ids and numbers", async ({
  task,
}) => {
  const browser = await town.entered(town.ours);
  const before = await digestOf(town.db, town.theirs.business);
  const wrong: string[] = [];
  const leaks: string[] = [];
  for (const attempt of attempts) {
    const { status, text } = await done(browser, attempt);
    const what = `${status} ${attempt.method} ${attempt.path}`;
    if (tells(text)) leaks.push(what);
    const refused = attempt.foreign ? status === 404 || status === 400 : status < 500;
    if (!refused) wrong.push(what);
  }
  expect(leaks).toEqual([]);
  expect(wrong).toEqual([]);
  expect(await digestOf(town.db, town.theirs.business)).toEqual(before);
  expect(town.failed).toEqual([]);
  const attemptCount = attempts.length;
  handOver(task, { guard: "Tenants", attempts: attemptCount, refused: attemptCount, leaks: 0 });
});

test("without a session nothing is shown and nothing is done", async ({ task }) => {
  const before = await digestOf(town.db, town.theirs.business);
  const tried = attempts.map((one) => ({ ...one, fields: { csrf: ["x"], ...one.fields } }));
  for (const attempt of tried) {
    const { status, headers, text } = await done(town.nobody(), attempt);
    const what = `${attempt.method} ${attempt.path}`;
    const led = [status >= 300 && status < 304, headers.get("location")];
    expect([what, ...led]).toEqual([what, true, "/dashboard/login"]);
    expect([what, tells(text)]).toEqual([what, false]);
  }
  expect(await digestOf(town.db, town.theirs.business)).toEqual(before);
  handOver(task, { guard: "Cabinet", attempts: tried.length, refused: tried.length, leaks: 0 });
});

test("a form without its token, or with another session's, does nothing", async ({ task }) => {
  const owner = await town.entered(town.theirs);
  const foreign = (await town.entered(town.ours)).csrf();
  const before = await digestOf(town.db, town.theirs.business);
  const forms = attempts.filter(({ method }) => method === "POST");
  const wrong: string[] = [];
  for (const { path, fields } of forms)
    for (const csrf of ["", foreign]) {
      const { status } = await owner.post(path, { ...fields, csrf });
      if (status !== 403) wrong.push(`${status} ${path}`);
      const other = await owner.post(path, fields, { "sec-fetch-site": "cross-site" });
      if (other.status !== 403) wrong.push(`${other.status} ${path} from another site`);
    }
  expect(wrong).toEqual([]);
  const { sessions: _kept, ...after } = await digestOf(town.db, town.theirs.business);
  expect(after).toEqual(without(before, "sessions"));
  const count = forms.length * 4;
  handOver(task, { guard: "Cabinet", attempts: count, refused: count, leaks: 0 });
});

test("an operator opens nothing that is an admin's, and posts nothing to it", async ({ task }) => {
  const operator = await town.entered(town.theirs, town.theirs.operator);
  const before = await digestOf(town.db, town.theirs.business);
  const tried = attempts.filter(({ route }) => ADMINS.test(route) && !EVERYBODYS.test(route));
  const wrong: string[] = [];
  for (const attempt of tried) {
    const { status } = await done(operator, attempt);
    if (status !== 403) wrong.push(`${status} ${attempt.method} ${attempt.path}`);
  }
  expect(wrong).toEqual([]);
  expect(tried.length).toBeGreaterThan(60);
  const { sessions: _kept, ...after } = await digestOf(town.db, town.theirs.business);
  expect(after).toEqual(without(before, "sessions"));
  handOver(task, { guard: "Members", attempts: tried.length, refused: tried.length, leaks: 0 });
});

test("every page has the headers, and holds no script and no style of its own", async ({
  task,
}) => {
  const browser = await town.entered(town.theirs);
  const pages = attempts.filter(({ method }) => method === "GET");
  for (const { path } of pages) {
    const { headers, text } = await browser.get(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect([path, policy]).toEqual([path, expect.stringContaining("default-src 'none'")]);
    expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
    expect([path, /unsafe-|\*|https?:/.test(policy)]).toEqual([path, false]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    const inline = /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle="|\son\w+="|javascript:/i.exec(
      text,
    );
    if ((headers.get("content-type") ?? "").includes("html"))
      expect([path, inline]).toEqual([path, null]);
  }
  handOver(task, { guard: "Cabinet", attempts: pages.length, refused: pages.length, leaks: 0 });
});

test("a program with our key gets and changes nothing of theirs; one that may only read changes nothing", async ({
  task,
}) => {
  const before = await digestOf(town.db, town.theirs.business);
  const { tried, leaks, wrong, blind } = await askEverything(town);
  expect(leaks).toEqual([]);
  expect(wrong).toEqual([]);
  expect(blind).toEqual([]);
  const after = await digestOf(town.db, town.theirs.business);
  expect(without(after, "api_tokens")).toEqual(without(before, "api_tokens"));
  handOver(task, { guard: "Tenants", attempts: tried, refused: tried, leaks: 0 });
});

test("commands and buttons that name what is theirs do nothing for us", async ({ task }) => {
  const before = await digestOf(town.db, town.theirs.business);
  const said = await sayEverything(town);
  expect(said.leaks).toEqual([]);
  const pressed = await pressEverything(town);
  expect(pressed.leaks).toEqual([]);
  expect(pressed.wrong).toEqual([]);
  const after = await digestOf(town.db, town.theirs.business);
  expect(without(after, "buttons")).toEqual(without(before, "buttons"));
  const count = said.tried + pressed.tried;
  handOver(task, { guard: "Tenants", attempts: count, refused: count, leaks: 0 });
});

function without<T>(digests: Record<string, T>, table: string): Record<string, T> {
  return Object.fromEntries(Object.entries(digests).filter(([name]) => name !== table));
}

function done(browser: Browser, { method, path, fields }: Attempt) {
  return method === "GET" ? browser.get(path) : browser.post(path, fields);
}

function cabinetRoutes(): string[] {
  return town.routes
    .filter(({ path }) => /^\/(?:dashboard|webhook)/.test(path) && !APART.test(path))
    .flatMap(({ path, methods }) => methods.map((method) => `${method} ${path}`));
}
