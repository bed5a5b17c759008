import { sql } from "drizzle-orm";
import type { Call } from "../../src/calls/call.ts";
import { told, type Expected } from "../calls/replay.ts";
import type { Case } from "./replay.ts";
import type { Message, Request } from "./stand.ts";
import type { World } from "./world.ts";

/** What became of one case: its stored calls in the words of `expected`, its announced ends, and what its chat has seen. */
export type Outcome = {
  calls: Record<string, unknown>[];
  /** How long Novofon's calls rang: by arrivals, so a little longer than the sample says. */
  rings: { expected: number; told: unknown }[];
  ends: string[];
  incoming: Message[];
  finals: Message[];
  /** Requests that showed «❌» in the chat: for new messages null, for edits the message. */
  crosses: { edited: number | null }[];
};

export async function outcomeOf(
  world: World,
  one: Case,
  requests: readonly Request[],
): Promise<Outcome> {
  const db = world.db();
  const { businessId, chat } = one.tenant;
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
  const messages = (await world.stand.messages(chat)).filter(({ from }) => from.is_bot);
  return {
    calls: calls.map((call) => comparable(one, told(call, expectedAs(call)))),
    rings: calls.flatMap((call) => ringOf(one, call, expectedAs(call))),
    ends: [...ends].map(({ event }) => event),
    incoming: messages.filter(({ text }) => text.startsWith("📞 Вхідний дзвінок")),
    finals: messages.filter(({ text }) => /^(✅|❌|❔|↗️)/u.test(text)),
    crosses: requests
      .filter(
        ({ params }) => String(params["chat_id"]) === chat && String(params["text"]).includes("❌"),
      )
      .map(({ params }) => ({
        edited: typeof params["message_id"] === "number" ? params["message_id"] : null,
      })),
  };
}

/** What the samples expect, in the order and with the fields that this delivery leaves meaningful. */
export function expectedCalls(one: Case): Record<string, unknown>[] {
  return expectedOf(one).map((call) => comparable(one, call));
}

export function expectedOf(one: Case): Expected[] {
  return byKey(one.sequence.expected.calls);
}

export const isMissed = (call: Expected): boolean =>
  call["direction"] === "in" && call["outcome"] !== "answered";
export const hasCard = (call: Expected): boolean => call["direction"] !== "internal";

/** How the final message of a call begins. */
export function titleOf(call: Expected): RegExp {
  if (call["direction"] === "out") return /^↗️/u;
  return isMissed(call) ? /^❌ Пропущений дзвінок/u : /^✅ Вхідний · /u;
}

/** Novofon's hooks carry no times of their own beside the start: overtaken, their order tells nothing about rings. */
function comparable(one: Case, call: Record<string, unknown>): Record<string, unknown> {
  const { ring_s: ringS, rang, path, records, ...rest } = call;
  const orderTells = one.provider === "phonet" || isPunctual(one) || one.delivery === "interrupted";
  return {
    ...rest,
    ...(records === undefined ? {} : { records: sorted(records) }),
    ...(orderTells ? { rang, path } : { rang: sorted(rang), path: sorted(path) }),
    ...(one.provider === "phonet" ? { ring_s: ringS } : {}),
  };
}

function ringOf(one: Case, call: Call, { ring_s: expected }: Expected): Outcome["rings"] {
  const tells = one.provider === "novofon" && isPunctual(one) && typeof expected === "number";
  return tells ? [{ expected, told: call.ringS }] : [];
}

/** Whether every hook came at its time. */
export function isPunctual({ delivery }: Case): boolean {
  return delivery === "in_order" || delivery === "tripled";
}

function byKey<T extends { key: string }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function sorted(list: unknown): unknown {
  return Array.isArray(list) ? list.map(String).toSorted((a, b) => (a < b ? -1 : 1)) : list;
}
