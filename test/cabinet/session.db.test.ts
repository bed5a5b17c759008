import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeRole, removeMember } from "../../src/business/member-service.ts";
import type { Business } from "../../src/business/business.ts";
import { entries, sessions } from "../../src/db/schema/session.ts";
import { forgetSessions } from "../../src/business/session-service.ts";
import type { Database } from "../../src/db/client.ts";
import { addMember, HOUR, NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { linkFor, openCabinet, type Cabinet } from "./browser.ts";

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const OWNER = 11;
const OPERATOR = 33;

let held: FreshDatabase | undefined;
let cabinet: Cabinet;
let ours: Business;
let theirs: Business;
beforeAll(async () => {
  held = await freshDatabase();
  ({ ours, theirs } = await twoBusinesses(database()));
});
afterAll(() => held?.close());
beforeEach(async () => {
  await database().delete(sessions);
  await database().delete(entries);
  await removeMember(database(), ours.id, { personId: OPERATOR, by: OWNER, now: NOW });
  cabinet = await openCabinet(database());
});
afterEach(async () => {
  await cabinet.close();
  expect(cabinet.failed).toEqual([]);
});

function database(): Database {
  if (!held) throw new Error("no database outside a test");
  return held.db;
}

const link = (personId = OWNER, business = ours) =>
  linkFor(database(), { businessId: business.id, personId, now: cabinet.time.now });

async function entered(personId = OWNER) {
  const browser = cabinet.browser();
  const page = await browser.enter(await link(personId));
  expect(page.status).toBe(200);
  return browser;
}

describe("the link of the bot", () => {
  test("is not used up by looking at it, and lets one browser in", async () => {
    const path = await link();
    const [preview, mine, another] = [cabinet.browser(), cabinet.browser(), cabinet.browser()];
    for (let looks = 0; looks < 3; looks += 1)
      expect(await preview.get(path)).toMatchObject({ status: 200 });
    expect(preview.jar.size).toBe(0);
    const answer = await mine.post(path);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/dashboard"]);
    expect(await mine.get("/dashboard")).toMatchObject({ status: 200 });
    expect(await another.post(path)).toMatchObject({ status: 404 });
    expect(await another.get(path)).toMatchObject({ status: 404 });
    expect(another.jar.size).toBe(0);
  });

  test("of two browsers at the same moment lets one in", async () => {
    const path = await link();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => cabinet.browser().post(path)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      303, 404, 404, 404, 404, 404,
    ]);
  });

  test("ends after ten minutes, and when a newer one is given", async () => {
    const [old, path] = [await link(), await link()];
    expect(await cabinet.browser().post(old)).toMatchObject({ status: 404 });
    cabinet.time.now += 10 * MINUTE;
    expect(await cabinet.browser().post(path)).toMatchObject({ status: 404 });
  });

  test("of somebody who was removed meanwhile lets nobody in", async () => {
    await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
    const path = await link(OPERATOR);
    await removeMember(database(), ours.id, { personId: OPERATOR, by: OWNER, now: NOW });
    expect(await cabinet.browser().post(path)).toMatchObject({ status: 404 });
  });

  test("that another site sends is refused", async () => {
    const path = await link();
    const answer = await cabinet.browser().post(path, {}, { "sec-fetch-site": "cross-site" });
    expect(answer.status).toBe(403);
    expect(await cabinet.browser().post(path)).toMatchObject({ status: 303 });
  });

  test("and the session it opens are kept by their hashes alone", async () => {
    const path = await link();
    const browser = cabinet.browser();
    await browser.enter(path);
    const kept = JSON.stringify([
      await database().select().from(entries),
      await database().select().from(sessions),
    ]);
    expect(kept).not.toContain(path.split("/").at(-1));
    expect(kept).not.toContain(browser.jar.get("frontdesk"));
  });
});

