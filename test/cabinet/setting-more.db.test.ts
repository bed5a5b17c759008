import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { businessOf, changeBusiness } from "../../src/business/business-service.ts";
import type { Business } from "../../src/business/business.ts";
import { bindExtension } from "../../src/business/extension-service.ts";
import { ownLinesOf, saveEmployees, saveLines } from "../../src/business/line-service.ts";
import type { DeskDoors } from "../../src/cabinet/visit.tsx";
import { saveClient } from "../../src/crm/client-service.ts";
import { acceptConsent, changeSpeech, speechSettings } from "../../src/speech/settings-service.ts";
import { NO_SPEECH } from "../../src/speech/settings.ts";
import {
  NOW,
  addMember,
  database,
  eachOnFreshDatabase,
  twoBusinesses,
} from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const OPERATOR = 12;
const EVIL = `<script>alert(1)</script>"'`;
const AT = "/dashboard/settings";

let ours: Business;
let theirs: Business;
let cabinet: Cabinet;
let owner: Browser;

eachOnFreshDatabase();
beforeEach(async () => {
  ({ ours, theirs } = await twoBusinesses(database()));
  await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
  const speech = { hears: true, thinks: false, keepDays: 90 };
  const desk = (): DeskDoors => Object.assign(Object.create(null), { speech });
  cabinet = await openCabinet(database(), { desk });
  owner = await entered(OWNER);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await cabinet.close();
});

async function entered(personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  await browser.enter(await linkFor(database(), { businessId: ours.id, personId }));
  return browser;
}

/** What the form of a page was made from, and its token. */
async function stampOf(path: string): Promise<{ stamp: string }> {
  const { status, text } = await owner.get(path);
  expect(status).toBe(200);
  return { stamp: /name="stamp" value="(\w+)"/.exec(text)?.[1] ?? "" };
}

async function now(): Promise<Business> {
  const business = await businessOf(database(), ours.id);
  if (!business) throw new Error("the business is gone");
  return business;
}

describe("the business's facts", () => {
  const path = `${AT}/business`;
  const facts = {
    name: `Лілея ${EVIL}`,
    kind: "clinic",
    timezone: "Asia/Tbilisi",
    currency: "GEL",
    language: "en",
  };

  test("are changed together; the zone tells the country, another business keeps its own", async () => {
    const answer = await owner.post(path, { ...(await stampOf(path)), ...facts });
    expect(answer.headers.get("location")).toBe(`${path}?done=saved`);
    expect(await now()).toMatchObject({ ...facts, country: "GE" });
    expect(await businessOf(database(), theirs.id)).toMatchObject({ name: "Другі", kind: "salon" });
    const { text } = await owner.get(path);
    expect(text).toContain("&lt;script>alert(1)");
    expect(text).not.toContain("<script>alert");
  });

  test("without a name nothing is changed, and what was chosen stands there", async () => {
    const form = { ...(await stampOf(path)), ...facts, name: "   " };
    const { status, text } = await owner.post(path, form);
    expect(status).toBe(422);
    expect(text).toContain('id="f-name-wrong"');
    expect(text).toMatch(/value="GEL" selected/);
    expect(await now()).toMatchObject({ name: "Лілея", currency: "UAH" });
  });

  test("that somebody else changed meanwhile are not overwritten, and forged ones refused", async () => {
    const form = { ...(await stampOf(path)), ...facts };
    await changeBusiness(database(), ours.id, { currency: "EUR" });
    const late = await owner.post(path, form);
    expect(late.status).toBe(409);
    expect(late.text).toContain("змінив хтось інший");
    expect(await now()).toMatchObject({ currency: "EUR", kind: "salon" });
    for (const forged of [{ kind: "casino" }, { timezone: "Mars/Base" }, { currency: "грн" }])
      expect(
        (await owner.post(path, { ...form, ...(await stampOf(path)), ...forged })).status,
      ).toBe(400);
  });
});

