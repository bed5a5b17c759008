import { isDeepStrictEqual } from "node:util";
import type { CallEvent } from "../calls/call.ts";
import { candidatesOf, type Candidate, type Guise } from "./record-guise.ts";
import {
  leavesOf,
  namesIn,
  pruned,
  renamed,
  withLeaf,
  type Leaf,
  type Path,
  type Scalar,
} from "./record-leaf.ts";

/** Reads fields as the dialect does; null for what tells of no call. */
export type Read = (fields: unknown) => CallEvent[] | null;

export type Disguise = Guise & {
  /** Reads the hook where it came from. */
  before: Read;
  /** Reads it where it is played again. */
  after: Read;
  /** What the disguised hook is to say. */
  goal: readonly CallEvent[];
};

/**
 * A hook's fields without anything that the dialect does not read, and with aliases for everybody in what it reads. Where a
 * field can neither be left out nor given an alias, `stuck` names it.
 */
export function disguiseFields(
  fields: unknown,
  disguise: Disguise,
): { fields: unknown } | { stuck: string } {
  let now = essentials(fields, disguise.before);
  const later: Leaf[] = [];
  for (const leaf of leavesOf(now)) {
    const better = bestOf(now, { value: leaf.value, paths: [leaf.path] }, disguise);
    if (better === null) later.push(leaf);
    else now = better;
  }
  // What stood in the way of one field may have been another that has its alias now, or must get the same one with it.
  for (const { path, value } of later) {
    const equal = leavesOf(now).filter((leaf) => leaf.value === value);
    if (!equal.some((leaf) => isDeepStrictEqual(leaf.path, path))) continue;
    const alone = bestOf(now, { value, paths: [path] }, disguise);
    now = alone ?? bestOf(now, { value, paths: equal.map((leaf) => leaf.path) }, disguise);
    if (now === null) return { stuck: path.join(".") };
  }
  return { fields: withPlainNames(now, disguise.after) };
}

/** What is left when every field is taken away that the dialect can do without. */
function essentials(fields: unknown, read: Read): unknown {
  const said = read(fields);
  let kept = fields;
  for (const { path } of leavesOf(fields)) {
    const less = withLeaf(kept, path, undefined);
    if (isDeepStrictEqual(read(less), said)) kept = less;
  }
  const lean = pruned(kept) ?? {};
  return isDeepStrictEqual(read(lean), said) ? lean : kept;
}

/** A value with all the places that are changed together. */
type Spot = { value: Scalar; paths: readonly Path[] };

function withSpot(fields: unknown, { paths }: Spot, value: Scalar | undefined): unknown {
  return paths.reduce((changed, path) => withLeaf(changed, path, value), fields);
}

/** The fields with what brings them nearest to the goal in a spot's place; null when nothing will do. */
function bestOf(fields: unknown, spot: Spot, disguise: Disguise): unknown {
  const attempt = ({ value, kept }: Candidate): Attempt[] => {
    const tried = withSpot(fields, spot, value);
    const score = scoreOf(tried, { fields, spot, kept, disguise });
    return score === null ? [] : [{ fields: tried, score }];
  };
  const attempts = candidatesOf(spot.value, disguise).flatMap(attempt);
  if (attempts.length === 0)
    attempts.push(...attempt({ value: barest(fields, spot, disguise), kept: true }));
  const most = Math.max(...attempts.map(({ score }) => score));
  return attempts.find(({ score }) => score === most)?.fields ?? null;
}

type Attempt = { fields: unknown; score: number };
type Trial = { fields: unknown; spot: Spot; kept: boolean; disguise: Disguise };

/** How much of the goal is said by changed fields; null where they say something else, or whom the call was with. */
function scoreOf(tried: unknown, { fields, spot, kept, disguise }: Trial): number | null {
  const { after, goal } = disguise;
  const heard = after(tried);
  if (!heard || !isBetween(heard, after(fields) ?? [], goal)) return null;
  const without = kept ? after(withSpot(fields, spot, undefined)) : null;
  if (without && tells(String(spot.value), { heard, without, goal })) return null;
  return heard.reduce((sum, event, i) => sum + likeness(event, goal[i]), 0);
}

function likeness(event: CallEvent, goal: CallEvent | undefined): number {
  return Object.entries(event).filter(([field, value]) => value === valueOf(goal, field)).length;
}

/** Our own words for what was said differ from case to case, and an id may be made of everything else. */
const FREE: ReadonlySet<string> = new Set(["reason", "ref"]);
const PERSONAL = [
  "client",
  "clientName",
  "line",
  "lineName",
  "employeeName",
  "employeeId",
  "lastEmployeeId",
  "parent",
  "recordId",
  "ref",
] as const satisfies readonly (keyof CallEvent)[];

/** Whether each field says what it said or what it is to say. */
function isBetween(
  heard: readonly CallEvent[],
  said: readonly CallEvent[],
  goal: readonly CallEvent[],
): boolean {
  if (heard.length !== goal.length) return false;
  return heard.every((event, i) =>
    Object.entries(event).every(
      ([field, value]) =>
        FREE.has(field) || value === valueOf(said[i], field) || value === valueOf(goal[i], field),
    ),
  );
}

/** Whether a value that is kept as it came tells whom the call was with. */
function tells(
  value: string,
  {
    heard,
    without,
    goal,
  }: { heard: readonly CallEvent[]; without: readonly CallEvent[]; goal: readonly CallEvent[] },
): boolean {
  const plain = plainOf(value);
  return heard.some((event, i) =>
    PERSONAL.some((field) => {
      const said = event[field];
      if (said === null || said === undefined || said === goal[i]?.[field]) return false;
      return said !== without[i]?.[field] && plainOf(said).includes(plain);
    }),
  );
}

function plainOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

function valueOf(event: CallEvent | undefined, field: string): unknown {
  return event && Object.entries(event).find(([name]) => name === field)?.[1];
}

/** Of a text only the words without which it would be read in another way. */
function barest(fields: unknown, spot: Spot, { after, goal }: Disguise): Scalar {
  if (typeof spot.value !== "string") return spot.value;
  const said = after(fields) ?? [];
  const words = spot.value.split(/\s+/).filter((word) => word !== "");
  const needed = words.reduce((left, word) => {
    const fewer = left.filter((one) => one !== word);
    const heard = after(withSpot(fields, spot, fewer.join(" ")));
    return fewer.length > 0 && heard && isBetween(heard, said, goal) ? fewer : left;
  }, words);
  return needed.join(" ");
}

/** Names that only an administrator chose say nothing to the dialect, and might say something to a reader. */
function withPlainNames(fields: unknown, read: Read): unknown {
  const said = read(fields);
  let now = fields;
  for (const [n, path] of namesIn(fields).toReversed().entries()) {
    const plain = renamed(now, path, `field${n + 1}`);
    if (isDeepStrictEqual(read(plain), said)) now = plain;
  }
  return now;
}
