import { cleanName, type Business } from "../business/business.ts";
import { labelsOf } from "../business/line-service.ts";
import { schedulesOf } from "../business/schedule-service.ts";
import { dueAfter } from "../business/working-time.ts";
import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import type { Job } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import { together } from "../lib/together.ts";
import type { Call } from "./call.ts";
import { followupEvent } from "./followup-event.ts";
import { followupJob } from "./followup-job.ts";
import { planOf, type Plan, type Planned, type Situation } from "./followup-plan.ts";
import { situationsOf, type Change } from "./followup-situation-service.ts";
import { correctedAt, stateOf, type FollowupState } from "./followup-state.ts";
import * as store from "./followup-store.ts";
import { endedWith, isByCall, meansTheSame, type EndedWith, type Followup } from "./followup.ts";

/** A folded call, before and after; `lost` are follow-ups that calls it swallowed belonged to. */
export type FoldedCall = {
  callId: number;
  /** `ended`: it had ended before, though it may have gone on since. */
  before: { call: Call; late: boolean; ended: boolean } | null;
  call: Call;
  late: boolean;
  lost: readonly number[];
};

/** What is left to write once the calls are saved. */
export type Followed = {
  events: DomainEvent[];
  links: Map<number, number | null>;
  jobs: Job[];
  /** Follow-ups whose cards say something else now. */
  ids: number[];
};

/** Opens, folds, closes and takes back follow-ups, as the ends of calls ask for it. */
export async function followCalls(
  tx: Tx,
  businessId: string,
  { folded, business, now }: { folded: readonly FoldedCall[]; business: Business; now: number },
): Promise<Followed> {
  const changes = folded.flatMap((one) => changeOf(one, business));
  if (changes.length === 0) return nothing();
  const { ghostS, timezone: zone } = business;
  const { situations, linked } = await situationsOf(tx, businessId, { changes, ghostS });
  const plans = situations.map((situation) => ({ situation, plan: planOf(situation, business) }));
  const kept = await write(tx, businessId, await statesOf(tx, business, { plans, now }));
  return {
    events: kept.flatMap(({ was, followup }) =>
      was?.closedAt === null && followup.closedAt !== null
        ? [followupEvent("followup.closed", followup, { businessId, zone, now })]
        : [],
    ),
    links: linksOf(linked, kept),
    jobs: kept.flatMap((one) => timerOf(businessId, one)),
    ids: kept.map(({ followup }) => followup.id),
  };
}

/** Says which follow-up each missed call belongs to, once the calls are saved. */
export async function linkFollowed(
  tx: Tx,
  businessId: string,
  { links }: Pick<Followed, "links">,
): Promise<void> {
  await store.linkCalls(tx, businessId, links);
}

function nothing(): Followed {
  return { events: [], links: new Map(), jobs: [], ids: [] };
}

/** A change that makes no difference to a follow-up is none; of a call that goes on after its end, the next end tells. */
function changeOf({ callId, before, call, late, lost }: FoldedCall, rules: Business): Change[] {
  if (call.outcome === null) return [];
  const after = endedWith({ id: callId, call, late }, rules);
  const known = before && endedWith({ id: callId, call: before.call, late: before.late }, rules);
  const again = before?.ended === true && before.call.outcome === null;
  const silent = !again && after.meaning === null && (known?.meaning ?? null) === null;
  const same = silent || (!again && known !== null && meansTheSame(known, after));
  return same && lost.length === 0 ? [] : [{ before: known, after, again, lost }];
}

type Kept = { was: Followup | null; followup: Followup; misses: readonly EndedWith[] };

async function write(tx: Tx, businessId: string, written: readonly Written[]): Promise<Kept[]> {
  const opened = written.flatMap(({ row, state }) => (row ? [] : [state]));
  const changed = written.flatMap(({ row, state }) => (row ? [{ id: row.id, state }] : []));
  // What closes goes first: one open follow-up of a client at a time.
  const [, ids] = await together([
    store.updateFollowups(tx, businessId, changed),
    store.insertFollowups(tx, businessId, opened),
  ]);
  if (ids.size < opened.length) throw new AppError("calls.linked_meanwhile", "conflict");
  return written.map(({ row, state, misses }) => {
    const id = row?.id ?? ids.get(state.callId) ?? 0;
    return { was: row, followup: { ...state, id }, misses };
  });
}

/** A new promise, or another one than before, is looked at when it falls due. */
function timerOf(businessId: string, { was, followup }: Kept): Job[] {
  const { id, dueAt, closedAt } = followup;
  if (closedAt !== null || dueAt === null) return [];
  const known = was !== null && was.closedAt === null && was.dueAt === dueAt;
  return known ? [] : [followupJob(businessId, id, dueAt)];
}

type Written = { row: Followup | null; state: FollowupState; misses: readonly EndedWith[] };
type Planning = { situation: Situation; plan: Plan };

async function statesOf(
  tx: Tx,
  business: Business,
  { plans, now }: { plans: readonly Planning[]; now: number },
): Promise<Written[]> {
  const planned = plans.flatMap(({ plan }) => plan.rows);
  const heard = planned.some(({ settler, tries }) => settler !== null || tries.length > 0);
  const [schedules, labels] = await together([
    planned.length > 0 ? schedulesOf(tx, business.id, planned.flatMap(linesOf)) : null,
    heard ? labelsOf(tx, business.id) : null,
  ]);
  const nameOf = (who: EndedWith["by"]): string | null =>
    who && cleanName(labels?.employees[who.ext] ?? who.name ?? who.ext, NAME_LENGTH);
  // The promise of a call that we first heard of late runs from now.
  const dueOf = ({ line, late, endedAt }: EndedWith): number => {
    const schedule = schedules?.get(line);
    const from = late ? now : endedAt;
    return schedule ? dueAfter(schedule, from, business.slaMin) : from;
  };
  return plans.flatMap(({ situation: { client }, plan }) => [
    ...plan.rows.flatMap((one): Written[] => {
      const state = stateOf(one, { client, nameOf, dueOf });
      return state ? [{ row: one.was, state, misses: one.misses }] : [];
    }),
    ...plan.corrected.map((row) => ({ row, state: correctedAt(row, now), misses: [] })),
  ]);
}

const NAME_LENGTH = 64;

function linesOf({ misses }: Planned): (string | null)[] {
  return misses.map(({ line }) => line);
}

/** The calls whose follow-up is another than before; what was closed by hand keeps its own. */
function linksOf(linked: ReadonlyMap<number, Followup>, kept: readonly Kept[]): Followed["links"] {
  const links = new Map<number, number | null>();
  for (const [callId, row] of linked) if (isByCall(row)) links.set(callId, null);
  for (const { followup, misses } of kept) for (const { id } of misses) links.set(id, followup.id);
  for (const [callId, row] of linked) if (links.get(callId) === row.id) links.delete(callId);
  return links;
}
