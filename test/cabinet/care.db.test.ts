import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentSettings } from "../../src/agent/setting-service.ts";
import { listMasters } from "../../src/booking/master-service.ts";
import { listServices } from "../../src/booking/price-service.ts";
import { reminderSettings } from "../../src/booking/reminder-service.ts";
import type { Business } from "../../src/business/business.ts";
import type { DeskDoors } from "../../src/cabinet/visit.tsx";
import { addMember, database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const OPERATOR = 12;
const EVIL = `<script>alert(1)</script>"'`;

let ours: Business;
let theirs: Business;
let cabinet: Cabinet;
let owner: Browser;

eachOnFreshDatabase();
beforeEach(async () => {
  ({ ours, theirs } = await twoBusinesses(database()));
  await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
  cabinet = await openCabinet(database(), { desk });
  owner = await entered(ours, OWNER);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await cabinet.close();
});

/** All that these pages ask of the process. */
function desk(): DeskDoors {
  return Object.assign(Object.create(null), { mind: { on: true } });
}

async function entered(business: Business, personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  await browser.enter(await linkFor(database(), { businessId: business.id, personId }));
  return browser;
}

/** The fields of the form that stands on a page, as they stand there. */
async function fieldsOf(browser: Browser, path: string): Promise<Record<string, string>> {
  const { text } = await browser.get(path);
  const stamp = /name="stamp" value="(\w+)"/.exec(text)?.[1] ?? "";
  return { stamp };
}

const usual = { tone: "plain", minutes: "15", shadowAfter: "20", chat: "" };

describe("the agent's page", () => {
  test("keeps tone, lines, hours, shadow mode and reminders", async () => {
    const answer = await owner.post("/dashboard/agent", {
      ...(await fieldsOf(owner, "/dashboard/agent")),
      ...usual,
      hours: "пн-пт 9-21",
      "greeting-uk": "Вітаємо в Лілеї",
      restrictions: "Не радити ліків",
      shadow: "on",
      day: "on",
      comeback: "40",
    });
    expect(answer.status).toBe(303);
    expect(await agentSettings(database(), ours.id)).toMatchObject({
      tone: "plain",
      answerWithinMin: 15,
      greeting: { uk: "Вітаємо в Лілеї" },
      restrictions: "Не радити ліків",
      shadow: true,
      model: false,
      hours: { fri: ["09:00", "21:00"], sat: null },
    });
    expect(await reminderSettings(database(), ours.id)).toMatchObject({
      dayHours: 24,
      nearHours: null,
      comebackDays: 40,
    });
  });

  test("tells at its field what is wrong, and keeps what was typed", async () => {
    const { status, text } = await owner.post("/dashboard/agent", {
      ...(await fieldsOf(owner, "/dashboard/agent")),
      ...usual,
      hours: "коли схочу",
      minutes: "0",
      reviewUrl: "http://insecure.example",
      comeback: "3",
      restrictions: EVIL,
    });
    expect(status).toBe(422);
    for (const name of ["hours", "minutes", "reviewUrl", "comeback"])
      expect(text).toContain(`id="f-${name}-wrong"`);
    expect(text).toContain("&lt;script>alert(1)");
    expect(text).not.toContain("<script>alert");
    expect((await agentSettings(database(), ours.id)).answerWithinMin).toBe(10);
  });

  test("of two tabs the later one learns that the other was quicker, and loses nothing", async () => {
    const form = { ...(await fieldsOf(owner, "/dashboard/agent")), ...usual };
    await owner.post("/dashboard/agent", { ...form, "greeting-uk": "Перша" });
    const late = await owner.post("/dashboard/agent", { ...form, "greeting-uk": "Друга" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("змінив хтось інший");
    expect(late.text).toContain('value="Друга"');
    expect((await agentSettings(database(), ours.id)).greeting).toEqual({ uk: "Перша" });
    const stamp = /name="stamp" value="(\w+)"/.exec(late.text)?.[1] ?? "";
    await owner.post("/dashboard/agent", { ...form, stamp, "greeting-uk": "Друга" });
    expect((await agentSettings(database(), ours.id)).greeting).toEqual({ uk: "Друга" });
  });

  test("is the admins' alone, and the switch turns the agent on and off", async () => {
    const operator = await entered(ours, OPERATOR);
    expect((await operator.get("/dashboard/agent")).status).toBe(403);
    expect((await operator.post("/dashboard/agent/switch", { on: "yes" })).status).toBe(403);
    expect((await owner.post("/dashboard/agent/switch", { on: "yes" })).status).toBe(303);
    expect((await agentSettings(database(), ours.id)).enabled).toBe(true);
    await owner.post("/dashboard/agent/switch", { on: "no" });
    expect((await agentSettings(database(), ours.id)).enabled).toBe(false);
  });
});

test("a service and a master are made, changed, moved, put away and brought back", async () => {
  const service = { "name-uk": `Манікюр ${EVIL}`, minutes: "1 год", price: "450", buffer: "10" };
  const made = await owner.post("/dashboard/agent/services/new", {
    ...(await fieldsOf(owner, "/dashboard/agent/services/new")),
    ...service,
    from: "on",
    synonyms: "нігті, шелак",
  });
  expect(made.status).toBe(303);
  await owner.post("/dashboard/agent/masters/new", {
    ...(await fieldsOf(owner, "/dashboard/agent/masters/new")),
    "name-uk": "Марина",
    hours: "пн-пт 10-19",
    breaks: "13-14",
    daysOff: "",
  });
  const [kept] = await listServices(database(), ours.id, { archived: false });
  expect(kept).toMatchObject({
    durationMin: 60,
    bufferMin: 10,
    price: { amount: 450, kind: "from" },
    synonyms: ["нігті", "шелак"],
  });
  const at = `/dashboard/agent/services/${kept?.slug}`;
  const marked = { ...(await fieldsOf(owner, at)), ...service, who: "maryna" };
  expect((await owner.post(at, marked)).status).toBe(303);
  const [master] = await listMasters(database(), ours.id, { archived: false });
  expect(master).toMatchObject({ services: [kept?.id], breaks: [["13:00", "14:00"]] });
  const page = await owner.get("/dashboard/agent");
  expect(page.text).toContain("Марина");
  expect(page.text).not.toContain("<script>alert");
  await owner.post(`${at}/archive`, { on: "yes" });
  expect(await listServices(database(), ours.id, { archived: false })).toEqual([]);
  await owner.post(`${at}/archive`, { on: "no" });
  expect(await listServices(database(), ours.id, { archived: false })).toHaveLength(1);
});

test("a wrong price, length or name stands at its field; another business's service is not there", async () => {
  const bad = await owner.post("/dashboard/agent/services/new", {
    ...(await fieldsOf(owner, "/dashboard/agent/services/new")),
    "name-uk": "Стрижка",
    minutes: "вічність",
    price: "безцінно",
  });
  expect(bad.status).toBe(422);
  expect(bad.text).toContain('id="f-minutes-wrong"');
  expect(bad.text).toContain('id="f-price-wrong"');
  expect(bad.text).toContain('value="вічність"');
  const fields = await fieldsOf(owner, "/dashboard/agent/services/new");
  const good = { ...fields, "name-uk": "Стрижка", minutes: "30", price: "300" };
  expect((await owner.post("/dashboard/agent/services/new", good)).status).toBe(303);
  const another = { ...good, ...(await fieldsOf(owner, "/dashboard/agent/services/new")) };
  const named = { ...another, "name-uk": "Стрижка" };
  const twice = await owner.post("/dashboard/agent/services/new", named);
  expect(twice.text).toContain("Така назва вже є");
  const stranger = await entered(theirs, 22);
  const [service] = await listServices(database(), ours.id, { archived: false });
  const there = `/dashboard/agent/services/${service?.slug}`;
  expect((await owner.get(there)).status).toBe(200);
  expect((await stranger.get(there)).status).toBe(404);
  expect((await stranger.post(`${there}/archive`, { on: "yes" })).status).toBe(404);
});
