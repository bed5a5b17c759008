import { InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { businessesOf } from "../../src/business/person-service.ts";
import { storeCalls } from "../calls/counted-rows.ts";
import {
  group,
  invited,
  ivan,
  kate,
  NOW,
  olena,
  openDesk,
  withBusiness,
  type Desk,
} from "./desk.ts";
import type { Sent } from "./played.ts";

const HOUR = 3_600_000;

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
  await storeCalls(desk.db, businessId, [
    { at: NOW - HOUR, outcome: "answered", ext: "101", talkS: 120 },
    { at: NOW - 2 * HOUR },
    { at: NOW - 26 * HOUR },
  ]);
});
afterEach(() => desk.close());

/** The words below a picture, and whether the picture is one. */
function pictureOf(sent: Sent | undefined): { caption: string; isPng: boolean } {
  const { media = {}, ...payload } = sent?.payload ?? {};
  const inner = { ...payload, ...Object(media) };
  const file: unknown = inner.media ?? inner.photo;
  return { caption: String(inner.caption), isPng: file instanceof InputFile };
}

describe("/stats", () => {
  test("sends a picture with the figures of the week; a button puts another period into its place", async () => {
    await desk.say(olena, "/stats");
    const first = desk.sent.at(-1);
    expect(first?.method).toBe("sendPhoto");
    expect(pictureOf(first)).toMatchObject({
      isPng: true,
      caption: expect.stringContaining("Вхідних: <b>3</b>, пропущено: <b>2</b> (67\u202f%)"),
    });
    await desk.press(olena, "Вчора");
    const second = desk.sent.at(-1);
    expect(second?.method).toBe("editMessageMedia");
    expect(second?.payload["message_id"]).toBe(first?.messageId);
    expect(pictureOf(second).caption).toMatch(/^📊 <b>23 листопада<\/b>\nВхідних: <b>1<\/b>/);
    expect(second?.buttons.map(({ text }) => text)).toEqual([
      "Сьогодні",
      "· Вчора ·",
      "7 днів",
      "30 днів",
    ]);
  });

  test("takes a period in words or dates, in three languages, and says what it does not understand", async () => {
    await desk.say(olena, "/stats 1.11-22.11");
    expect(pictureOf(desk.sent.at(-1)).caption).toBe(
      "📊 <b>1–22 листопада</b>\nДаних за цей час немає.",
    );
    await invited(desk, kate, "Оператор");
    await desk.say(kate, "/stats today");
    expect(pictureOf(desk.sent.at(-1)).caption).toContain("Incoming: <b>2</b>, missed: <b>1</b>");
    await desk.say(kate, "/stats whenever");
    expect(desk.last()).toContain("I do not understand that period");
  });

  test("a picture that can be changed no more is sent anew", async () => {
    await desk.say(olena, "/stats");
    const key = desk.button("Сьогодні");
    desk.faults.set("editMessageMedia", {
      error_code: 400,
      description: "Bad Request: message can't be edited",
    });
    await desk.press(olena, key);
    expect(desk.sent.at(-1)?.method).toBe("sendPhoto");
  });

  test("is for the team only, and not for a group that nobody subscribed", async () => {
    await desk.say(ivan, "/stats");
    expect(desk.last()).toContain("Вы пока не состоите ни в одной команде");
    await desk.say(olena, "/stats", group);
    expect(
      desk.sent.some(
        ({ method, payload }) => method === "sendPhoto" && payload["chat_id"] === group.id,
      ),
    ).toBe(false);
  });
});

describe("/digest", () => {
  test("shows what happened yesterday, and that the owner gets it each morning", async () => {
    await desk.say(olena, "/digest");
    expect(desk.last()).toContain("☀️ <b>Підсумок за 23 листопада</b>\n\nВхідних: <b>1</b>");
    expect(desk.last()).toContain("Надсилаю сюди щодня о 09:00, крім вихідних.");
  });

  test("is set to another time, to days off, and off", async () => {
    await desk.say(olena, "/digest 8.30");
    expect(desk.last()).toContain("щодня о 08:30");
    await desk.press(olena, "➕ І у вихідні");
    expect(desk.last()).toContain("о 08:30, і у вихідні теж");
    await desk.press(olena, "19:00");
    expect(desk.last()).toContain("о 19:00, і у вихідні теж");
    await desk.say(olena, "/digest off");
    expect(desk.last()).toContain("не надсилається");
    await desk.say(olena, "/digest 25:00");
    expect(desk.last()).toContain("Не розумію часу");
  });

  test("in a group it is the admins' to set, and only where cards come", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(olena, "/notify", group);
    await desk.say(ivan, "/digest 9:00", group);
    expect(desk.last()).toContain("Это может только администратор или владелец");
    await desk.say(olena, "/digest 9:00", group);
    expect(desk.last()).toContain("щодня о 09:00");
    await desk.say(ivan, "/digest 10:00");
    expect(desk.last()).toContain("каждый день в 10:00");
  });
});
