import { setTimeout as sleep } from "node:timers/promises";
import { isUnavailable } from "../db/client.ts";
import { createGate, type Gate } from "./gate.ts";
import { heldBy, isEmpty, needsTurn, newLine, nextAhead, type Line } from "./line.ts";
import type { Parcel } from "./batch.ts";
import type { Result, Target } from "./delivery.ts";
import { endpointRow } from "./endpoint-store.ts";
import { sendParcel, type SendDeps } from "./send-service.ts";
import { takeOne, takeTurn, type Turn, type TurnDeps } from "./turn-service.ts";
import { release } from "./turn-store.ts";
import { wakePump } from "./wake-store.ts";

export type PumpDeps = TurnDeps &
  SendDeps & {
    /** A line waits itself for what is due this soon; later things are a job's. */
    nearMs?: number;
    /** So many requests are open at once, over all endpoints. */
    places?: number;
    /** A worker is woken at an instant (epoch ms). */
    wakeAt: (at: number) => void;
    /** Attempts whose lease was another's by the time they ended. */
    stale: (deliveryIds: readonly number[]) => void;
    ended: (results: readonly Result[]) => void;
    failed: (error: unknown) => void;
  };

/** Sends what is due at endpoints. */
export type Pump = {
  /** The job: a busy endpoint keeps no worker, what is under way goes on behind it. */
  run(job: Of): Promise<void>;
  /** Looks after endpoints at once, ahead of their job. */
  wake(businessId: string, endpointIds: readonly string[]): void;
  /** Sends one delivery, whatever its endpoint's state is, and writes what came of it. */
  deliver(businessId: string, of: { endpointId: string; deliveryId: number }): Promise<void>;
  /** Nothing is under way. */
  idle(): Promise<void>;
  /** Claims nothing more, and waits a while for what is under way. */
  stop(): Promise<void>;
};

type Of = { businessId: string; endpointId: string };
type State = {
  deps: PumpDeps;
  gate: Gate;
  lines: Map<string, Running>;
  /** How far ahead the last line of an endpoint leased: what was quick is quick again. */
  ahead: Map<string, number>;
  stopping: boolean;
};
type Running = { line: Line; over: Promise<void> };

/** A worker waits this long for a line to end by itself. */
const HOLD_MS = 200;
/** A line that goes on is looked after by another job: should this process die, that one finds its leases. */
const WATCH_MS = 5000;
const LOOK_MS = 1000;
const AGAIN_MS = 500;
/** The next event's claim, if it comes this soon, takes the results of the last one along. */
const LINGER_MS = 10;
const STOP_MS = 3000;
/** Before its lease ends a request must have had its whole time. */
const MARGIN_MS = 2000;
const PLACES = 512;

export function createPump(deps: PumpDeps): Pump {
  const gate = createGate(deps.places ?? PLACES);
  const state: State = { deps, gate, lines: new Map(), ahead: new Map(), stopping: false };
  const idle = async (): Promise<void> => {
    while (state.lines.size > 0)
      await Promise.allSettled([...state.lines.values()].map(({ over }) => over));
  };
  return {
    run: (job) => runJob(state, job),
    wake: (businessId, endpointIds) => {
      if (state.stopping) return;
      for (const endpointId of endpointIds)
        start(state, { businessId, endpointId }).over.catch(deps.failed);
    },
    deliver: (businessId, of) => deliverOne(state, businessId, of),
    idle,
    stop: async () => {
      state.stopping = true;
      for (const { line } of state.lines.values()) line.ring();
      const late = new AbortController();
      const waited = sleep(STOP_MS, undefined, { signal: late.signal }).catch(() => {});
      await Promise.race([idle(), waited]);
      late.abort();
    },
  };
}

async function runJob(state: State, job: Of): Promise<void> {
  if (state.stopping) return again(state.deps, job, state.deps.clock.now());
  const { over } = start(state, job);
  const late = new AbortController();
  const held = sleep(HOLD_MS, "busy" as const, { signal: late.signal }).catch(
    () => "over" as const,
  );
  const outcome = await Promise.race([over.then(() => "over" as const), held]);
  late.abort();
  if (outcome === "over") return;
  over.catch(state.deps.failed);
  await again(state.deps, job, state.deps.clock.now() + WATCH_MS);
  // The job that was moved may have been one for right now, or what a line had planned that has ended meanwhile.
  start(state, job).over.catch(state.deps.failed);
}

/** Under the endpoint's row, as everybody who says when a pump is to look again. */
async function again({ db }: PumpDeps, { businessId, endpointId }: Of, at: number): Promise<void> {
  await db.transaction(async (tx) => {
    if (await endpointRow(tx, businessId, { endpointId, lock: true }))
      await wakePump(tx, businessId, { endpointId, at });
  });
}

/** The endpoint's line, woken or begun. */
function start(state: State, of: Of): Running {
  const known = state.lines.get(of.endpointId);
  if (known) {
    known.line.dirty = true;
    known.line.ring();
    return known;
  }
  const line = newLine({ ...of, ahead: state.ahead.get(of.endpointId) ?? 1 });
  const over = serve(state, line).finally(() => {
    // Of a line that broke nothing more is sent.
    line.queue.length = 0;
    if (state.lines.get(of.endpointId)?.line === line) state.lines.delete(of.endpointId);
  });
  const running = { line, over };
  state.lines.set(of.endpointId, running);
  return running;
}

