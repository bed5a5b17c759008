import { groupBy } from "../lib/group-by.ts";
import {
  inTime,
  isByCall,
  settlerOf,
  type EndedWith,
  type Followup,
  type FollowupRules,
} from "./followup.ts";

/** Everything about one client that a change of their calls may touch. */
export type Situation = {
  client: string | null;
  /** The open follow-up, and those that a changed call belongs to or had closed. */
  rows: readonly Followup[];
  /** Their missed calls, and the new ones, each with the follow-up that it belongs to now. */
  misses: readonly { call: EndedWith; row: number | null }[];
  /** Calls with the client since the first of these that talked, or tried to. */
  contacts: readonly EndedWith[];
};

/** What becomes of a follow-up; `was` is null for a new one. */
export type Planned = {
  was: Followup | null;
  misses: EndedWith[];
  /** The call that closes it; null while it is open. */
  settler: EndedWith | null;
  /** Attempts since its first missed call, oldest first. */
  tries: EndedWith[];
};

export type Plan = {
  rows: Planned[];
  /** Those that no missed call is left for. */
  corrected: Followup[];
};

/**
 * Which follow-ups the missed calls of a client make, whatever order the calls came in: those without a later contact make the
 * open one, those that the same contact settled one that it closed. What people closed by hand stays as it is.
 */
export function planOf({ rows, misses, contacts }: Situation, rules: FollowupRules): Plan {
  const live = rows.filter(isByCall);
  const fixed = new Set(rows.filter((row) => !isByCall(row)).map(({ id }) => id));
  const loose = misses.filter(({ row }) => row === null || !fixed.has(row));
  const settled = loose.map((miss) => ({
    ...miss,
    settler: settlerOf(miss.call, contacts, rules),
  }));
  const groups = [...groupBy(settled, ({ settler }) => settler?.id ?? null)].map(
    ([, members]): Group => ({
      settler: members[0]?.settler ?? null,
      calls: members.map(({ call }) => call).toSorted(inTime),
      from: new Set(members.flatMap(({ row }) => (row === null ? [] : [row]))),
    }),
  );
  const given = giveRows(groups, live);
  const used = new Set([...given.values()].map(({ id }) => id));
  return {
    rows: groups.map((group) => ({
      was: given.get(group) ?? null,
      misses: group.calls,
      settler: group.settler,
      tries: triesSince(group, contacts),
    })),
    corrected: live.filter(({ id, closedHow }) => closedHow !== "corrected" && !used.has(id)),
  };
}

type Group = { settler: EndedWith | null; calls: EndedWith[]; from: Set<number> };

/** A follow-up stays with those whose contact had closed it, then with those who still wait, then with the newest of its own. */
function giveRows(groups: readonly Group[], live: readonly Followup[]): Map<Group, Followup> {
  const free = new Set(live);
  const given = new Map<Group, Followup>();
  const give = (group: Group, row: Followup | undefined): void => {
    if (!row || given.has(group)) return;
    given.set(group, row);
    free.delete(row);
  };
  const find = (fits: (row: Followup) => boolean) => [...free].find(fits);
  for (const group of groups)
    if (group.settler)
      give(
        group,
        find((row) => row.closedCallId === group.settler?.id),
      );
  const waiting = groups.find(({ settler }) => settler === null);
  if (waiting) {
    give(
      waiting,
      find(({ closedAt }) => closedAt === null),
    );
    give(
      waiting,
      find(({ id }) => waiting.from.has(id)),
    );
  }
  const newest = groups
    .filter(({ settler }) => settler !== null)
    .toSorted((a, b) => (b.settler?.startedAt ?? 0) - (a.settler?.startedAt ?? 0));
  for (const group of newest)
    give(
      group,
      find(({ id }) => group.from.has(id)),
    );
  return given;
}

function triesSince({ calls, settler }: Group, contacts: readonly EndedWith[]): EndedWith[] {
  const first = calls[0];
  if (!first) return [];
  const until = settler?.startedAt ?? Number.POSITIVE_INFINITY;
  return contacts
    .filter(
      ({ meaning, startedAt }) =>
        meaning === "tried" && startedAt >= first.startedAt && startedAt <= until,
    )
    .toSorted(inTime);
}
