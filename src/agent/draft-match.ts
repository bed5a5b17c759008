import { isoOf, todayOf } from "./day-calendar.ts";
import { minuteOf } from "./choice-read.ts";
import type { Hint, Understood } from "./understood.ts";

/** What a message tells besides wishes and answers. */
export type Facts = Pick<
  Understood,
  "services" | "unknownService" | "master" | "unknownMaster" | "day" | "time" | "name" | "phone"
>;

/** Whether a message says something else than the draft that was shown: then its "yes" is none. */
export function isContrary(facts: Facts, { asked, draft, salon }: Hint): boolean {
  if (asked !== "draft" && asked !== "move_draft") return false;
  if (facts.unknownService !== null || facts.unknownMaster !== null) return true;
  const { slot } = draft;
  const day = slot && isoOf(todayOf(slot.start, salon.zone).day);
  const at = slot && minuteOf(slot.start, salon.zone);
  const { services, master } = facts;
  return (
    (services.length > 0 && !services.includes(draft.serviceId ?? slot?.serviceId ?? -1)) ||
    (typeof master === "number" && master !== (slot?.masterId ?? draft.masterId)) ||
    (facts.day !== null &&
      (day === null || facts.day.past || day < facts.day.from || day > facts.day.to)) ||
    (facts.time !== null && (at === null || !holds(facts.time, at))) ||
    (facts.phone !== null && facts.phone !== draft.phone) ||
    (facts.name !== null && facts.name !== draft.name)
  );
}

function holds(time: NonNullable<Understood["time"]>, at: number): boolean {
  return "at" in time ? time.at === at : time.from <= at && at <= time.to;
}
