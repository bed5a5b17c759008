/** Where a value stands in a hook's fields: names of objects, places in lists. */
export type Path = readonly (string | number)[];
export type Scalar = string | number | boolean;
export type Leaf = { path: Path; value: Scalar };

const MAX_DEPTH = 12;
const MAX_LEAVES = 1000;

/** Every value of a hook's fields that is no object, list or null. */
export function leavesOf(fields: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  walk(fields, [], leaves);
  return leaves;
}

/** The fields with a value in place of another; undefined takes the value away. */
export function withLeaf(fields: unknown, path: Path, value: Scalar | undefined): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(fields)) {
    const list: readonly unknown[] = fields;
    return list.map((item, i) => (i === step ? (withLeaf(item, rest, value) ?? null) : item));
  }
  if (!isObject(fields)) return fields;
  const entries = Object.entries(fields).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== step) return [[name, inner]];
    const changed = withLeaf(inner, rest, value);
    return changed === undefined ? [] : [[name, changed]];
  });
  return Object.fromEntries(entries);
}

/** The fields without what is empty: objects and lists of nothing, null. */
export function pruned(fields: unknown): unknown {
  if (Array.isArray(fields)) {
    const list = fields.map(pruned);
    return list.some((item) => item !== undefined) ? list.map((item) => item ?? {}) : undefined;
  }
  if (!isObject(fields)) return fields ?? undefined;
  const entries = Object.entries(fields)
    .map(([name, inner]): [string, unknown] => [name, pruned(inner)])
    .filter(([, inner]) => inner !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The names of all objects in the fields, with the way to each. */
export function namesIn(fields: unknown): Path[] {
  const paths = leavesOf(fields).flatMap(({ path }) => path.map((_, i) => path.slice(0, i + 1)));
  const named = paths.filter((path) => typeof path.at(-1) === "string");
  return [...new Map(named.map((path) => [JSON.stringify(path), path])).values()];
}

/** The fields with another name at the end of a path. */
export function renamed(fields: unknown, path: Path, name: string): unknown {
  const [step, ...rest] = path;
  if (Array.isArray(fields)) {
    const list: readonly unknown[] = fields;
    return list.map((item, i) => (i === step ? renamed(item, rest, name) : item));
  }
  if (!isObject(fields)) return fields;
  const entries = Object.entries(fields).map(([own, inner]): [string, unknown] => {
    if (own !== step) return [own, inner];
    return rest.length === 0 ? [name, inner] : [own, renamed(inner, rest, name)];
  });
  return Object.fromEntries(entries);
}

function walk(value: unknown, path: Path, leaves: Leaf[]): void {
  if (leaves.length >= MAX_LEAVES || path.length > MAX_DEPTH) return;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    leaves.push({ path, value });
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, [...path, i], leaves);
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name], leaves);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
