import { describe, expect, test } from "vitest";
import { visitMessage } from "../../src/booking/visit-message.ts";
import type { NoticeKind } from "../../src/booking/reminder.ts";
import type { Place } from "../../src/booking/visit.ts";
import { languages } from "../../src/texts/language.ts";
import { fixtureSalon, instantOf } from "./salon.ts";

const { salon } = fixtureSalon("salon_kyiv");
const start = instantOf(salon, "2026-11-25T11:00");
const place: Place = {
  id: 5,
  number: 3,
  serviceId: 5,
  masterId: 103,
  start,
  end: start + 90 * 60_000,
  busyUntil: start + 90 * 60_000,
  status: "booked",
  heldUntil: start - 3_600_000,
  price: { amount: 1800, kind: "from" },
  currency: "UAH",
  service: { slug: "coloring", names: { uk: "Фарбування", ru: "Окрашивание", en: "Colouring" } },
  master: { slug: "olena", names: { uk: "Олена", ru: "Елена", en: "Olena" } },
  client: null,
  conversationId: 1,
  channel: "telegram",
  note: null,
  createdAt: start - 86_400_000,
  cancelledBy: null,
};
const say = (kind: NoticeKind, more: Partial<Place> = {}, reviewUrl: string | null = null) =>
  visitMessage(
    { kind, place: { ...place, ...more }, waitId: 7, reviewUrl, salon },
    { language: "uk", now: start - 23 * 3_600_000 },
  );

describe("what a customer is told of a visit", () => {
  test("a reminder asks, with three answers", () => {
    expect(say("day")).toEqual({
      text: "Добрий день! Нагадуємо про ваш візит завтра (ср, 25 листопада) об 11:00. Послуга: Фарбування, майстер: Олена. Прийдете?",
      buttons: [
        [{ title: "✅ Так, буду", action: { do: "confirm_visit", bookingId: 5 } }],
        [
          { title: "🔁 Перенести", action: { do: "move_visit", bookingId: 5 } },
          { title: "❌ Скасувати", action: { do: "cancel_visit", bookingId: 5 } },
        ],
      ],
    });
  });

  test("who said already that they come is not asked again", () => {
    const { text, buttons } = say("hours", { status: "confirmed" });
    expect(text).not.toContain("?");
    expect(buttons.flat().map(({ action }) => action.do)).toEqual(["move_visit", "cancel_visit"]);
  });

  test("a freed place tells its price, which may be higher, and how long it is kept", () => {
    const { text, buttons } = say("offer", { status: "held" });
    expect(text).toContain("від 1\u202f800");
    expect(text).toContain("до 10:00");
    expect(buttons.flat().map(({ action }) => action)).toEqual([
      { do: "take_offer", waitId: 7 },
      { do: "pass_offer", waitId: 7 },
    ]);
  });

  test("what follows a visit tells how to hear no more of it", () => {
    expect(say("review", {}, "https://example.com/r").text).toContain("https://example.com/r");
    for (const kind of ["review", "comeback"] as const) {
      expect(say(kind).text).toContain("«стоп»");
      expect(
        say(kind)
          .buttons.flat()
          .map(({ action }) => action.do),
      ).toContain("opt_out");
    }
  });

  test("is whole in every language, with buttons that fit a phone", () => {
    for (const language of languages)
      for (const kind of ["day", "hours", "offer", "review", "comeback"] as const) {
        const notice = { kind, place, waitId: 7, reviewUrl: null, salon };
        for (const now of [start - 3_600_000, start - 80_000_000, start - 400_000_000]) {
          const { text, buttons } = visitMessage(notice, { language, now });
          expect(text).not.toMatch(/visit-|\{|undefined/);
          for (const { title } of buttons.flat()) expect(title.length).toBeLessThanOrEqual(20);
        }
      }
  });
});
