import { sql } from "drizzle-orm";
import type { Call } from "../../src/calls/call.ts";
import { told, type Expected } from "../calls/replay.ts";
import { overWhenHeard } from "./expected.ts";
import type { Seen, Wish } from "./outcome.ts";
import type { Case } from "./replay.ts";
import type { Seat } from "./seat.ts";
import type { Message, Request } from "./stand.ts";
import type { World } from "./world.ts";

/** What became of one case: its stored calls in the words of `expected`, and its announced ends. */
export type Stored = {
  calls: Record<string, unknown>[];
  /** How long Novofon's calls rang: by arrivals, so a little longer than the sample says. */
  rings: { expected: number; told: unknown }[];
  ends: string[];
};

export async function storedOf(world: World, one: Case): Promise<Stored> {
  const db = world.db();
  const { businessId } = one;
  const stored = await db.execute<{ state: Call }>(
    sql`select state from calls where business_id = ${businessId} and merged_into is null`,
  );
  const ends = await db.execute<{ event: string }>(
    sql`select event from events where business_id = ${businessId} and event in ('call.missed', 'call.completed') order by event`,
  );
  const expected = expectedOf(one);
  const expectedAs = ({ key }: Call): Expected =>
    expected.find((call) => call.key === key) ?? { key };
  const calls = byKey([...stored].map(({ state }) => state));
  return {
    calls: calls.map((call) => comparable(one, told(call, expectedAs(call)))),
    rings: calls.flatMap((call) => ringOf(one, call, expectedAs(call))),
    ends: [...ends].map(({ event }) => event),
  };
}

/** What the samples expect, in the order and with the fields that this delivery leaves meaningful. */
export function expectedCalls(one: Case): Record<string, unknown>[] {
  return expectedOf(one).map((call) => comparable(one, call));
}

export function expectedOf(one: Case): Expected[] {
  return byKey(one.sequence.expected.calls);
}

/** What a seat of a case is due. */
export function wishOf(one: Case, seat: Seat): Wish {
  const { style, language, buttons, thread } = seat;
  const calls = expectedOf(one);
  const killed = one.delivery === "interrupted";
  return { style, language, buttons, thread, calls, rings: ringsOf(one), killed };
}

/** What the chats of Telegram have seen in a seat. */
export function seenAt(seat: Seat, messages: readonly Message[], asked: readonly Request[]): Seen {
  const thread = seat.thread ?? undefined;
  const own = messages.filter(({ from, thread: topic }) => from.is_bot && topic === thread);
  const ids = new Set(own.map(({ message_id }) => message_id));
  const requests = asked.filter(({ params }) => {
    const { chat_id: chat, message_id: edited, message_thread_id: topic } = params;
    if (String(chat) !== seat.key) return false;
    return typeof edited === "number" ? ids.has(edited) : topic === thread;
  });
  return { messages: own, requests };
}

function ringsOf(one: Case): Wish["rings"] {
  if (overWhenHeard(one.sequence)) return "none";
  return isPunctual(one) && !one.title.includes("one_late_batch") ? "due" : "maybe";
}

/** Whether every hook came at its time. */
function isPunctual({ delivery }: Case): boolean {
  return delivery === "in_order" || delivery === "tripled";
}

/** Signed hooks of Novofon carry no times of their own beside the start: overtaken, their order tells nothing about rings. */
function comparable(one: Case, call: Record<string, unknown>): Record<string, unknown> {
  const { ring_s: ringS, rang, path, records, ...rest } = call;
  const orderTells = one.dialect !== "novofon" || isPunctual(one) || one.delivery === "interrupted";
  return {
    ...rest,
    ...(records === undefined ? {} : { records: sorted(records) }),
    ...(orderTells ? { rang, path } : { rang: sorted(rang), path: sorted(path) }),
    ...(one.dialect === "novofon" ? {} : { ring_s: ringS }),
  };
}

function ringOf(one: Case, call: Call, { ring_s: expected }: Expected): Stored["rings"] {
  const tells = one.dialect === "novofon" && isPunctual(one) && typeof expected === "number";
  return tells ? [{ expected, told: call.ringS }] : [];
}

function byKey<T extends { key: string }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function sorted(list: unknown): unknown {
  return Array.isArray(list) ? list.map(String).toSorted((a, b) => (a < b ? -1 : 1)) : list;
}
