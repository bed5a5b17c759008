import { planOf } from "../../src/calls/followup-plan.ts";
import { correctedAt, stateOf } from "../../src/calls/followup-state.ts";
import { isByCall, type EndedWith, type Followup, type Meaning } from "../../src/calls/followup.ts";

export const T0 = Date.UTC(2026, 10, 21, 10);
export const MIN = 60_000;
const SLA = 15;
const olena = { ext: "101", name: "Олена" };

/** A call `at` minutes from T0 that lasted half a minute. */
export const call = (id: number, at: number, meaning: Meaning, late = false): EndedWith => ({
  id,
  client: "+380670000001",
  meaning,
  startedAt: T0 + at * MIN,
  endedAt: T0 + at * MIN + 30_000,
  at: T0 + at * MIN + 10_000,
  line: null,
  by: meaning === "missed" ? null : olena,
  late,
});

/** Follow-ups of one client, kept as the database would. */
export function desk({ triedCloses = true }: { triedCloses?: boolean } = {}) {
  const calls = new Map<number, EndedWith>();
  const links = new Map<number, number>();
  const rows = new Map<number, Followup>();
  const told: string[] = [];
  const world = { now: T0, ids: 0 };

  function hear(...batch: EndedWith[]): void {
    const before = new Map(batch.map(({ id }) => [id, calls.get(id)]));
    for (const one of batch) calls.set(one.id, one);
    const ids = new Set(batch.map(({ id }) => id));
    const undone = [...before]
      .filter(([, was]) => was && was.meaning !== "missed")
      .map(([id]) => id);
    const touched = [...rows.values()].filter(
      (row) =>
        row.closedAt === null ||
        (row.closedCallId !== null && undone.includes(row.closedCallId)) ||
        [...links].some(([id, to]) => to === row.id && ids.has(id)),
    );
    const mine = (id: number) => touched.find((row) => row.id === links.get(id))?.id ?? null;
    const misses = [...calls.values()]
      .filter(({ id, meaning }) => meaning === "missed" && (mine(id) !== null || ids.has(id)))
      .map((one) => ({ call: one, row: mine(one.id) }));
    const since = Math.min(...misses.map((miss) => miss.call.startedAt));
    const contacts = [...calls.values()].filter(({ startedAt }) => startedAt >= since);
    const situation = { client: "+380670000001", rows: touched, misses, contacts };
    const plan = planOf(situation, { ghostS: 0, triedCloses });
    for (const [id, to] of links)
      if (touched.some((row) => row.id === to && isByCall(row))) links.delete(id);
    for (const one of plan.rows) {
      const state = stateOf(one, {
        client: situation.client,
        nameOf: (who) => who?.name ?? null,
        dueOf: ({ late, endedAt }) => (late ? world.now : endedAt) + SLA * MIN,
      });
      if (!state) continue;
      const id = one.was?.id ?? (world.ids += 1);
      if (one.was?.closedAt === null && state.closedAt !== null) told.push(`${state.closedHow}`);
      rows.set(id, { ...state, id });
      for (const miss of one.misses) links.set(miss.id, id);
    }
    for (const row of plan.corrected)
      rows.set(row.id, { ...correctedAt(row, world.now), id: row.id });
  }

  return {
    world,
    hear,
    told,
    rows: () => [...rows.values()],
    open: () => [...rows.values()].filter(({ closedAt }) => closedAt === null),
    /** The missed calls of a follow-up, in their order. */
    missesOf: (row: number) =>
      [...links]
        .filter(([, to]) => to === row)
        .map(([id]) => id)
        .toSorted((a, b) => a - b),
    close: () => {
      const open = [...rows.values()].find(({ closedAt }) => closedAt === null);
      if (open)
        rows.set(open.id, { ...open, closedAt: world.now, closedHow: "done", closedBy: "Іван" });
    },
    byHand: (id: number) => {
      const row = rows.get(links.get(id) ?? 0);
      return row !== undefined && !isByCall(row);
    },
    calls: () => [...calls.values()],
  };
}