async function serve(state: State, line: Line): Promise<void> {
  for (;;) {
    const turn = await nextTurn(state, line);
    if (line.error !== undefined) throw line.error;
    fly(state, line);
    const nextAt = turn?.nextAt ?? null;
    if (turn !== null && !line.dirty && isEmpty(line)) {
      const wait = nextAt === null ? Infinity : nextAt - state.deps.clock.now();
      if (wait > (state.deps.nearMs ?? LOOK_MS) || state.stopping) {
        // Before anything else runs: whoever wakes the endpoint now begins a new line.
        state.lines.delete(line.endpointId);
        if (nextAt !== null) state.deps.wakeAt(nextAt);
        return;
      }
    }
    if (turn === null) await sleep(AGAIN_MS);
    else await somethingToDo(state, line, nextAt);
  }
}

/** Null while the database is away: what was to be written is kept. */
async function nextTurn(state: State, line: Line): Promise<Turn | null> {
  const { deps, stopping } = state;
  const { businessId, endpointId } = line;
  const results = line.results.splice(0);
  const items = line.items.splice(0);
  line.ahead = nextAhead(line.ahead, results);
  if (line.ahead === 1) state.ahead.delete(endpointId);
  else state.ahead.set(endpointId, line.ahead);
  try {
    // It is slow or answers badly: what was leased ahead for it is not sent before its health is known.
    const isBad = line.ahead === 1 && results.length > 0;
    if (stopping || isBad) await giveBack(state, line, line.queue.splice(0));
    line.dirty = false;
    const turn = await takeTurn(deps, businessId, {
      endpointId,
      results,
      items,
      held: heldBy(line),
      busy: line.queue.length + line.flying.size,
      ahead: stopping ? 0 : line.ahead,
    });
    if (turn.stale.length > 0) deps.stale(turn.stale);
    deps.ended(results);
    line.queue.push(...turn.parcels);
    line.calm = turn.calm;
    if (turn.target !== null)
      Object.assign(line, { target: turn.target, inFlight: turn.inFlight, probe: turn.probe });
    return turn;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    line.results.unshift(...results);
    line.items.unshift(...items);
    return null;
  }
}

/** Begins as many requests as may be under way. */
function fly(state: State, line: Line): void {
  const { deps } = state;
  while (!state.stopping && line.flying.size < line.inFlight && line.target !== null) {
    const [parcel] = line.queue;
    if (!parcel) return;
    const until = parcel.items[0]?.leasedUntil ?? 0;
    if (until - MARGIN_MS < deps.clock.now() + line.target.timeoutMs) {
      line.queue.shift();
      giveBack(state, line, [parcel]).catch(deps.failed);
      continue;
    }
    if (!state.gate.enter(line, () => fly(state, line))) return;
    line.queue.shift();
    line.flying.add(parcel);
    void send(state, line, { parcel, target: line.target });
  }
}

async function send(
  state: State,
  line: Line,
  { parcel, target }: { parcel: Parcel; target: Target },
): Promise<void> {
  try {
    const results = await sendParcel(state.deps, { parcel, target, probe: line.probe });
    line.results.push(...results);
    line.items.push(...parcel.items);
  } catch (error) {
    line.error ??= error;
  }
  line.flying.delete(parcel);
  state.gate.leave(line);
  fly(state, line);
  line.ring();
}

async function giveBack({ deps }: State, line: Line, unsent: readonly Parcel[]): Promise<void> {
  const items = unsent.flatMap((parcel) => parcel.items);
  if (items.length === 0) return;
  const { businessId, endpointId } = line;
  await deps.db.transaction((tx) => release(tx, businessId, { endpointId, items }));
  line.dirty = true;
  line.ring();
}

/** Until there is something to write or to claim; a while at the longest. */
async function somethingToDo(
  { deps, stopping }: State,
  line: Line,
  at: number | null,
): Promise<void> {
  const due = at === null ? LOOK_MS : Math.min(LOOK_MS, Math.max(0, at - deps.clock.now()));
  await new Promise<void>((done) => {
    const latest = setTimeout(end, due);
    let soon: NodeJS.Timeout | undefined;
    function end(): void {
      clearTimeout(latest);
      clearTimeout(soon);
      line.ring = () => {};
      done();
    }
    line.ring = () => {
      if (needsTurn(line) || (stopping && line.flying.size === 0)) end();
      else if (line.results.length > 0) soon ??= setTimeout(end, LINGER_MS);
    };
    line.ring();
  });
}

/** Nobody's test waits for a place. */
async function deliverOne(
  { deps, gate }: State,
  businessId: string,
  of: { endpointId: string; deliveryId: number },
): Promise<void> {
  const asker = { businessId, endpointId: of.endpointId };
  if (!gate.enter(asker)) return;
  try {
    const taken = await takeOne(deps, businessId, of);
    if (!taken) return;
    const results = await sendParcel(deps, { ...taken, probe: false });
    await takeTurn(deps, businessId, {
      endpointId: of.endpointId,
      results,
      items: taken.parcel.items,
      held: [],
      busy: 1,
      ahead: 0,
    });
  } finally {
    gate.leave(asker);
  }
}
