import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { NOW } from "../business/tenants.ts";
import { openCallStand, type CallStand } from "./call-stand.ts";

let stand: CallStand;
beforeAll(async () => {
  stand = await openCallStand();
});
afterAll(() => stand.close());
afterEach(() => {
  expect(stand.cabinet.failed).toEqual([]);
});

const DAY = 86_400_000;
const names = (html: string) =>
  [...html.matchAll(/class="plain strong open" href="[^"]*">([^<]*)</g)].map(([, name]) => name);

describe("the list of calls", () => {
  test("says that there are none yet, and, asked for something, that nothing is like it", async () => {
    const { stranger } = stand;
    expect((await stranger.get("/dashboard/calls")).text).toContain("Дзвінків ще не було");
    const found = await stranger.get("/dashboard/calls?end=missed");
    expect(found.text).toContain("Таких дзвінків немає");
    expect(found.text).not.toContain("Дзвінків ще не було");
  });

  test("is narrowed by every filter, each a chip that can be taken away", async () => {
    const { called, owner } = stand;
    await called({ at: NOW - 1000, clientName: "Нова" });
    await called({
      at: NOW - 2000,
      clientName: "Пропала",
      outcome: "busy",
      answeredBy: null,
      talkS: 0,
      line: "+380440000002",
    });
    await called({
      at: NOW - 3000,
      clientName: "Набрана",
      direction: "out",
      outcome: "no_answer",
      employee: { ext: "102", name: "Тарас" },
    });
    await called({ at: NOW - 3 * DAY, clientName: "Давня" });
    const of = async (query: string) => names((await owner.get(`/dashboard/calls${query}`)).text);
    expect(await of("")).toEqual(["Нова", "Пропала", "Набрана", "Давня"]);
    expect(await of("?end=missed")).toEqual(["Пропала"]);
    expect(await of("?end=unreached")).toEqual(["Набрана"]);
    expect(await of("?direction=in&end=answered")).toEqual(["Нова", "Давня"]);
    expect(await of("?line=%2B380440000002")).toEqual(["Пропала"]);
    expect(await of("?ext=102")).toEqual(["Набрана"]);
    expect(await of("?to=2026-11-20")).toEqual(["Давня"]);
    expect(await of("?q=вчора")).toEqual([]);
    const { text } = await owner.get("/dashboard/calls?end=missed&direction=in");
    expect(text).toContain('href="/dashboard/calls?end=missed"');
    expect(text).toContain('href="/dashboard/calls?direction=in"');
  });

  test("finds by the last digits, and by a word that was said, with the way to its second", async () => {
    const { called, recorded, heard, owner } = stand;
    const id = await called({ client: "+380931112233", clientName: "Каріна" });
    await heard(id, await recorded(id), [
      { speaker: "client", startS: 7, endS: 9, text: "Хочу ламінування брів" },
    ]);
    expect(names((await owner.get("/dashboard/calls?q=2233")).text)).toEqual(["Каріна"]);
    const { text } = await owner.get("/dashboard/calls?q=ламінування");
    expect(text).toContain("Прозвучало в розмовах");
    expect(text).toContain(`href="/dashboard/calls/${id}#t=7"`);
    const said = await owner.get("/dashboard/calls?q=ламінування&in=said");
    expect(names(said.text)).toEqual(["Каріна"]);
    expect(said.text).toContain("Хочу ламінування брів");
  });

  test("goes on page by page with nothing twice and nothing lost", async () => {
    const { called, stranger, theirs } = stand;
    for (let i = 0; i < 53; i += 1)
      await called({ at: NOW - i * 1000, clientName: `Клієнт ${i}` }, theirs);
    const first = (await stranger.get("/dashboard/calls")).text;
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = (await stranger.get(next)).text;
    expect(names(first)).toHaveLength(50);
    expect([...names(first), ...names(second)]).toEqual(
      Array.from({ length: 53 }, (_, i) => `Клієнт ${i}`),
    );
    expect(second).not.toContain('rel="next"');
    expect(second).toContain("Найновіші");
  });

  test("shows hostile names and queries as text", async () => {
    const { called, owner } = stand;
    const evil = `"><script>alert(1)</script><b x='`;
    await called({ clientName: evil, answeredBy: { ext: "9", name: evil }, at: NOW });
    for (const path of [
      "/dashboard/calls",
      `/dashboard/calls?q=${encodeURIComponent(evil)}&line=${encodeURIComponent(evil)}&ext=${encodeURIComponent(evil)}`,
    ]) {
      const { status, text } = await owner.get(path);
      expect(status).toBe(200);
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("<b x=");
    }
  });

  test("gives the rows alone where the page's script asks", async () => {
    const { text } = await stand.owner.get("/dashboard/calls", { "hx-request": "true" });
    expect(text).toMatch(/^<section class="sheet"/);
    expect(text).toContain('hx-trigger="live:call from:body"');
  });
});
