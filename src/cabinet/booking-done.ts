import type { TextId } from "../texts/bundle.ts";
import type { Visit } from "./visit.tsx";
import { doneIn } from "./done.ts";

/** What was just done with a visit, as the address of the page says it. */
export function visitDone(visit: Visit): string | null {
  return doneIn(visit, done);
}

const done: Record<string, TextId> = {
  confirmed: "web-visit-done-confirmed",
  came: "web-visit-done-came",
  absent: "web-visit-done-absent",
  cancelled: "web-visit-done-cancelled",
  "cancelled-told": "web-visit-done-cancelled-told",
  moved: "web-visit-done-moved",
  "moved-told": "web-visit-done-moved-told",
  booked: "web-visit-done-booked",
  "booked-told": "web-visit-done-booked-told",
  released: "web-visit-done-released",
  already: "booking-already",
  early: "booking-too-soon",
  gone: "web-visit-done-gone",
  taken: "web-visit-done-taken",
  "too-many": "web-visit-done-too-many",
  "too-late": "web-visit-done-too-late",
  answered: "web-visit-done-answered",
};