describe("the cookie", () => {
  test("is for the server alone; on https for this very host and safe connections alone", async () => {
    const plain = await cabinet.browser().post(await link());
    expect(plain.headers.get("set-cookie")).toMatch(
      /^frontdesk=[\w-]{32}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    const safe =
      /^__Host-frontdesk=[\w-]{32}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/;
    const proxied = await cabinet
      .browser()
      .post(await link(), {}, { "x-forwarded-proto": "https" });
    expect(proxied.headers.get("set-cookie")).toMatch(safe);
    const told = await openCabinet(database(), { secure: true });
    expect((await told.browser().post(await link())).headers.get("set-cookie")).toMatch(safe);
    await told.close();
  });
});

describe("a session", () => {
  test("is asked for by every page, and the way in is told", async () => {
    for (const path of [
      "/dashboard",
      "/dashboard/",
      "/dashboard/nothing",
      "/webhook",
      "/webhook/",
    ]) {
      const answer = await cabinet.browser().get(path);
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/dashboard/login"]);
    }
    const part = await cabinet.browser().get("/webhook/", { "hx-request": "true" });
    expect(part.headers.get("hx-redirect")).toBe("/dashboard/login");
    const login = await cabinet.browser().get("/dashboard/login", { "accept-language": "ru" });
    expect(login.text).toContain("Отправьте боту команду /dashboard");
    expect(login.text).toContain("https://t.me/frontdesk_bot");
  });

  test("ends after 7 days without a visit, and after 30 days with them", async () => {
    const idle = await entered();
    const busy = await entered();
    cabinet.time.now += 6 * DAY;
    for (let days = 6; days < 30; days += 6) {
      expect(await busy.get("/dashboard"), `day ${days}`).toMatchObject({ status: 200 });
      cabinet.time.now += 6 * DAY;
    }
    expect(await idle.get("/dashboard")).toMatchObject({ status: 303 });
    expect(await busy.get("/dashboard")).toMatchObject({ status: 303 });
    await forgetSessions(database(), { before: cabinet.time.now + 1 });
    expect(await database().select().from(sessions)).toEqual([]);
    expect(await database().select().from(entries)).toEqual([]);
  });

  test("of a removed member is over at once, one of a changed role sees what the role may", async () => {
    await addMember(database(), ours, { id: OPERATOR, role: "admin", by: OWNER });
    const browser = await entered(OPERATOR);
    const change = { personId: OPERATOR, by: OWNER, now: NOW };
    const settings = 'href="/dashboard/settings"';
    expect((await browser.get("/dashboard")).text).toContain(settings);
    await changeRole(database(), ours.id, { ...change, role: "operator" });
    expect((await browser.get("/dashboard")).text).not.toContain(settings);
    await removeMember(database(), ours.id, change);
    expect(await browser.get("/dashboard")).toMatchObject({ status: 303 });
  });

  test("ends by its own button, or all of a member's at once; a colleague stays", async () => {
    await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
    const [first, second, third, colleague] = [
      await entered(),
      await entered(),
      await entered(),
      await entered(OPERATOR),
    ];
    await first.post("/dashboard/logout");
    expect(await first.get("/dashboard")).toMatchObject({ status: 303 });
    expect((await second.get("/dashboard/more")).text).toContain("Ви увійшли в 2 браузерах");
    const unused = await link();
    await second.post("/dashboard/logout-everywhere");
    for (const browser of [second, third])
      expect(await browser.get("/dashboard")).toMatchObject({ status: 303 });
    expect(await cabinet.browser().post(unused)).toMatchObject({ status: 404 });
    expect(await colleague.get("/dashboard")).toMatchObject({ status: 200 });
  });

  test("changes nothing by a form without its token, with another's, or from another site", async () => {
    const browser = await entered();
    const another = await entered();
    const bad = [
      await browser.post("/dashboard/logout", { csrf: "" }),
      await browser.post("/dashboard/logout", { csrf: another.csrf() }),
      await browser.post("/dashboard/logout", {}, { "sec-fetch-site": "same-site" }),
    ];
    expect(bad.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(bad[0]?.text).toContain("Форма застаріла");
    expect(await browser.get("/dashboard")).toMatchObject({ status: 200 });
    const byHeader = { "x-csrf": browser.csrf() };
    expect(await browser.post("/dashboard/logout", { csrf: [] }, byHeader)).toMatchObject({
      status: 303,
    });
  });

  test("loses nothing that was typed when it ends or begins anew in the middle of a form", async () => {
    const own = { "sec-fetch-site": "same-origin" };
    const browser = await entered();
    const typed = { note: 'Пані "Ірина"\n</textarea><b>', csrf: "of-another-session" };
    const anew = await browser.post("/dashboard/logout", typed, own);
    expect(anew.status).toBe(409);
    expect(anew.text).toContain("Пані &quot;Ірина&quot;\n&lt;/textarea>&lt;b>");
    expect(anew.text).toContain(`value="${browser.csrf()}"`);
    const part = await browser.post("/dashboard/logout", typed, { ...own, "hx-request": "true" });
    expect([part.status, part.text]).toEqual([409, ""]);
    expect(part.headers.get("hx-trigger")).toContain(browser.csrf());
    const nobody = await cabinet.browser().post("/dashboard/logout", typed, own);
    expect(nobody.status).toBe(401);
    expect(nobody.text).toContain("Пані");
    expect(await cabinet.browser().post("/dashboard/logout", typed)).toMatchObject({ status: 303 });
  });

  test("is told nothing by an address that names what no table has", async () => {
    const browser = await entered();
    for (const page of ["/dashboard", "/dashboard/deals", "/dashboard/clients/new", "/webhook/"])
      for (const done of ["constructor", "__proto__", "toString", "nothing"])
        expect(await browser.get(`${page}?done=${done}`)).toMatchObject({ status: 200 });
  });

  test("of one business opens nothing of another", async () => {
    const browser = cabinet.browser();
    const page = await browser.enter(await link(22, theirs));
    expect(page.text).toContain("Другі");
    expect(page.text).not.toContain("Лілея");
  });
});

test("every page says that nothing foreign or inline runs, that nobody frames it and nobody keeps it", async () => {
  const browser = await entered();
  for (const path of ["/dashboard", "/dashboard/nothing", "/dashboard/login"]) {
    const { headers, text } = await browser.get(path);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
  }
  const missing = await browser.get("/dashboard/nothing");
  expect(missing.status).toBe(404);
  expect(missing.text).toContain("Такої сторінки немає");
});

test("assets are kept for ever under their hash and need no session", async () => {
  const page = await cabinet.browser().get("/dashboard/login");
  const paths = [...page.text.matchAll(/(?:href|src)="(\/dashboard\/assets\/[^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
  expect(paths.length).toBe(7);
  for (const path of paths) {
    const { status, headers } = await cabinet.browser().get(path);
    expect([path, status, headers.get("cache-control")]).toEqual([
      path,
      200,
      "public, max-age=31536000, immutable",
    ]);
  }
});

test("the Mini App lets a member in by what Telegram signed for this bot, and nobody else", async () => {
  const come = async (init_data: string) => {
    const browser = cabinet.browser();
    const { status } = await browser.post("/dashboard/app", { init_data });
    return { status, inside: (await browser.get("/dashboard")).status };
  };
  expect(await come(signed(OWNER))).toEqual({ status: 303, inside: 200 });
  expect(await come(signed(OWNER, "2:another"))).toEqual({ status: 404, inside: 303 });
  expect(await come(signed(999))).toEqual({ status: 404, inside: 303 });
  cabinet.time.now += 6 * MINUTE;
  expect(await come(signed(OWNER))).toEqual({ status: 404, inside: 303 });
});

/** What Telegram signs for who opens the Mini App. */
function signed(personId: number, token = "1:test"): string {
  const fields = {
    auth_date: String(Math.floor(NOW / 1000)),
    query_id: "AAA",
    user: JSON.stringify({ id: personId, first_name: "Олена" }),
  };
  const checked = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  const key = createHmac("sha256", "WebAppData").update(token).digest();
  const hash = createHmac("sha256", key).update(checked.join("\n")).digest("hex");
  return new URLSearchParams({ ...fields, hash }).toString();
}
