import { describe, expect, test } from "vitest";
import type { EndedWith, Followup } from "../../src/calls/followup.ts";
import { planOf, type Situation } from "../../src/calls/followup-plan.ts";
import { call, T0 } from "./followup-desk.ts";

const rules = { ghostS: 0, triedCloses: true };

function row(id: number, more: Partial<Followup> = {}): Followup {
  return {
    id,
    client: "+380670000001",
    callId: 1,
    misses: 1,
    line: null,
    openedAt: T0,
    lastAt: T0,
    dueAt: null,
    claimedBy: null,
    claimedName: null,
    claimedAt: null,
    tries: 0,
    triedAt: null,
    triedBy: null,
    overdueAt: null,
    remindedAt: null,
    escalatedAt: null,
    closedAt: null,
    closedHow: null,
    closedBy: null,
    closedCallId: null,
    ...more,
  };
}

const byHand = (id: number) => row(id, { closedAt: T0, closedHow: "done", closedBy: "Оля" });
const byCall = (id: number, closedCallId: number) =>
  row(id, { closedAt: T0, closedHow: "reached", closedCallId });
const miss = (id: number, at: number, of: number | null = null) => ({
  call: call(id, at, "missed"),
  row: of,
});

function planned(
  rows: Followup[],
  misses: Situation["misses"],
  contacts: EndedWith[],
  triedCloses = true,
) {
  const plan = planOf(
    { client: "+380670000001", rows, misses, contacts },
    { ...rules, triedCloses },
  );
  return {
    rows: plan.rows.map(({ was, misses: of, settler, tries }) => ({
      was: was?.id ?? null,
      misses: of.map(({ id }) => id),
      settler: settler?.id ?? null,
      tries: tries.map(({ id }) => id),
    })),
    corrected: plan.corrected.map(({ id }) => id),
  };
}

const made = (
  misses: number[],
  {
    was = null,
    settler = null,
    tries = [],
  }: { was?: number | null; settler?: number | null; tries?: number[] },
) => ({ was, misses, settler, tries });

describe("the follow-ups of a client", () => {
  test("begin with a missed call, the missed ones in their order", () => {
    expect(planned([], [miss(2, 5), miss(1, 0)], [])).toEqual({
      rows: [made([1, 2], {})],
      corrected: [],
    });
    expect(planned([], [], [call(3, 9, "reached")])).toEqual({ rows: [], corrected: [] });
  });

  test("that were closed by hand keep their missed calls; new ones make another", () => {
    expect(planned([byHand(7)], [miss(1, 0, 7), miss(2, 9)], [])).toEqual({
      rows: [made([2], {})],
      corrected: [],
    });
  });

  test("are closed by the first contact after; what comes later waits anew", () => {
    const contacts = [call(3, 6, "reached"), call(4, 8, "reached")];
    expect(planned([row(7)], [miss(1, 0, 7), miss(2, 5), miss(5, 9)], contacts)).toEqual({
      rows: [made([1, 2], { settler: 3 }), made([5], { was: 7 })],
      corrected: [],
    });
  });

  test("go with the contact that had closed them, whichever missed call is first", () => {
    const contacts = [call(3, 6, "reached"), call(6, 20, "answered")];
    const rows = [byCall(7, 6), byCall(8, 3)];
    expect(planned(rows, [miss(1, 0, 7), miss(5, 9, 8)], contacts)).toEqual({
      rows: [made([1], { was: 8, settler: 3 }), made([5], { was: 7, settler: 6 })],
      corrected: [],
    });
  });

  test("wait with the open one, else with the one that they had been closed with", () => {
    expect(planned([byCall(7, 3), row(8)], [miss(1, 0, 7)], [])).toMatchObject({
      rows: [{ was: 8 }],
      corrected: [7],
    });
    expect(planned([byCall(9, 3), byCall(7, 3)], [miss(1, 0, 7)], [])).toMatchObject({
      rows: [{ was: 7 }],
      corrected: [9],
    });
  });

  test("go, when all is settled, with the newest of their own contacts", () => {
    const contacts = [call(3, 6, "reached"), call(6, 20, "reached")];
    expect(planned([row(7)], [miss(1, 0, 7), miss(5, 9, 7)], contacts)).toEqual({
      rows: [made([1], { settler: 3 }), made([5], { was: 7, settler: 6 })],
      corrected: [],
    });
    expect(planned([row(7)], [miss(5, 9, 7), miss(1, 0, 7)], contacts).rows).toEqual([
      made([5], { was: 7, settler: 6 }),
      made([1], { settler: 3 }),
    ]);
  });

  test("without a missed call are corrected once", () => {
    const corrected = row(8, { closedAt: T0, closedHow: "corrected" });
    expect(planned([row(7), corrected], [], [])).toEqual({ rows: [], corrected: [7] });
  });

  test("count attempts from the first missed call to the contact, in their order", () => {
    const contacts = [
      call(9, -1, "tried"),
      call(4, 8, "tried"),
      call(3, 0, "tried"),
      call(5, 10, "reached"),
      call(6, 10, "tried"),
      call(7, 11, "tried"),
    ];
    expect(planned([], [miss(1, 0)], contacts, false).rows).toEqual([
      made([1], { settler: 5, tries: [3, 4, 6] }),
    ]);
    const waiting = contacts.filter(({ meaning }) => meaning === "tried");
    expect(planned([], [miss(1, 0)], waiting, false).rows).toEqual([
      made([1], { tries: [3, 4, 6, 7] }),
    ]);
  });
});
