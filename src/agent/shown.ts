import { type Price, type Salon, type Service, type Slot, wordsIn } from "../booking/salon.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import { text } from "../texts/bundle.ts";
import { dateNear, money } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { Conversation, World } from "./conversation.ts";

/** In whose language and by whose clock something is shown. */
export type Reader = { language: Language; world: Pick<World, "salon" | "now"> };

export function readerOf({ memory, world }: { memory: Conversation; world: World }): Reader {
  return { language: memory.language, world };
}

export function serviceName({ language, world }: Reader, id: number): string {
  const service = world.salon.services.find((one) => one.id === id);
  return service ? wordsIn(service.names, language, world.salon) : "—";
}

export function masterName({ language, world }: Reader, id: number): string {
  const master = world.salon.masters.find((one) => one.id === id);
  return master ? wordsIn(master.names, language, world.salon) : "—";
}

/** "650 грн", "від 1 800 грн". */
export function priceText({ language, world }: Reader, { amount, kind }: Price): string {
  const sum = money(language, amount, world.salon.currency);
  return kind === "from" ? text(language, "agent-price-from", { sum }) : sum;
}

/** "Манікюр — 650 грн". */
export function priceLine(reader: Reader, service: Service): string {
  const name = wordsIn(service.names, reader.language, reader.world.salon);
  return `${name} — ${priceText(reader, service.price)}`;
}

/** "10:00". */
export function clock(minute: number): string {
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** "о 10:00", "об 11:00", "в 10:00", "at 10:00". */
export function atTime(language: Language, minute: number): string {
  const time = clock(minute);
  if (language === "en") return `at ${time}`;
  if (language === "ru") return `в ${time}`;
  return `${Math.floor(minute / 60) === 11 ? "об" : "о"} ${time}`;
}

export function startTime({ world }: Reader, start: number): string {
  return clock(minuteAt(start, world.salon.zone));
}

/** "середа, 25 листопада", "Wednesday 25 November". */
export function dayLong(language: Language, day: string): string {
  const at = Date.UTC(...calendarOf(day));
  const weekday = format(language, at, { weekday: "long" });
  const date = format(language, at, { day: "numeric", month: "long" });
  return language === "en" ? `${weekday} ${date}` : `${weekday}, ${date}`;
}

/** "на завтра", "на середу, 25 листопада", "for Wednesday 25 November". */
export function forDay({ language, world }: Reader, day: string): string {
  const { now, salon } = world;
  const today = dateAt(now, salon.zone);
  if (day === today) return text(language, "agent-for-today");
  if (day === dateAt(now + DAY_MS, salon.zone)) return text(language, "agent-for-tomorrow");
  const at = Date.UTC(...calendarOf(day));
  const date = format(language, at, { day: "numeric", month: "long" });
  const weekday = accusative[language]?.[new Date(at).getUTCDay()];
  return weekday
    ? text(language, "agent-for-day", { weekday, date })
    : text(language, "agent-for-day", { weekday: format(language, at, { weekday: "long" }), date });
}

/** "завтра, 10:00", "пт, 27 листопада, 10:00". */
export function near({ language, world }: Reader, start: number): string {
  return dateNear(language, start, world.now, world.salon.zone);
}

/** The title of a button of a slot: "10:00", "пт 27.11, 10:00"; with whom when several are meant. */
export function slotTitle(
  reader: Reader,
  slot: Slot,
  has: { day: boolean; master: boolean },
): string {
  const { language, world } = reader;
  const time = startTime(reader, slot.start);
  const day = dateAt(slot.start, world.salon.zone);
  const at = Date.UTC(...calendarOf(day));
  const weekday = format(language, at, { weekday: "short" });
  const dayed = has.day ? `${weekday} ${day.slice(8)}.${day.slice(5, 7)}, ${time}` : time;
  const who = has.master ? ` · ${masterName(reader, slot.masterId)}` : "";
  return cut(`${dayed}${who}`);
}

/** A title of a button reads well up to so many signs; Telegram cuts longer ones itself. */
export function cut(title: string, length: number = 40): string {
  const signs = Array.from(title);
  return signs.length <= length ? title : `${signs.slice(0, length - 1).join("")}…`;
}

/** "10:00, 10:30 або 11:00". */
export function either(language: Language, options: readonly string[]): string {
  const last = options.at(-1);
  if (last === undefined || options.length === 1) return last ?? "";
  return text(language, "agent-either", { some: options.slice(0, -1).join(", "), last });
}

export function salonName({ language, world }: Reader): string {
  return wordsIn(world.salon.names, language, world.salon);
}

/** Minutes as "1 год 30 хв". */
export function lasting(language: Language, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return text(language, "agent-minutes", { minutes: rest });
  if (rest === 0) return text(language, "agent-hours", { hours });
  return text(language, "agent-hours-minutes", { hours, minutes: rest });
}

export function doers(reader: Reader, { masters }: Salon, serviceId: number): string {
  return masters
    .filter(({ services }) => services.includes(serviceId))
    .map(({ id }) => masterName(reader, id))
    .join(", ");
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

const DAY_MS = 86_400_000;
const locales: Record<Language, string> = { uk: "uk", ru: "ru", en: "en-GB" };
/** After «на», from Sunday on. */
const accusative: Partial<Record<Language, readonly string[]>> = {
  uk: ["неділю", "понеділок", "вівторок", "середу", "четвер", "п’ятницю", "суботу"],
  ru: ["воскресенье", "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу"],
};
const formatters = new Map<string, Intl.DateTimeFormat>();

function calendarOf(day: string): [number, number, number] {
  const [y = 0, mo = 1, d = 1] = day.split("-").map(Number);
  return [y, mo - 1, d];
}

function format(language: Language, at: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: "UTC" });
    formatters.set(key, made);
  }
  // CLDR writes «пʼятниця» with a modifier letter; our texts have the apostrophe of Ukrainian typography.
  return made.format(at).replaceAll("\u02bc", "’");
}
