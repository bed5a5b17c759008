import type { Business } from "../business/business.ts";
import type { ChatFilter } from "../business/chat.ts";
import { closesAt, isOpen, type WorkingHours } from "../business/working-hours.ts";
import { nextOpening, openAt, type Schedule } from "../business/working-time.ts";

type Hours = Pick<Business, "workingHours" | "holidays" | "timezone">;

/** A time in which messages come without sound; `until` (epoch ms) is null when it never ends. */
export type Quiet = { until: number | null };

/**
 * Whether a chat is quiet at an instant: in its own quiet hours or, unless it wants to hear of calls then too, outside the
 * working hours and on holidays, all on the business's wall clock. It ends when neither holds. Null when it is not quiet.
 */
export function quietAt(filter: ChatFilter, business: Hours, now: number): Quiet | null {
  const nights = nightsOf(filter);
  const schedule = {
    hours: business.workingHours,
    holidays: business.holidays,
    zone: business.timezone,
  };
  const silences = { nights, schedule: filter.loudOutsideHours === true ? null : schedule };
  let at = now;
  for (let stretches = 0; stretches < TOO_MANY; stretches += 1) {
    const end = endOf(silences, at, business.timezone);
    if (end === "loud") return at === now ? null : { until: at };
    if (end === null) return { until: null };
    at = end;
  }
  return { until: null };
}

/** Nights and days off that touch one another for longer than this never end. */
const TOO_MANY = 16;

function nightsOf({ quiet }: ChatFilter): WorkingHours | null {
  if (!quiet || quiet.from === quiet.to) return null;
  const night: [string, string] = [quiet.from, quiet.to];
  return { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night };
}

type Silences = { nights: WorkingHours | null; schedule: Schedule | null };

/** When the silence that an instant lies in ends by itself, null for never; «loud» when it lies in none. */
function endOf({ nights, schedule }: Silences, at: number, zone: string): number | null | "loud" {
  if (nights !== null && isOpen(nights, at, zone)) return closesAt(nights, at, zone);
  if (schedule !== null && !openAt(schedule, at)) return nextOpening(schedule, at);
  return "loud";
}
