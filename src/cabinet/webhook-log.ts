import type { LogFilter } from "../webhooks/log.ts";
import { isEventName } from "../webhooks/pattern.ts";
import { idIn } from "./input.ts";

/** What the address of the log asks for. */
export type LogWish = {
  event: string | null;
  success: boolean | null;
  /** The cursor; null: the first page. */
  before: number | null;
  /** The attempt that stands open. */
  log: number | null;
  /** The newest attempt that the page has: only what is newer is worth an answer. */
  live: number | null;
  /** The few newest, as the endpoint's own page has them. */
  short: boolean;
  /** A time as a browser's field writes it, on the business's wall. */
  from: string;
  to: string;
  filtered: boolean;
};

export function readWish(query: URLSearchParams): LogWish {
  const event = query.get("event");
  const result = query.get("result");
  const known = event !== null && isEventName(event) ? event : null;
  const success = result === "good" ? true : result === "bad" ? false : null;
  return {
    event: known,
    success,
    before: idIn(query.get("before")),
    log: idIn(query.get("log")),
    live: idIn(query.get("live")),
    short: query.has("short"),
    from: timeIn(query, "from"),
    to: timeIn(query, "to"),
    filtered: known !== null || success !== null,
  };
}

/** The same as an address: "?event=deal.won&result=bad", or nothing. */
export function logQuery(wish: Partial<LogWish>): string {
  const query = new URLSearchParams();
  if (wish.event != null) query.set("event", wish.event);
  if (wish.success != null) query.set("result", wish.success ? "good" : "bad");
  for (const name of ["before", "log", "live"] as const) {
    const value = wish[name];
    if (value != null) query.set(name, String(value));
  }
  if (wish.short === true) query.set("short", "1");
  return query.size === 0 ? "" : `?${query.toString()}`;
}

export function filterOf(wish: LogWish): LogFilter {
  return {
    ...(wish.event === null ? {} : { event: wish.event }),
    ...(wish.success === null ? {} : { success: wish.success }),
  };
}

/** "2026-11-21T14:30" as the wall clock's text that zones are read with, or null. */
export function wallText(field: string): string | null {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(field) ? `${field}:00` : null;
}

function timeIn(query: URLSearchParams, name: string): string {
  const text = query.get(name) ?? "";
  return wallText(text) === null ? "" : text;
}
