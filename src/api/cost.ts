import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

export const MAX_DEPTH = 8;
export const MAX_COST = 5000;
export const MAX_FIELDS = 500;
/** Each field of the root is asked for by itself. */
export const MAX_ROOTS = 30;
export const MAX_OPERATIONS = 10;
export const MAX_PAGE = 100;
/** What a list holds where nothing is said. */
export const PAGE = 25;

export type TooMuch = "too_deep" | "too_costly" | "fragment_cycle" | "too_many_operations";

/** How many of each thing a field with this argument gives at most. */
const SIZES = ["first", "last"];
/** These lists have a size of their own. */
const LISTS: Record<string, number> = {
  calls: PAGE,
  clients: PAGE,
  deals: PAGE,
  tasks: PAGE,
  comments: PAGE,
  bookings: PAGE,
  conversations: PAGE,
  webhook_logs: PAGE,
  messages: 20,
  transcript: 50,
  freeSlots: 50,
  services: 20,
  masters: 20,
  stages: 10,
};

/**
 * Why a document is not looked at any further: too deep, or it asks for too much when every list is as long as it may be.
 * Aliases and each use of a fragment count; only reads the text, so that nothing is asked for. Introspection is limited by a rule of graphql's own.
 */
export function problemOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): TooMuch | null {
  const operations = document.definitions.filter(isOperation);
  if (operations.length > MAX_OPERATIONS) return "too_many_operations";
  const fragments = new Map(
    document.definitions.filter(isFragment).map((one) => [one.name.value, one]),
  );
  const weigher = weigherOf(fragments, variables);
  for (const operation of operations) {
    const weight = weigher(operation.selectionSet);
    if (weight === "cycle") return "fragment_cycle";
    if (weight.depth > MAX_DEPTH) return "too_deep";
    const { cost, fields, roots } = weight;
    if (cost > MAX_COST || fields > MAX_FIELDS || roots > MAX_ROOTS) return "too_costly";
  }
  return null;
}

/** `roots`: the fields that stand at the level itself. */
type Weight = { depth: number; cost: number; fields: number; roots: number };
type Weigher = (set: SelectionSetNode) => Weight | "cycle";

/** Each fragment is weighed once, so that fragments of fragments cost no time. */
function weigherOf(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): Weigher {
  const known = new Map<string, Weight | "cycle">();
  const weigh: Weigher = (set) => {
    const sum: Weight = { ...EMPTY };
    for (const selection of set.selections) {
      const one = weighOne(selection);
      if (one === "cycle") return "cycle";
      sum.depth = Math.max(sum.depth, one.depth);
      sum.cost += one.cost;
      sum.fields += one.fields;
      sum.roots += one.roots;
    }
    return sum;
  };
  const weighOne = (selection: SelectionNode): Weight | "cycle" => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return weigh(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const name = selection.name.value;
    const inner = selection.selectionSet ? weigh(selection.selectionSet) : EMPTY;
    if (inner === "cycle") return "cycle";
    // What describes the schema itself is deep by nature and asks the database for nothing.
    const depth = name.startsWith("__") ? 1 : inner.depth + 1;
    const sizes = selection.arguments?.filter(({ name: { value } }) => SIZES.includes(value)) ?? [];
    const told = sizes.map(({ value }) => sizeOf(value, variables)).find((size) => size !== null);
    const size = told ?? LISTS[name] ?? 1;
    return { depth, cost: 1 + size * inner.cost, fields: 1 + inner.fields, roots: 1 };
  };
  const ofFragment = (name: string): Weight | "cycle" => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = fragments.get(name);
    if (!fragment) return EMPTY;
    // Met again while it is being weighed, it holds itself.
    known.set(name, "cycle");
    const weight = weigh(fragment.selectionSet);
    known.set(name, weight);
    return weight;
  };
  return weigh;
}

const EMPTY: Weight = { depth: 0, cost: 0, fields: 0, roots: 0 };

/** A size that nobody can read is as large as it may be; execution refuses it. */
function sizeOf(value: ValueNode, variables: Readonly<Record<string, unknown>>): number | null {
  if (value.kind === Kind.INT) return Math.max(0, Number(value.value));
  if (value.kind === Kind.VARIABLE) {
    const given = variables[value.name.value];
    if (typeof given === "number") return Math.max(0, given);
    return given === undefined ? MAX_PAGE : null;
  }
  return null;
}

function isOperation(node: DocumentNode["definitions"][number]): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(node: DocumentNode["definitions"][number]): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}
