import { sql, type SQL } from "drizzle-orm";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { scheduleOf } from "../business/schedule-service.ts";
import { dueAfter } from "../business/working-time.ts";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";
import { emit } from "../events/emit-service.ts";
import { add } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import { followupEvent } from "./followup-event.ts";
import { followupJob, nextLook } from "./followup-job.ts";
import { COLUMNS, toFollowup, type Row } from "./followup-store.ts";
import type { Followup, FollowupEnd } from "./followup.ts";
import { showFollowups } from "./show-service.ts";

type Person = { id: number; name: string };

/** `mine`: the person has it now; `others`: somebody else had been quicker. */
export type Claimed =
  | { claimed: Followup }
  | { refused: "mine" | "others" | "closed" | "hidden"; followup: Followup }
  | { refused: "gone" };
export type Changed =
  | { done: Followup }
  | { refused: "closed" | "free" | "others"; followup: Followup }
  | { refused: "gone" };

/** The follow-up of a missed call, closed or not; null when there is none. */
export async function followupOfCall(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<Followup | null> {
  const [row] = await tx.execute<Row>(sql`
    select ${COLUMNS} from followups where business_id = ${businessId} and id in (
      select coalesce(c.followup_id, heir.followup_id) from calls c left join calls heir on heir.business_id = c.business_id and heir.id = c.merged_into
      where c.business_id = ${businessId} and c.id = ${callId})`);
  return row ? toFollowup(row) : null;
}

/** Takes a follow-up for a person: of many at once one gets it. */
export async function claim(
  tx: Tx,
  businessId: string,
  { callId, person, now }: { callId: number; person: Person; now: number },
): Promise<Claimed> {
  return tx.transaction(async (inner) => {
    const known = await followupOfCall(inner, businessId, callId);
    if (!known) return { refused: "gone" };
    if (known.client === null && known.closedAt === null)
      return { refused: "hidden", followup: known };
    const free = sql`closed_at is null and claimed_by is null`;
    const taken = await change(inner, businessId, {
      id: known.id,
      set: claiming(person, now),
      free,
    });
    if (taken) {
      await told(inner, businessId, { row: taken, event: "followup.claimed", now });
      return { claimed: taken };
    }
    const followup = (await followupOfCall(inner, businessId, callId)) ?? known;
    if (followup.closedAt !== null) return { refused: "closed", followup };
    return { refused: followup.claimedBy === person.id ? "mine" : "others", followup };
  });
}

/** Gives a follow-up to a person, whoever has it now. */
export async function assignTo(
  tx: Tx,
  businessId: string,
  { callId, person, now }: { callId: number; person: Person; now: number },
): Promise<Changed> {
  return changed(tx, businessId, callId, async (inner, known) => {
    const free = sql`closed_at is null and claimed_by is distinct from ${person.id}`;
    const taken = await change(inner, businessId, {
      id: known.id,
      set: claiming(person, now),
      free,
    });
    if (taken) await told(inner, businessId, { row: taken, event: "followup.claimed", now });
    return taken;
  });
}

/** Gives a follow-up back: who claimed it may, and who leads the team. */
export async function release(
  tx: Tx,
  businessId: string,
  { callId, by, leads, now }: { callId: number; by: number; leads: boolean; now: number },
): Promise<Changed> {
  const outcome = await changed(tx, businessId, callId, async (inner, known) => {
    const own = leads ? sql`claimed_by is not null` : sql`claimed_by = ${by}`;
    const free = sql`closed_at is null and ${own}`;
    const released = await change(inner, businessId, { id: known.id, set: UNCLAIMED, free });
    if (released) await told(inner, businessId, { row: released, event: null, now });
    return released;
  });
  if (!("refused" in outcome) || outcome.refused !== "others") return outcome;
  return outcome.followup.claimedBy === null ? { ...outcome, refused: "free" } : outcome;
}

/** Closes a follow-up by hand. */
export async function closeByHand(
  tx: Tx,
  businessId: string,
  value: { callId: number; how: FollowupEnd; by: string; now: number },
): Promise<Changed> {
  const { callId, how, by, now } = value;
  return changed(tx, businessId, callId, async (inner, { id }) => {
    const set = sql`closed_at = ${iso(now)}::timestamptz, closed_how = ${how}, closed_by = ${by}`;
    const closed = await change(inner, businessId, { id, set, free: sql`closed_at is null` });
    if (closed) await told(inner, businessId, { row: closed, event: "followup.closed", now });
    return closed;
  });
}

/** Closes what is open of these numbers: their client is none, or is not to be called, or is gone. */
export async function closeOpenOf(
  tx: Tx,
  businessId: string,
  value: { phones: readonly string[]; how: FollowupEnd; by: string | null; now: number },
): Promise<number> {
  const { phones, how, by, now } = value;
  return tx.transaction(async (inner) => {
    const rows = await inner.execute<Row>(sql`
      update followups set closed_at = ${iso(now)}::timestamptz, closed_how = ${how}, closed_by = ${by}
      where business_id = ${businessId} and closed_at is null and client is not null
        and client in (select jsonb_array_elements_text(${json(phones)})) returning ${COLUMNS}`);
    for (const row of rows) {
      const closed = toFollowup(row);
      // Nothing of an erased person is told any more.
      const known = how === "erased" ? { ...closed, client: null } : closed;
      await told(inner, businessId, { row: known, event: "followup.closed", now });
    }
    return rows.length;
  });
}

/** What a person had claimed is free again: they left. */
export async function releaseOf(tx: Tx, businessId: string, personId: number): Promise<number> {
  return tx.transaction(async (inner) => {
    const rows = await inner.execute<{ id: string }>(sql`
      update followups set ${UNCLAIMED} where business_id = ${businessId} and closed_at is null and claimed_by = ${personId} returning id`);
    const ids = [...rows].map(({ id }) => Number(id));
    if (ids.length > 0) await showFollowups(inner, businessId, ids);
    return ids.length;
  });
}

async function changed(
  tx: Tx,
  businessId: string,
  callId: number,
  attempt: (inner: Tx, known: Followup) => Promise<Followup | null>,
): Promise<Changed> {
  return tx.transaction(async (inner) => {
    const known = await followupOfCall(inner, businessId, callId);
    if (!known) return { refused: "gone" };
    const done = await attempt(inner, known);
    if (done) return { done };
    const followup = (await followupOfCall(inner, businessId, callId)) ?? known;
    return { refused: followup.closedAt === null ? "others" : "closed", followup };
  });
}

const UNCLAIMED = sql`claimed_by = null, claimed_name = null, claimed_at = null, reminded_at = null`;

function claiming({ id, name }: Person, now: number): SQL {
  return sql`claimed_by = ${id}, claimed_name = ${name}, claimed_at = ${iso(now)}::timestamptz, reminded_at = null`;
}

/** One conditional update: null when somebody had been quicker. */
async function change(
  tx: Tx,
  businessId: string,
  { id, set, free }: { id: number; set: SQL; free: SQL },
): Promise<Followup | null> {
  const [row] = await tx.execute<Row>(sql`
    update followups set ${set} where business_id = ${businessId} and id = ${id} and ${free} returning ${COLUMNS}`);
  return row ? toFollowup(row) : null;
}

type Told = { row: Followup; event: "followup.claimed" | "followup.closed" | null; now: number };

/** What follows a change: the event, the cards, and the next look at what is still open. */
async function told(tx: Tx, businessId: string, { row, event, now }: Told): Promise<void> {
  const business = await businessOf(tx, businessId);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  const zone = business.timezone;
  if (event !== null) await emit(tx, [followupEvent(event, row, { businessId, zone, now })]);
  await showFollowups(tx, businessId, [row.id]);
  await lookAgain(tx, business, row);
}

/** Sets the instant at which an open follow-up is to be looked at. */
export async function lookAgain(tx: Tx, business: Business, row: Followup): Promise<void> {
  if (row.closedAt !== null || row.dueAt === null) return;
  const schedule = await scheduleOf(tx, business.id, row.line);
  const at = nextLook(row, (from) => dueAfter(schedule, from, business.slaMin));
  if (at !== null) await add(tx, followupJob(business.id, row.id, at));
}