describe("the working hours", () => {
  const path = `${AT}/hours`;

  test("are read as the bot reads them, and an empty line unsets them", async () => {
    await owner.post(path, { ...(await stampOf(path)), hours: "пн-пт 9-20, сб 10-16" });
    expect((await now()).workingHours).toMatchObject({
      mon: ["09:00", "20:00"],
      sat: ["10:00", "16:00"],
      sun: null,
    });
    await owner.post(path, { ...(await stampOf(path)), hours: "" });
    expect((await now()).workingHours).toBeNull();
  });

  test("name the word that nobody understands, and stay as they were typed", async () => {
    const form = { ...(await stampOf(path)), hours: `пн-пт колись ${EVIL}` };
    const { status, text } = await owner.post(path, form);
    expect(status).toBe(422);
    expect(text).toContain("Не зрозуміли «колись»");
    expect(text).not.toContain("<script>alert");
  });

  test("have days beside the week: added, refused when over or senseless, taken away once", async () => {
    await owner.post(`${path}/add`, { days: "25.12\n31.12 10:00-15:00, 1.01-3.01" });
    expect((await now()).holidays).toEqual([
      { date: "2026-12-25", hours: null },
      { date: "2026-12-31", hours: ["10:00", "15:00"] },
      { date: "2027-01-01", hours: null },
      { date: "2027-01-02", hours: null },
      { date: "2027-01-03", hours: null },
    ]);
    for (const days of ["якось", "1.01.2025", ""]) {
      const { status, text } = await owner.post(`${path}/add`, { days });
      expect(status).toBe(422);
      expect(text).toContain('id="f-days-wrong"');
      expect(text).toContain(`${days}</textarea>`);
    }
    const away = { from: "2027-01-01", to: "2027-01-03" };
    expect((await owner.post(`${path}/remove`, away)).status).toBe(303);
    expect((await now()).holidays).toHaveLength(2);
    expect((await owner.post(`${path}/remove`, away)).status).toBe(409);
  });
});

describe("lines and employees", () => {
  test("a line has hours of its own or the business's; another business's is not there", async () => {
    const [line, foreign] = ["+380440000100", "+380440000200"];
    await saveLines(database(), ours.id, [{ number: line, name: `Поділ ${EVIL}` }]);
    await saveLines(database(), theirs.id, [{ number: foreign, name: "Чужа" }]);
    const path = `${AT}/lines/${encodeURIComponent(line)}`;
    await owner.post(path, { ...(await stampOf(path)), hours: "щодня 8-22" });
    expect(await ownLinesOf(database(), ours.id)).toMatchObject([
      { number: line, hours: { sun: ["08:00", "22:00"] } },
    ]);
    const { text } = await owner.get(`${AT}/lines`);
    expect(text).toContain("щодня 08:00–22:00");
    expect(text).not.toMatch(/Чужа|<script>alert/);
    expect((await owner.post(path, { ...(await stampOf(path)), hours: "хтозна" })).status).toBe(
      422,
    );
    expect((await owner.post(path, { stamp: "old", hours: "" })).status).toBe(409);
    expect((await ownLinesOf(database(), ours.id))[0]?.hours).not.toBeNull();
    const other = `${AT}/lines/${encodeURIComponent(foreign)}`;
    expect((await owner.get(other)).status).toBe(404);
    expect((await owner.post(other, { hours: "" })).status).toBe(404);
  });

  test("extensions stand with who of the team has them", async () => {
    await saveEmployees(database(), ours.id, [
      { ext: "101", name: `Олена ${EVIL}` },
      { ext: "102", name: "" },
    ]);
    await bindExtension(database(), ours.id, { personId: OPERATOR, ext: "101", by: OWNER });
    const { text } = await owner.get(`${AT}/employees`);
    expect(text).toMatch(/>101<.*Олена &lt;script>.*>P12<.*>102<.*нікого з команди/s);
  });
});

test("missed calls: when to call back and what counts, as the bot reads it", async () => {
  const path = `${AT}/followups`;
  await owner.post(path, { ...(await stampOf(path)), sla: "20 хв", ghost: "7 с", tried: "on" });
  expect(await now()).toMatchObject({ slaMin: 20, ghostS: 7, triedCloses: true });
  const wrong = { ...(await stampOf(path)), sla: "1441", ghost: EVIL };
  const { status, text } = await owner.post(path, wrong);
  expect(status).toBe(422);
  expect(text).toContain('id="f-sla-wrong"');
  expect(text).toContain('id="f-ghost-wrong"');
  expect(text).toContain('value="1441"');
  expect(text).not.toContain("<script>alert");
  expect((await owner.post(path, { stamp: "old", sla: "5", ghost: "0" })).status).toBe(409);
  expect(await now()).toMatchObject({ slaMin: 20, ghostS: 7 });
});

