import { describe, expect, test } from "vitest";
import { NO_CHAT, type CardChat, type ChatWish } from "../../src/calls/card-chat.ts";
import { cardKeyboard } from "../../src/calls/card-message.ts";
import { finalCard, ringCard } from "../../src/calls/card.ts";
import { aCall, finalCases, view } from "./card-case.ts";

const uk = { ...view, language: "uk" as const };
const nothing: ChatWish = { service: null, at: null, day: null, minute: null };
/** A Friday in Kyiv. */
const FRIDAY = Date.parse("2026-11-27T18:30:00+02:00");

function knowing(chat: Partial<CardChat>): CardChat {
  return { ...NO_CHAT, ...chat };
}

function writes(wish: Partial<ChatWish>): Partial<CardChat> {
  return { writes: { channel: "telegram", wish: { ...nothing, ...wish } } };
}

function ring(chat: Partial<CardChat>): string[] {
  return ringCard(aCall({ chat: knowing(chat) }), uk).split("\n");
}

describe("a caller who writes in a chat now", () => {
  test("is told of with what they want, as far as it is known", () => {
    expect(ring(writes({}))).toContain("💬 Зараз пише в Telegram");
    expect(ring(writes({ service: { uk: "Манікюр <гель>" }, at: FRIDAY }))).toContain(
      "💬 Зараз пише в Telegram: хоче Манікюр &lt;гель&gt;, пт, 27 листопада, 18:30",
    );
    expect(ring(writes({ day: "2026-11-27" }))).toContain(
      "💬 Зараз пише в Telegram: хоче пт, 27 листопада",
    );
    expect(ring(writes({ day: "2026-11-27", minute: 1110 }))).toContain(
      "💬 Зараз пише в Telegram: хоче пт, 27 листопада, 18:30",
    );
  });

  test("stands on the final card, too, with the visits that are to come", () => {
    const chat = knowing({
      writes: { channel: "whatsapp", wish: nothing },
      visits: [{ start: FRIDAY, service: { uk: "Манікюр" }, master: { uk: "Марина" } }],
    });
    const rows = finalCard({ ...aCall(finalCases["missed"]), chat }, uk).split("\n");
    expect(rows).toContain("💬 Зараз пише в WhatsApp");
    expect(rows).toContain("📅 пт, 27 листопада, 18:30, Манікюр, Марина");
  });
});

describe("a missed caller with a chat", () => {
  const missed = aCall(finalCases["missed, to be called back"]);
  const labels = (chat: Partial<CardChat>): string[] =>
    (
      cardKeyboard(
        { ...missed, chat: knowing(chat) },
        { language: "uk", button: "b", part: "final", canCall: false },
      ) ?? []
    )
      .flat()
      .map((key) => key.text);

  test("can be offered a time there, once", () => {
    expect(labels({ canOffer: true })).toContain("💬 Час у чаті");
    expect(labels({})).not.toContain("💬 Час у чаті");
    const offered = { at: missed.startedAt + 300_000, by: "Олена" };
    expect(labels({ canOffer: true, offered })).not.toContain("💬 Час у чаті");
    expect(finalCard({ ...missed, chat: knowing({ offered }) }, uk)).toContain(
      "💬 Запропоновано час у чаті о 14:40 — Олена",
    );
  });

  test("and who booked there need not be called back", () => {
    const { followup } = missed;
    if (!followup) throw new Error("no follow-up");
    const closed = { closedAt: missed.startedAt + 360_000, closedHow: "booked" as const };
    const card = finalCard(
      { ...missed, followup: { ...followup, ...closed, closedBy: "Telegram" } },
      uk,
    );
    expect(card).toContain("✅ Клієнт записався у чаті о 14:41 — Telegram");
  });
});
