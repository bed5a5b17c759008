import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { endSessions } from "../../src/business/session-service.ts";
import type { Business } from "../../src/business/business.ts";
import { createTail, type Tail } from "../../src/events/tail-service.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import type { Database } from "../../src/db/client.ts";
import { NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const SECRET = "Оксана Таємна";

let held: FreshDatabase | undefined;
let ours: Business;
let theirs: Business;
let tail: Tail;
let cabinet: Cabinet;
let owner: Browser;
const open: AbortController[] = [];

beforeAll(async () => {
  held = await freshDatabase();
  ({ ours, theirs } = await twoBusinesses(database()));
  const failed = (error: unknown): void => void cabinet.failed.push(error);
  tail = createTail({ db: database(), failed, pollMs: 20 });
  cabinet = await openCabinet(database(), { live: { tail, beatMs: 30, lookMs: 30 } });
});
beforeEach(async () => {
  owner = cabinet.browser();
  await owner.enter(await linkFor(database(), { businessId: ours.id, personId: OWNER }));
});
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
  expect(cabinet.failed).toEqual([]);
});
afterAll(async () => {
  tail.stop();
  await cabinet.close();
  await held?.close();
});

function database(): Database {
  if (!held) throw new Error("no database outside a test");
  return held.db;
}

/** Listens as a page does; `until` waits for words that come, or for the end of the stream. */
async function listen(after?: number) {
  const away = new AbortController();
  open.push(away);
  const cookie = [...owner.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${cabinet.url}/dashboard/live`, {
    headers: { cookie, ...(after === undefined ? {} : { "last-event-id": String(after) }) },
    signal: away.signal,
    redirect: "manual",
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const more = async (): Promise<boolean> => {
    const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
    heard += value ?? "";
    return !done;
  };
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    leave: () => away.abort(),
    heard: () => heard,
    until: async (words: string): Promise<string> => {
      while (!heard.includes(words)) if (!(await more())) throw new Error(`ended: ${heard}`);
      return heard;
    },
    end: async (): Promise<string> => {
      while (await more());
      return heard;
    },
  };
}

let phones = 0;

/** A client is made, which is an event of the business. */
async function happens(business: Business): Promise<void> {
  phones += 1;
  const phone = `+38067${1_000_000 + phones}`;
  await saveClient(database(), business.id, { name: SECRET, phone, now: NOW });
  await relayOnce(database(), {});
}

const names = (heard: string): string[] =>
  [...heard.matchAll(/event: change\ndata: (.*)\n/g)].map(([, name]) => name ?? "");
const numbers = (heard: string): number[] =>
  [...heard.matchAll(/id: (\d+)\nevent: change/g)].map(([, id]) => Number(id));

test("a page hears the names of what happens in its business, and nothing else of it", async () => {
  const page = await listen();
  expect([page.status, page.type]).toEqual([200, "text/event-stream; charset=utf-8"]);
  await page.until("event: ready");
  await happens(theirs);
  await happens(ours);
  const heard = await page.until("event: change");
  expect(names(heard)).toEqual(["client.created"]);
  expect(heard).not.toContain("Таємна");
  await page.until("\n:\n\n");
});

test("a page that was away goes on without gap or double", async () => {
  const first = await listen();
  await first.until("event: ready");
  await happens(ours);
  const last = numbers(await first.until("event: change")).at(-1);
  first.leave();
  await happens(ours);
  await happens(ours);
  const again = await listen(last);
  const heard = await again.until(`id: ${(last ?? 0) + 2}\n`);
  expect(numbers(heard)).toEqual([(last ?? 0) + 1, (last ?? 0) + 2]);
  const lost = await listen(9_000_000);
  expect(await lost.until("event: ready")).toContain("data: gap");
});

test("the stream ends with the session", async () => {
  const page = await listen();
  await page.until("event: ready");
  await endSessions(database(), ours.id, { personId: OWNER, now: NOW });
  await page.end();
  expect(await listen()).toMatchObject({ status: 303 });
});

test("one browser listens in so many tabs and no more, until one is closed", async () => {
  const pages = [];
  for (let tab = 0; tab < 6; tab += 1) pages.push(await listen());
  for (const page of pages) await page.until("event: ready");
  expect(await listen()).toMatchObject({ status: 204 });
  pages[0]?.leave();
  const freed = async (): Promise<number> => (await listen()).status;
  await expect.poll(freed).toBe(200);
});

test("the counts beside the sections are given by themselves", async () => {
  const { status, text } = await owner.get("/dashboard/part/waiting");
  expect(status).toBe(200);
  expect(text).toContain('hx-swap-oob="outerHTML:.wait-today"');
  expect(text).toContain('hx-swap-oob="outerHTML:.wait-talks"');
});
