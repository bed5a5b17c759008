import { sql } from "drizzle-orm";
import type { Message } from "../flows/stand.ts";
import type { World } from "../flows/world.ts";
import { sentIn, type Ledger, type Rung, type Shop } from "./ledger.ts";

/** What became of everything in a ledger, read from the chats of the stand-in and from the database. */
export type Count = {
  sent: number;
  kept: number;
  doubled: number;
  lost: number;
  /** Each thing that is not as it should be, in words. */
  wrong: string[];
};

type Place = Pick<World, "db" | "stand">;

export async function countAll(world: Place, ledger: Ledger): Promise<Count> {
  const calls = await countCalls(world, ledger.calls);
  const asked = await countAnswers(world, ledger);
  const counts = [calls, asked];
  const sum = (of: (count: Omit<Count, "sent">) => number): number =>
    counts.reduce((all, one) => all + of(one), 0);
  return {
    sent: sentIn(ledger),
    kept: sum(({ kept }) => kept),
    doubled: sum(({ doubled }) => doubled),
    lost: sum(({ lost }) => lost),
    wrong: counts.flatMap(({ wrong }) => wrong),
  };
}

/** How many times something was logged as perhaps sent twice. */
export function ambiguousIn(output: string): number {
  return output.split("\n").filter((line) => line.includes("ambiguous_send")).length;
}

type Stored = { key: string; outcome: string | null; folded: string[]; ends: number };
type Part = Omit<Count, "sent">;

async function countCalls(world: Place, calls: readonly Rung[]): Promise<Part> {
  const stored = await storedCalls(world, calls);
  const total: Part = { kept: 0, doubled: 0, lost: 0, wrong: [] };
  for (const shop of new Set(calls.map((call) => call.shop))) {
    const cards = await cardsOf(world, shop);
    const known = await knownIn(world, shop);
    for (const call of calls.filter((one) => one.shop === shop)) {
      const own = cards.filter(({ text }) => shows(text, call.phone));
      const verdict = judge(call, stored.get(call.key) ?? null, { cards: own, known });
      total.kept += verdict.kept;
      total.doubled += verdict.doubled;
      total.lost += call.taken.length - verdict.kept;
      total.wrong.push(...verdict.wrong.map((what) => `${call.key}: ${what}`));
    }
  }
  return total;
}

/** What stands in a chat about a call, and the ids of messages there that the product knows. */
type Seen = { cards: readonly Message[]; known: ReadonlySet<number> };

/** A call is whole when it has ended once, as it did, with one final message that says so. */
function judge(call: Rung, stored: Stored | null, { cards, known }: Seen) {
  const rings = cards.filter(({ text }) => text.startsWith("📞"));
  const finals = cards.filter(({ text }) => !text.startsWith("📞"));
  const sign = call.answered ? "✅" : "❌";
  // The answer to its first message was lost, and the call was over before it was sent again: nobody can change it.
  const [only] = rings.length === 1 ? rings : [];
  const orphan = only !== undefined && !known.has(only.message_id) ? 1 : 0;
  const doubled = Math.max(0, rings.length - 1) + Math.max(0, finals.length - 1) + orphan;
  const ringing = rings.filter(({ text }) => !text.includes("завершено")).length;
  const unfolded = call.taken.filter((name) => !(stored?.folded ?? []).includes(name));
  const wrong = [
    ...(unfolded.length > 0 ? [`not folded: ${unfolded.join(", ")}`] : []),
    ...(call.over ? endedWrong(call, stored) : []),
    ...(call.over && finals.length === 0 ? ["no final message"] : []),
    ...(finals.every(({ text }) => text.startsWith(sign))
      ? []
      : ["a final message says otherwise"]),
    ...(call.over && ringing > doubled ? ["its first message still rings"] : []),
  ];
  const whole = wrong.length === 0;
  const kept = whole ? call.taken.length : 0;
  return { kept, doubled, wrong };
}

function endedWrong({ answered }: Rung, stored: Stored | null): string[] {
  const right = stored !== null && (stored.outcome === "answered") === answered;
  return [
    ...(right && stored.outcome !== null ? [] : [`outcome ${stored?.outcome ?? "none"}`]),
    ...(stored?.ends === 1 ? [] : [`${stored?.ends ?? 0} ends were announced`]),
  ];
}

async function storedCalls(world: Place, calls: readonly Rung[]): Promise<Map<string, Stored>> {
  const keys = JSON.stringify(calls.map(({ key }) => key));
  const rows = await world.db().execute<Stored>(sql`
    with asked as (select jsonb_array_elements_text(${keys}::text::jsonb) as key),
      hooks as (
        select events->0->>'ref' as key, jsonb_agg(distinct name) as names from inbox
        where folded_at is not null and verdict = 'accepted' group by 1)
    select key, c.outcome, coalesce(h.names, '[]') as folded,
      (select count(*)::int from events e where e.business_id = c.business_id
        and e.event in ('call.completed', 'call.missed') and e.data->>'provider_call_id' = c.key) as ends
    from asked left join hooks h using (key) join calls c using (key) where c.merged_into is null`);
  return new Map([...rows].map((row) => [row.key, row]));
}

async function knownIn(world: Place, { businessId, chatId }: Shop): Promise<Set<number>> {
  const rows = await world.db().execute<{ id: number }>(sql`
    select message_id as id from cards
    where business_id = ${businessId} and chat_id = ${chatId} and message_id is not null`);
  return new Set([...rows].map(({ id }) => id));
}

/** The messages of calls in a shop's chat. */
async function cardsOf(world: Place, { chat }: Shop): Promise<Message[]> {
  const messages = await world.stand.messages(chat);
  return messages.filter(({ from, text }) => from.is_bot && /^[📞✅❌]/u.test(text));
}

/** Telegram shows a number in the way of its country, with spaces. */
function shows(text: string, phone: string): boolean {
  return text.replace(/[ ()-]/g, "").includes(phone.slice(-9));
}

/** Every customer wrote one message and is due one answer. */
async function countAnswers(world: Place, { asked }: Ledger): Promise<Part> {
  const total: Part = { kept: 0, doubled: 0, lost: 0, wrong: [] };
  for (const { chat, person } of asked) {
    const answers = (await world.stand.messages(chat)).filter(({ from }) => from.is_bot).length;
    total.kept += Math.min(1, answers);
    total.doubled += Math.max(0, answers - 1);
    total.lost += answers === 0 ? 1 : 0;
    if (answers === 0) total.wrong.push(`person ${person} has no answer`);
  }
  return total;
}