describe("recordings", () => {
  const path = `${AT}/transcription`;
  const line = "+380440000100";

  test("wait for the terms; then they are taken as it is said", async () => {
    expect((await owner.get(`${AT}/retention`)).text).toContain("спершу потрібна згода");
    await owner.post(path, { stamp: "", transcribe: "on" });
    await owner.post(`${AT}/retention`, { stamp: "", keep: "7" });
    expect(await speechSettings(database(), ours.id)).toEqual(NO_SPEECH);
    await owner.post(`${path}/consent`);
    await saveLines(database(), ours.id, [{ number: line, name: "Поділ" }]);
    const form = {
      transcribe: "on",
      analyse: "on",
      language: "uk",
      lines: [line, "+380440000200"],
      numbers: "067 111 22 33\r\n050 444 55 66",
      "side-novofon": "right",
      instruction: `Шукай модель авто ${EVIL}`,
      rubric: "1. Привітався\r\n- Назвав ціну",
    };
    const saved = await owner.post(path, { ...(await stampOf(path)), ...form });
    expect(saved.headers.get("location")).toBe(`${path}?done=saved`);
    expect(await speechSettings(database(), ours.id)).toMatchObject({
      transcribe: true,
      language: "uk",
      lines: [line],
      numbers: ["+380671112233", "+380504445566"],
      sides: { novofon: "right", phonet: "left" },
      rubric: ["Привітався", "Назвав ціну"],
      consentBy: OWNER,
    });
    const { text } = await owner.get(path);
    expect(text).toContain("не налаштовано модель");
    expect(text).toContain("Згоду дано: P11");
    expect(text).not.toContain("<script>alert");
    await owner.post(path, { ...(await stampOf(path)), language: "", numbers: "" });
    expect(await speechSettings(database(), ours.id)).toMatchObject({
      transcribe: false,
      analyse: false,
      language: null,
      lines: [],
      numbers: [],
      instruction: null,
      rubric: null,
    });
  });

  test("keep what was typed where something is wrong, and what another tab saved", async () => {
    await acceptConsent(database(), ours.id, { personId: OWNER, now: NOW });
    const before = await stampOf(path);
    const rubric = Array.from({ length: 11 }, (_, at) => `Пункт ${at}`).join("\n");
    const wrong = { ...before, numbers: "мій", instruction: "а".repeat(1501), rubric };
    const refused = await owner.post(path, wrong);
    expect(refused.status).toBe(422);
    for (const name of ["numbers", "instruction", "rubric"])
      expect(refused.text).toContain(`id="f-${name}-wrong"`);
    expect(refused.text).toContain("Пункт 10</textarea>");
    await changeSpeech(database(), ours.id, { language: "pl" });
    expect((await owner.post(path, { ...before, language: "en" })).status).toBe(409);
    expect((await speechSettings(database(), ours.id)).language).toBe("pl");
  });

  test("are kept no longer than the server keeps them", async () => {
    await acceptConsent(database(), ours.id, { personId: OWNER, now: NOW });
    const keeps = `${AT}/retention`;
    const before = await stampOf(keeps);
    await owner.post(keeps, { ...before, keep: "30" });
    expect((await speechSettings(database(), ours.id)).keepDays).toBe(30);
    expect((await owner.post(keeps, { ...before, keep: "7" })).status).toBe(409);
    expect((await owner.post(keeps, { ...(await stampOf(keeps)), keep: "365" })).status).toBe(400);
    await owner.post(keeps, { ...(await stampOf(keeps)), keep: "" });
    expect((await speechSettings(database(), ours.id)).keepDays).toBeNull();
  });
});

test("a number leads to the erasure of its client; an unknown one, or another business's, does not", async () => {
  const [phone, foreign] = ["+380671112233", "+380671112244"];
  const about = { name: "Ірина", from: "person", now: NOW } as const;
  const client = await saveClient(database(), ours.id, { ...about, phone });
  await saveClient(database(), theirs.id, { ...about, phone: foreign });
  const path = `${AT}/erase`;
  const found = await owner.post(path, { phone: "067 111-22-33" });
  expect(found.headers.get("location")).toBe(`/dashboard/clients/${client.number}/erase`);
  for (const typed of [foreign, EVIL]) {
    const { status, text } = await owner.post(path, { phone: typed });
    expect(status).toBe(422);
    expect(text).toContain('id="phone-wrong"');
    expect(text).not.toContain("<script>alert");
  }
});

test("operators see none of it and change nothing", async () => {
  const operator = await entered(OPERATOR);
  const posts = ["business", "hours", "hours/add", "hours/remove", "followups", "transcription"];
  const gets = ["business", "hours", "lines", "employees", "followups", "transcription"];
  const both = ["transcription/consent", "retention", "erase", "lines/1"];
  for (const path of [...posts, ...both])
    expect([path, (await operator.post(`${AT}/${path}`)).status]).toEqual([path, 403]);
  for (const path of [...gets, "retention", "erase", "lines/1"])
    expect([path, (await operator.get(`${AT}/${path}`)).status]).toEqual([path, 403]);
});
