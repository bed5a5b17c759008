import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { open, type Keyring } from "../lib/secret-box.ts";
import { together } from "../lib/together.ts";
import { parcels, single, type Parcel } from "./batch.ts";
import type { Claimed, Result, Target } from "./delivery.ts";
import { changeRow, endpointRow, secretsOf, type EndpointRow } from "./endpoint-store.ts";
import { keepHealth } from "./health-service.ts";
import { checkUp, passage, type Health } from "./health.ts";
import { allowance } from "./rate.ts";
import { secretsIn } from "./redact.ts";
import {
  batchIsReady,
  bringForward,
  claim,
  claimOne,
  finish,
  keepRedacted,
  nextDue,
} from "./turn-store.ts";
import { wakePump } from "./wake-store.ts";

export type TurnDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  uuid: () => string;
  /** Whom notices come from; null while the bot is not known. */
  botId: () => number | null;
};

type Wish = {
  endpointId: string;
  results: readonly Result[];
  /** Those that the results are of. */
  items: readonly Claimed[];
  /** Deliveries that this process holds, and in how many requests. */
  held: readonly number[];
  busy: number;
  /** So many times as many requests as may be under way are leased ahead; 0: none at all. */
  ahead: number;
};

export type Turn = {
  parcels: Parcel[];
  target: Target | null;
  inFlight: number;
  probe: boolean;
  /** When to look again; null: something has to happen first. A job is there for it when nothing was leased nor held. */
  nextAt: number | null;
  stale: number[];
  /** Everything that is due was leased: what comes back need not be written to find more. */
  calm: boolean;
};

/** After a request's own deadline so much is left to write down what came of it. */
const WRITING_MS = 15_000;
const AHEAD = 128;
const NOTHING: Turn = {
  parcels: [],
  target: null,
  inFlight: 0,
  probe: false,
  nextAt: null,
  stale: [],
  calm: false,
};

/** One transaction of a pump: what came back is written, what is due is leased. */
export async function takeTurn(deps: TurnDeps, businessId: string, wish: Wish): Promise<Turn> {
  const { endpointId, results, items } = wish;
  return deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const [, row, { stale }] = await together([
      loosely(tx),
      endpointRow(tx, businessId, { endpointId, lock: true }),
      finish(tx, businessId, { endpointId, results }),
    ]);
    if (!row) return { ...NOTHING, stale };
    if (row.redact) await keepRedacted(tx, businessId, items);
    const { health, off } = await check(deps, tx, { businessId, row, results, now });
    if (!row.active || off !== null) return { ...NOTHING, stale };
    const [due, target] = await together([
      claimDue(deps, tx, { businessId, row, wish, health, now }),
      targetOf(deps, tx, { businessId, row }),
    ]);
    const idle = due.items.length === 0 && wish.busy === 0;
    const { wakeAt } = due;
    return {
      parcels: row.batch === null ? due.items.map(single) : parcels(due.items, row.batch),
      target: due.items.length === 0 ? null : target,
      inFlight: row.inFlight,
      probe: due.probe,
      nextAt: idle ? await planNext(tx, businessId, { endpointId, now, wakeAt }) : wakeAt,
      stale,
      calm: due.all && !row.ordered,
    };
  });
}

/** Leases one delivery whatever its endpoint's state is: a test. */
export async function takeOne(
  deps: TurnDeps,
  businessId: string,
  { endpointId, deliveryId }: { endpointId: string; deliveryId: number },
): Promise<{ parcel: Parcel; target: Target } | null> {
  return deps.db.transaction(async (tx) => {
    const row = await endpointRow(tx, businessId, { endpointId });
    if (!row) return null;
    const now = deps.clock.now();
    const leased = { lease: deps.uuid(), until: now + row.timeoutS * 1000 + WRITING_MS, now };
    const claimed = await claimOne(tx, businessId, { endpointId, deliveryId, ...leased });
    if (!claimed) return null;
    return { parcel: single(claimed), target: await targetOf(deps, tx, { businessId, row }) };
  });
}

/**
 * A turn that is lost with the server, in the half second after it, costs a repeated delivery, which receivers have to
 * expect; nobody waits for its reaching the disk. What is written is lost in order of writing or not at all.
 */
async function loosely(tx: Tx): Promise<void> {
  await tx.execute(sql`set local synchronous_commit to off`);
}

