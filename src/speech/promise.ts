import { cleanName } from "../business/business.ts";
import { dateOf, instantOn } from "../calls/period.ts";
import type { Analysis, DatedClaim } from "./analysis.ts";

export type PledgeState = "open" | "accepted" | "done" | "dismissed";

/** Something that was promised in a call, or has to follow it. Instants are epoch ms. */
export type Pledge = {
  id: number;
  callId: number;
  whose: "us" | "client";
  text: string;
  quote: string;
  /** Where its words stand in the recording. */
  quoteS: number;
  dueAt: number | null;
  state: PledgeState;
  /** The task that was made of it. */
  taskId: number | null;
};

export type SaidPledge = Pick<Pledge, "whose" | "text" | "quote" | "quoteS" | "dueAt">;

/** What an analysis has of promises and of tasks that follow; a task that is a promise, too, is that. */
export function pledgesOf(
  { promises, tasks }: Analysis,
  { at, zone }: { at: number; zone: string },
): SaidPledge[] {
  const said: SaidPledge[] = [];
  const all = [...promises, ...tasks.map((task) => ({ ...task, whose: "us" as const }))];
  for (const claim of all) {
    const text = cleanName(claim.value, TEXT_LENGTH);
    if (text === null) continue;
    const one: SaidPledge = {
      whose: claim.whose,
      text,
      quote: claim.quote,
      quoteS: claim.atS,
      dueAt: dueOf(claim, { at, zone }),
    };
    const same = said.find((known) => isSame(known, one));
    if (!same) said.push(one);
    else same.dueAt ??= one.dueAt;
  }
  return said;
}

export type PledgePlan = {
  add: SaidPledge[];
  /** Open ones whose day was understood anew. */
  dated: { id: number; dueAt: number | null }[];
  /** Open ones that the call does not hold any more. */
  drop: number[];
};

/** What an analysis changes of the promises that are known of its call: what people decided about stays as it is. */
export function planPledges(known: readonly Pledge[], said: readonly SaidPledge[]): PledgePlan {
  const plan: PledgePlan = { add: [], dated: [], drop: [] };
  const kept = new Set<number>();
  for (const one of said) {
    const match = known.find((other) => isSame(other, one));
    if (!match) {
      if (!plan.add.some((other) => isSame(other, one))) plan.add.push(one);
      continue;
    }
    if (match.state === "open" && !kept.has(match.id) && match.dueAt !== one.dueAt)
      plan.dated.push({ id: match.id, dueAt: one.dueAt });
    kept.add(match.id);
  }
  for (const { id, state } of known) if (state === "open" && !kept.has(id)) plan.drop.push(id);
  return plan;
}

/** A day without a time means its morning; on the day of the call its evening, or an hour later where that is over. */
export function dueOf(
  { due }: Pick<DatedClaim, "due">,
  { at, zone }: { at: number; zone: string },
): number | null {
  if (due === null) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(due)) {
    const instant = Date.parse(due);
    return Number.isNaN(instant) ? null : instant;
  }
  if (Number.isNaN(Date.parse(due))) return null;
  const morning = instantOn(due, MORNING, zone);
  const evening = instantOn(due, EVENING, zone);
  if (morning > at) return morning;
  return dateOf(at, zone) === due ? Math.max(evening, at + HOUR_MS) : evening;
}

const TEXT_LENGTH = 200;
const MORNING = 9 * 60;
const EVENING = 18 * 60;
const HOUR_MS = 3_600_000;
/** Signs from which on one quote may be found in another. */
const LEAST = 8;

type Worded = Pick<Pledge, "whose" | "text" | "quote">;

/** The same words were promised by the same side, however a model put it this time. */
function isSame(one: Worded, other: Worded): boolean {
  if (one.whose !== other.whose) return false;
  if (plain(one.text) === plain(other.text)) return true;
  const [shorter = "", longer = ""] = [plain(one.quote), plain(other.quote)].toSorted(
    (a, b) => a.length - b.length,
  );
  return (
    shorter !== "" &&
    (shorter === longer || (shorter.length >= LEAST && ` ${longer} `.includes(` ${shorter} `)))
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
