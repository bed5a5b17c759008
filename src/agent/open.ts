import type { Language } from "../texts/language.ts";
import type { Conversation, Draft } from "./conversation.ts";

/** A dialogue that begins: nothing was said, nothing is known. */
export function opened(language: Language): Conversation {
  return {
    state: "greeting",
    visited: [],
    language,
    draft: noDraft(),
    asked: null,
    offered: { slots: [], services: [], visits: [] },
    visitId: null,
    visitWish: null,
    bookedId: null,
    stuck: 0,
    strikes: { rude: 0, medical: 0 },
    noPhone: false,
    turnedAt: null,
  };
}

/** The dialogue after a reminder of a visit was sent: an "ok" answers it. A draft that was being shown keeps its question. */
export function reminded(conversation: Conversation, bookingId: number): Conversation {
  const { asked } = conversation;
  if (asked === "draft" || asked === "move_draft" || asked === "cancel_visit") return conversation;
  return { ...conversation, asked: "visit", visitId: bookingId, visitWish: null };
}

/** Nothing is known of the visit yet. */
export function noDraft(): Draft {
  return {
    serviceId: null,
    masterId: null,
    day: null,
    time: null,
    slot: null,
    holdId: null,
    name: null,
    phone: null,
  };
}
