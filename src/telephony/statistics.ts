import { z } from "zod";
import type { CallEvent } from "../calls/call.ts";
import { groupBy } from "../lib/group-by.ts";
import { wallOf } from "../lib/zone.ts";
import { secondsOf, textOf } from "./field.ts";
import { extensionOf } from "./novofon-side.ts";
import { parse } from "./novofon.ts";
import type { Context } from "./parsed.ts";

/** A call as a provider's statistics tell of it: its refs, what they say in our words, and the rows themselves. */
export type RecalledCall = { refs: string[]; events: CallEvent[]; rows: unknown[] };

const field = z.unknown().optional();
const rowShape = z.object({
  pbx_call_id: z.string().regex(/^[\x21-\x7E]{1,128}$/),
  call_id: field,
  sip: field,
  callstart: field,
  clid: field,
  destination: field,
  disposition: field,
  seconds: field,
  is_recorded: field,
});
type Row = z.infer<typeof rowShape>;

/**
 * The calls in the rows of Novofon's `/v1/statistics/pbx/`, version 2: one row for each device that took part, tied by
 * pbx_call_id. Its words are those of the hooks, so that they are read as a NOTIFY_END would be. Rows of no call are left out.
 */
export function novofonCalls(rows: readonly unknown[], context: Required<Context>): RecalledCall[] {
  const known = rows.flatMap((raw) => {
    const row = rowShape.safeParse(raw);
    return row.success ? [{ row: row.data, raw }] : [];
  });
  const calls = groupBy(known, ({ row }) => row.pbx_call_id);
  return [...calls].flatMap(([ref, own]) => {
    const inTurn = own
      .map(({ row }) => row)
      .toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : Number(startOf(a) > startOf(b))));
    const events = isIncoming(inTurn) ? incoming(inTurn, context) : outgoing(inTurn, context);
    return events.length === 0 ? [] : [{ refs: [ref], events, rows: own.map(({ raw }) => raw) }];
  });
}

/** "YYYY-MM-DD HH:MM:SS" on the wall of the cabinet. */
export function wallText(instant: number, zone: string): string {
  const { y, mo, d, h, mi, s } = wallOf(instant, zone);
  return `${y}-${two(mo)}-${two(d)} ${two(h)}:${two(mi)}:${two(s)}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function startOf(row: Row): string {
  return textOf(row.callstart, 32) ?? "";
}

/** Captured ids begin with "in_" or "out_"; behind another id the one called tells. */
function isIncoming([first]: readonly Row[]): boolean {
  if (!first) return false;
  const { pbx_call_id: id } = first;
  if (id.startsWith("in_")) return true;
  return !id.startsWith("out_") && deviceOf(first) !== null && extensionOf(first.clid) === null;
}

/** The device of a row of an incoming call; a menu is written as one digit. */
function deviceOf(row: Row): string | null {
  const ext = extensionOf(row.destination) ?? extensionOf(row.sip);
  return ext !== null && ext.length > 1 ? ext : null;
}

function incoming(rows: readonly Row[], context: Required<Context>): CallEvent[] {
  const [first] = rows;
  if (!first) return [];
  const about = { pbx_call_id: first.pbx_call_id, call_start: first.callstart };
  const call = { ...about, caller_id: first.clid };
  const rang = rows.flatMap((row) => {
    const ext = deviceOf(row);
    return ext === null ? [] : [{ event: "NOTIFY_INTERNAL", ...call, internal: ext }];
  });
  const taken = rows.filter(isAnswered);
  const talks = taken.filter((row) => deviceOf(row) !== null);
  const told = talks.length > 0 ? talks : taken;
  const last = told.at(-1) ?? rows.at(-1) ?? first;
  const end = {
    event: "NOTIFY_END",
    ...call,
    internal: deviceOf(told[0] ?? last),
    last_internal: deviceOf(last),
    disposition: last.disposition,
    duration: talkOf(told),
    ...recordOf(rows),
  };
  return [...rang, end].flatMap((body) => eventsOf(body, context));
}

/** On the leg of a click-to-call towards the employee the sides are swapped: `parse` knows it by them. */
function outgoing(rows: readonly Row[], context: Required<Context>): CallEvent[] {
  return rows.flatMap((row) => {
    const end = {
      event: "NOTIFY_OUT_END",
      pbx_call_id: row.pbx_call_id,
      call_start: row.callstart,
      caller_id: row.clid,
      internal: row.sip,
      destination: row.destination,
      disposition: row.disposition,
      duration: talkOf([row]),
      ...recordOf([row]),
    };
    return eventsOf(end, context);
  });
}

function isAnswered(row: Row): boolean {
  return textOf(row.disposition, 64)?.toLowerCase() === "answered";
}

function talkOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + (isAnswered(row) ? (secondsOf(row.seconds) ?? 0) : 0), 0);
}

function recordOf(rows: readonly Row[]) {
  const recorded = rows.find(
    ({ is_recorded: mark }) => mark === true || /^(?:true|1)$/i.test(textOf(mark, 8) ?? ""),
  );
  return { is_recorded: recorded ? "1" : "0", call_id_with_rec: recorded?.call_id };
}

/** Its own time is when it ended, which no row tells otherwise than by its beginning and its length. */
function eventsOf(body: object, context: Required<Context>): CallEvent[] {
  const parsed = parse(body, context);
  if (!("events" in parsed)) return [];
  return parsed.events.flatMap((event) => {
    if (event.startedAt === null) return [];
    const at = event.startedAt + (event.talkS ?? 0) * 1000;
    return [event.kind === "rang" ? event : { ...event, at }];
  });
}
