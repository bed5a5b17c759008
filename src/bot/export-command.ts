import { dateOf } from "../calls/period.ts";
import { readSearch } from "../calls/search.ts";
import type { ExportKind } from "../desk/export.ts";

/** Days of a wall, both included. */
export type ExportDays = { first: string; last: string };
export type ExportWish = { kind: ExportKind | null; days: ExportDays | null; wrong: boolean };

/** Reads what stands behind /export: a table and its time, "calls 2026-11", "клієнти", "угоди 1.11-15.11", "задачі 2026". */
export function readExport(written: string, near: { now: number; zone: string }): ExportWish {
  const [word = "", ...rest] = written.trim().split(/\s+/);
  const kind = words.find(([, starts]) => starts.test(word.toLowerCase()))?.[0] ?? null;
  const time = rest.join(" ");
  if (kind === null) return { kind, days: null, wrong: word !== "" };
  if (time === "") return { kind, days: null, wrong: false };
  const days = daysOf(time, near);
  return { kind, days, wrong: days === null };
}

/** The times that buttons offer. */
export function exportPeriods({ now, zone }: { now: number; zone: string }) {
  const today = dateOf(now, zone);
  const month = today.slice(0, 7);
  const [y = 0, mo = 1] = month.split("-").map(Number);
  const before = new Date(Date.UTC(y, mo - 2, 1)).toISOString().slice(0, 7);
  return {
    month: monthOf(month),
    before: monthOf(before),
    year: { first: `${y}-01-01`, last: `${y}-12-31` },
    all: { first: FIRST, last: today },
  } satisfies Record<string, ExportDays>;
}

const FIRST = "2000-01-01";

const words: readonly (readonly [ExportKind, RegExp])[] = [
  ["calls", /^(?:calls?|дзвінк|звонк)/],
  ["clients", /^(?:clients?|клієнт|клиент)/],
  ["deals", /^(?:deals?|угод|сделк)/],
  ["tasks", /^(?:tasks?|задач)/],
];

function daysOf(time: string, near: { now: number; zone: string }): ExportDays | null {
  if (/^(?:all|усе|все|всё)$/i.test(time)) return exportPeriods(near).all;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(time) ?? null;
  if (month) return monthOf(time);
  const named = /^(0?[1-9]|1[0-2])[./](20\d{2})$/.exec(time);
  if (named) return monthOf(`${named[2]}-${named[1]?.padStart(2, "0")}`);
  if (/^20\d{2}$/.test(time)) return { first: `${time}-01-01`, last: `${time}-12-31` };
  const { text, days } = readSearch(time, near);
  return text === null && days ? { first: days.first, last: days.last } : null;
}

function monthOf(month: string): ExportDays {
  const [y = 0, mo = 1] = month.split("-").map(Number);
  return { first: `${month}-01`, last: new Date(Date.UTC(y, mo, 0)).toISOString().slice(0, 10) };
}
