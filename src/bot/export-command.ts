import { readSearch } from "../calls/search.ts";
import { exportPeriods, monthOf, type ExportDays } from "../desk/export-period.ts";
import type { ExportKind } from "../desk/export.ts";

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
