import { isRecord, sizeOf, type Json } from "./json.ts";

export type FilterProblem =
  | "not_object"
  | "too_large"
  | "too_deep"
  | "unknown_operator"
  | "operand";

const MAX_BYTES = 8192;
const MAX_DEPTH = 8;
const MAX_NODES = 200;

/** Whether an envelope passes. What is not understood never passes, and of what is missing only `$not` and `$exist: false` speak. */
export function passes(filter: Json, envelope: Json): boolean {
  return problemOf(filter) === null && holds(filter, envelope);
}

/** What is wrong with a filter, or null. */
export function problemOf(filter: Json): FilterProblem | null {
  if (!isRecord(filter)) return "not_object";
  // Before anything that goes down into it: the stack ends sooner than what somebody may paste.
  const size = sizeOf(filter);
  if (size.depth > MAX_DEPTH || size.nodes > MAX_NODES) return "too_deep";
  if (Buffer.byteLength(JSON.stringify(filter)) > MAX_BYTES) return "too_large";
  return problemIn(filter);
}

type Test = { reads: (operand: Json) => boolean; holds: (value: Json, operand: Json) => boolean };

const isScalar = (value: Json): boolean => !isRecord(value) && !Array.isArray(value);
const isText = (value: Json): value is string => typeof value === "string";
const isList = (value: Json): value is Json[] => Array.isArray(value) && value.every(isScalar);

/** Hookdeck Outpost's operators. Numbers compare with numbers and texts with texts, nothing with anything else. */
const tests: Record<string, Test> = {
  $eq: { reads: isScalar, holds: (value, operand) => value === operand },
  $neq: { reads: isScalar, holds: (value, operand) => isScalar(value) && value !== operand },
  $gt: ordered((a, b) => a > b),
  $gte: ordered((a, b) => a >= b),
  $lt: ordered((a, b) => a < b),
  $lte: ordered((a, b) => a <= b),
  $in: { reads: isList, holds: (value, operand) => isList(operand) && operand.includes(value) },
  $nin: {
    reads: isList,
    holds: (value, operand) => isScalar(value) && isList(operand) && !operand.includes(value),
  },
  $startsWith: {
    reads: isText,
    holds: (value, operand) => isText(value) && isText(operand) && value.startsWith(operand),
  },
  $endsWith: {
    reads: isText,
    holds: (value, operand) => isText(value) && isText(operand) && value.endsWith(operand),
  },
};

function ordered(compare: (a: number | string, b: number | string) => boolean): Test {
  return {
    reads: (operand) => typeof operand === "number" || isText(operand),
    holds: (value, operand) =>
      (typeof value === "number" && typeof operand === "number" && compare(value, operand)) ||
      (isText(value) && isText(operand) && compare(value, operand)),
  };
}

function problemIn(filter: Json): FilterProblem | null {
  if (!isRecord(filter)) return isScalar(filter) ? null : "operand";
  for (const [key, operand] of Object.entries(filter)) {
    const problem = problemAt(key, operand);
    if (problem) return problem;
  }
  return null;
}

function problemAt(key: string, operand: Json): FilterProblem | null {
  if (!key.startsWith("$")) return problemIn(operand);
  if (key === "$exist") return typeof operand === "boolean" ? null : "operand";
  if (key === "$not") return isRecord(operand) ? problemIn(operand) : "operand";
  if (key === "$or" || key === "$and") {
    if (!Array.isArray(operand) || operand.length === 0) return "operand";
    return operand.map(problemIn).find((problem) => problem !== null) ?? null;
  }
  const test = Object.hasOwn(tests, key) ? tests[key] : undefined;
  if (!test) return "unknown_operator";
  return test.reads(operand) ? null : "operand";
}

/** `value` is undefined where the path is missing. */
function holds(filter: Json, value: Json | undefined): boolean {
  if (!isRecord(filter))
    return value === filter || (isList(value ?? null) && inList(value, filter));
  return Object.entries(filter).every(([key, operand]) => holdsAt(key, operand, value));
}

function inList(value: Json | undefined, wanted: Json): boolean {
  return Array.isArray(value) && value.includes(wanted);
}

function holdsAt(key: string, operand: Json, value: Json | undefined): boolean {
  if (!key.startsWith("$")) return holds(operand, at(value, key));
  if (key === "$exist") return (value !== undefined) === operand;
  if (key === "$not") return !holds(operand, value);
  if (key === "$or") return Array.isArray(operand) && operand.some((one) => holds(one, value));
  if (key === "$and") return Array.isArray(operand) && operand.every((one) => holds(one, value));
  return value !== undefined && tests[key]?.holds(value, operand) === true;
}

/** A key may name a whole path: "data.amount". */
function at(value: Json | undefined, path: string): Json | undefined {
  let here = value;
  for (const key of path.split(".")) {
    if (here === undefined || !isRecord(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}
