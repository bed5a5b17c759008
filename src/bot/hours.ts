import { areHours, days, type Day, type WorkingHours } from "../business/working-hours.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { hourTokens, type HourToken, type Span } from "./hour-token.ts";

export type HoursRead = { hours: WorkingHours } | { wrong: string };

/**
 * Reads working hours as people write them, in any of our languages: «пн-пт 09:00-20:00, сб 10-16, нд вихідний». Hours
 * without days are those of every day, days that are not named are closed, and what is said later counts.
 */
export function parseHours(written: string): HoursRead {
  const read = hourTokens(written);
  if ("wrong" in read) return read;
  const hours: WorkingHours = { ...closed };
  let named: Day[] = [];
  let entries = 0;
  for (const token of joinedSpans(read.tokens)) {
    if ("days" in token) {
      named.push(...token.days);
      continue;
    }
    if (!("range" in token)) return { wrong: token.word };
    if (named.length === 0) {
      if (entries > 0) return { wrong: token.word };
      named = [...days];
    }
    if (token.range !== null && token.range[0] === token.range[1]) return { wrong: token.word };
    for (const day of named) hours[day] = token.range;
    named = [];
    entries += 1;
  }
  if (named.length > 0 || !areHours(hours)) return { wrong: written.trim() };
  return { hours };
}

/** Reads one time from and to: "22:00-8:00", «з 22 до 8»; null for what is none, or says the same time twice. */
export function parseSpan(written: string): Span | null {
  const read = hourTokens(written);
  if ("wrong" in read) return null;
  const [only, ...more] = joinedSpans(read.tokens);
  if (!only || more.length > 0 || !("range" in only) || only.range === null) return null;
  const [from, to] = only.range;
  return from === to || only.range.includes("24:00") ? null : only.range;
}

/** The week with equal neighbours drawn together: «пн–пт 09:00–18:00», «сб, нд вихідні», one a line. */
export function hoursLines(language: Language, hours: WorkingHours): string[] {
  return groupsOf(hours).map((group) => groupText(language, group));
}

/** The days of somebody's work alone: «пн–пт 10:00–19:00, сб 10:00–16:00». */
export function workText(language: Language, hours: WorkingHours): string {
  const working = groupsOf(hours).filter(({ range }) => range !== null);
  return working.map((group) => groupText(language, group)).join(", ");
}

export function hoursText(language: Language, hours: WorkingHours): string {
  return hoursLines(language, hours).join(", ");
}

const closed: WorkingHours = {
  mon: null,
  tue: null,
  wed: null,
  thu: null,
  fri: null,
  sat: null,
  sun: null,
};

type Entry = { days: Day[] } | { range: Span | null; word: string } | { word: string };

/** Times in pairs, days in ranges; what stands alone keeps its word, to be named as wrong. */
function joinedSpans(tokens: readonly HourToken[]): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, dash, other] = tokens.slice(at, at + 3);
    if (!token) break;
    const isRange = dash?.kind === "dash";
    if (token.kind === "time" && isRange && other?.kind === "time") {
      entries.push({ range: [token.time, other.time], word: `${token.word}–${other.word}` });
      at += 2;
    } else if (token.kind === "days" && isRange && other?.kind === "days") {
      entries.push({ days: between(token.days, other.days) });
      at += 2;
    } else if (token.kind === "days") entries.push({ days: token.days });
    else if (token.kind === "closed") entries.push({ range: null, word: token.word });
    else if (token.kind === "always") entries.push({ range: ["00:00", "24:00"], word: token.word });
    else entries.push({ word: token.word });
  }
  return entries;
}

/** «пт–вт» goes over Sunday. */
function between(from: readonly Day[], to: readonly Day[]): Day[] {
  const first = days.indexOf(from[0] ?? "mon");
  const last = days.indexOf(to.at(-1) ?? "sun");
  const count = ((last - first + days.length) % days.length) + 1;
  return Array.from({ length: count }, (_, step) => days[(first + step) % days.length] ?? "mon");
}

type Group = { days: Day[]; range: Span | null };

function groupsOf(hours: WorkingHours): Group[] {
  const groups: Group[] = [];
  for (const day of days) {
    const range = hours[day];
    const last = groups.at(-1);
    if (last && String(last.range) === String(range)) last.days.push(day);
    else groups.push({ days: [day], range });
  }
  return groups;
}

function groupText(language: Language, group: Group): string {
  return `${daysText(language, group.days)} ${rangeText(language, group)}`;
}

function rangeText(
  language: Language,
  { days: { length: count }, range }: { days: readonly Day[]; range: Span | null },
): string {
  if (range === null) return text(language, "hours-closed", { count });
  const [from, to] = range;
  return from === "00:00" && to === "24:00" ? text(language, "hours-always") : `${from}–${to}`;
}

function daysText(language: Language, group: readonly Day[]): string {
  const [first = "mon"] = group;
  const last = group.at(-1) ?? first;
  if (group.length === days.length) return text(language, "hours-daily");
  if (group.length === 1) return text(language, `hours-${first}`);
  const sign = group.length === 2 ? ", " : "–";
  return `${text(language, `hours-${first}`)}${sign}${text(language, `hours-${last}`)}`;
}
