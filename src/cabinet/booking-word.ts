import { wordsIn, type Words } from "../booking/salon.ts";
import type { Place } from "../booking/visit.ts";
import { lengthOf } from "../bot/salon-words.ts";
import { showPhone } from "../lib/phone.ts";
import { parseWall } from "../lib/zone.ts";
import type { TextId } from "../texts/bundle.ts";
import { dateNear, dayOf, dayShort, timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { sayIn, type Say } from "./say.ts";
import type { Tone } from "./sheet.tsx";
import type { Visit } from "./visit.tsx";

/** For whom visits are told. */
export type Teller = { say: Say; language: Language; own: Language; zone: string; now: number };
type Timed = Pick<Place, "start" | "end">;
type Stated = Timed & Pick<Place, "status" | "cancelledBy">;

export function tellerOf({ visitor, now }: Visit): Teller {
  const { language, business } = visitor;
  const { language: own, timezone: zone } = business;
  return { say: sayIn(language), language, own, zone, now };
}

/** A name in the reader's language, else in the business's own. */
export function called({ language, own }: Teller, names: Words): string {
  return wordsIn(names, language, { language: own });
}

/** "10:00–11:30". */
export function timesOf({ language, zone }: Teller, { start, end }: Timed): string {
  return `${timeOf(language, start, zone)}–${timeOf(language, end, zone)}`;
}

/** "завтра, 10:00–11:30 (90 хв)". */
export function whenOf(teller: Teller, { start, end }: Timed): string {
  const { language, zone, now } = teller;
  const minutes = Math.round((end - start) / 60_000);
  const until = timeOf(language, end, zone);
  return `${dateNear(language, start, now, zone)}–${until} (${lengthOf(language, minutes)})`;
}

/** "середа, 25 листопада" of "YYYY-MM-DD", with a capital. */
export function longDay({ language }: Pick<Teller, "language">, day: string): string {
  const told = format(language).format(noonOf(day));
  return told.charAt(0).toUpperCase() + told.slice(1);
}

/** "ср, 25 листопада". */
export function shortDay({ language }: Pick<Teller, "language">, day: string): string {
  return dayOf(language, noonOf(day), "UTC");
}

/** "ср 25.11", where there is little room. */
export function weekDay(teller: Teller, day: string): string {
  const [weekday = ""] = shortDay(teller, day).split(/[ ,]/);
  return `${weekday} ${dayShort(teller.language, noonOf(day), teller.now, "UTC")}`;
}

/** Who comes: a name, else the number, else that nobody knows. */
export function whoOf({ say }: Teller, { client }: Pick<Place, "client">): string {
  const phone = client?.phone ?? null;
  return cleanName(client?.name) ?? (phone === null ? say("web-visit-nobody") : showPhone(phone));
}

/** A state as the calendar draws it. */
export type Kind = "now" | "ok" | "wait" | "hold" | "done" | "miss" | "off";

export function kindOf({ now }: Pick<Teller, "now">, { status, start, end }: Stated): Kind {
  if (status === "held") return "hold";
  if (status === "no_show") return "miss";
  if (status === "cancelled" || status === "gone") return "off";
  if (status === "completed" || end <= now) return "done";
  if (start <= now) return "now";
  return status === "confirmed" ? "ok" : "wait";
}

/** A state in words. */
export function stateOf(
  teller: Teller,
  place: Stated & Pick<Place, "heldUntil">,
): { tone: Tone; words: string } {
  const { say, now } = teller;
  const kind = kindOf(teller, place);
  if (kind === "hold") return { tone: "warn", words: say("web-visit-held", left(place, now)) };
  if (kind === "off" && place.cancelledBy === "client")
    return { tone: "plain", words: say("web-visit-state-client") };
  if (kind === "done" && place.status !== "completed")
    return { tone: "plain", words: say("web-visit-state-over") };
  const { tone, id } = states[kind];
  return { tone, words: say(id) };
}

/** How long a place is still held, in whole minutes. */
export function left({ heldUntil }: Pick<Place, "heldUntil">, now: number): { minutes: number } {
  return { minutes: Math.max(1, Math.ceil(((heldUntil ?? now) - now) / 60_000)) };
}

const states: Record<Kind, { tone: Tone; id: TextId }> = {
  now: { tone: "acc", id: "web-visit-state-now" },
  ok: { tone: "ok", id: "web-visit-state-ok" },
  wait: { tone: "warn", id: "web-visit-state-wait" },
  hold: { tone: "warn", id: "web-visit-state-wait" },
  done: { tone: "plain", id: "web-visit-state-done" },
  miss: { tone: "bad", id: "web-visit-state-miss" },
  off: { tone: "plain", id: "web-visit-state-off" },
};

function noonOf(day: string): number {
  return parseWall(`${day} 12:00:00`, "UTC") ?? 0;
}

const locales: Record<Language, string> = { uk: "uk", ru: "ru", en: "en-GB" };
const formats = new Map<Language, Intl.DateTimeFormat>();

function format(language: Language): Intl.DateTimeFormat {
  const made =
    formats.get(language) ??
    new Intl.DateTimeFormat(locales[language], {
      weekday: "long",
      day: "numeric",
      month: "long",
      timeZone: "UTC",
    });
  formats.set(language, made);
  return made;
}