type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
type About = { businessId: string; row: EndpointRow; now: number };
/** `wakeAt`: the endpoint's own rate or circuit lets nothing through before. */
type Due = { items: Claimed[]; probe: boolean; wakeAt: number | null; all: boolean };
const NONE: Due = { items: [], probe: false, wakeAt: null, all: false };

async function check(
  deps: TurnDeps,
  tx: Tx,
  { businessId, row, results, now }: About & { results: readonly Result[] },
): Promise<{ health: Health; off: string | null }> {
  const checkup = checkUp(healthOf(row), results, now);
  if (results.length === 0) return { health: healthOf(row), off: null };
  await keepHealth(tx, businessId, { row, checkup, now, botId: deps.botId() });
  if (checkup.recovered) await bringForward(tx, businessId, { endpointId: row.id, now });
  return checkup;
}

async function claimDue(
  deps: TurnDeps,
  tx: Tx,
  { businessId, row, wish, health, now }: About & { wish: Wish; health: Health },
): Promise<Due> {
  const { id: endpointId, batch, ordered, rate } = row;
  if (wish.ahead === 0) return { ...NONE, wakeAt: now };
  const size = sizeOf(row, wish.ahead);
  const way = passage(health, now);
  const free = allowance({ rate, rateAt: row.rateAt?.getTime() ?? null, now });
  const requests = Math.min(size - wish.busy, free.count);
  if (requests <= 0) return { ...NONE, wakeAt: free.nextAt };
  const full =
    batch !== null &&
    way === "free" &&
    (await batchIsReady(tx, businessId, { endpointId, now, ...batch }));
  const probe = way === "probe";
  const want = probe ? 1 : requests * (batch?.size ?? 1);
  const items = await claim(tx, businessId, {
    endpointId,
    now,
    lease: deps.uuid(),
    until: now + row.timeoutS * 1000 + WRITING_MS,
    // A probe goes alone, also when this is not the only process that would like to send one.
    alone: probe,
    want,
    ordered,
    manual: way === "shut",
    held: wish.held,
    horizon: full ? now + batch.ms : now,
  });
  const leaving = batch === null ? items.length : parcels(items, batch).length;
  const rateAt = rate === null || leaving === 0 ? null : free.after(leaving);
  if (rateAt !== null)
    await changeRow(tx, businessId, { endpointId, set: { rateAt: new Date(rateAt) } });
  const wakeAt = way === "shut" ? health.openUntil : rateAt;
  return { items, probe, wakeAt, all: items.length < want };
}

/** Quick endpoints have some leased ahead, so that no request waits for the database. */
function sizeOf({ inFlight, batch, rate }: EndpointRow, ahead: number): number {
  const most = batch === null && rate === null ? Math.max(AHEAD, inFlight) : inFlight;
  return Math.min(most, inFlight * ahead);
}

/** The job of the time at which something has to be done next. */
async function planNext(
  tx: Tx,
  businessId: string,
  { endpointId, now, wakeAt }: { endpointId: string; now: number; wakeAt: number | null },
): Promise<number | null> {
  const due = await nextDue(tx, businessId, { endpointId, now });
  const at = wakeAt === null || due === null ? (wakeAt ?? due) : Math.max(now, wakeAt);
  if (at !== null) await wakePump(tx, businessId, { endpointId, at });
  return at;
}

async function targetOf(
  { keyring }: TurnDeps,
  tx: Tx,
  { businessId, row }: { businessId: string; row: EndpointRow },
): Promise<Target> {
  const secrets = await secretsOf(tx, businessId, { endpointId: row.id, keyring });
  const { redact, timeoutS } = row;
  const url = open(keyring, row.url);
  const own: Record<string, string> =
    row.headers === null ? {} : JSON.parse(open(keyring, row.headers));
  const headers = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const hidden = [
    ...secrets.map(({ secret }) => secret),
    ...secretsIn(headers),
    ...new URL(url).searchParams.values(),
  ];
  return { url, headers, secrets, hidden, timeoutMs: timeoutS * 1000, redact };
}

function healthOf(row: EndpointRow): Health {
  const { failures, failingSince, givenUp, warned, openUntil, succeededAt } = row;
  return {
    failures,
    givenUp,
    warned,
    failingSince: failingSince?.getTime() ?? null,
    openUntil: openUntil?.getTime() ?? null,
    succeededAt: succeededAt?.getTime() ?? null,
  };
}
