/** One hook's tie between legs: this leg, and the leg it was derived from. */
export type Link = { ref: string; parent: string | null };

/**
 * What the links of a batch mean for the stored calls. `key` is the call's root leg from now on; `refs` are the legs of
 * the batch that belong to it. «renamed»: the root became known later than the call. «merged»: calls turned out to be
 * one; the row `survivor` stays, takes `key` and everything that `merged` own.
 */
export type Decision = { key: string; refs: string[] } & (
  | { kind: "new" }
  | { kind: "joins" }
  | { kind: "renamed"; from: string }
  | { kind: "merged"; survivor: string; merged: string[] }
);

/** Groups new links with the known legs (leg → key of its call). A leg that was only named as a parent counts as known too. */
export function group(known: ReadonlyMap<string, string>, links: readonly Link[]): Decision[] {
  const family = joined(known, links);
  const below = new Set(links.filter(hasParent).map((link) => link.ref));
  return familiesOf(family).map((members) => {
    const calls = members.filter((ref) => known.get(ref) === ref);
    const roots = members.filter((ref) => !below.has(ref) && (known.get(ref) ?? ref) === ref);
    const key = least(roots) ?? least(calls) ?? leastOf(members);
    return decide(key, members, calls);
  });
}

/** The key of the call that these links form: the root leg, also when only its children were heard. */
export function rootOf(links: readonly Link[]): string {
  const below = new Set(links.filter(hasParent).map((link) => link.ref));
  const named = links.flatMap((link) => (hasParent(link) ? [link.ref, link.parent] : [link.ref]));
  return least(named.filter((ref) => !below.has(ref))) ?? leastOf(named);
}

function hasParent(link: Link): link is { ref: string; parent: string } {
  return link.parent !== null && link.parent !== link.ref;
}

/** A union-find over legs: leg → a leg nearer to the representative of its family. */
function joined(known: ReadonlyMap<string, string>, links: readonly Link[]): Map<string, string> {
  const family = new Map<string, string>();
  const touch = (ref: string): void => {
    if (family.has(ref)) return;
    family.set(ref, ref);
    const key = known.get(ref);
    if (key === undefined || key === ref) return;
    if (!family.has(key)) family.set(key, key);
    unite(family, ref, key);
  };
  for (const link of links) {
    touch(link.ref);
    if (!hasParent(link)) continue;
    touch(link.parent);
    unite(family, link.ref, link.parent);
  }
  return family;
}

function unite(family: Map<string, string>, a: string, b: string): void {
  family.set(representative(family, a), representative(family, b));
}

function representative(family: Map<string, string>, ref: string): string {
  let at = ref;
  for (let up = family.get(at); up !== undefined && up !== at; up = family.get(at)) {
    family.set(at, family.get(up) ?? up);
    at = up;
  }
  return at;
}

function familiesOf(family: Map<string, string>): string[][] {
  const families = new Map<string, string[]>();
  for (const ref of family.keys()) {
    const head = representative(family, ref);
    const members = families.get(head);
    if (members) members.push(ref);
    else families.set(head, [ref]);
  }
  return [...families.values()];
}

function decide(key: string, refs: string[], calls: string[]): Decision {
  const [only, ...others] = calls.toSorted();
  if (only === undefined) return { kind: "new", key, refs };
  if (others.length === 0)
    return only === key ? { kind: "joins", key, refs } : { kind: "renamed", from: only, key, refs };
  const survivor = calls.includes(key) ? key : only;
  return { kind: "merged", survivor, merged: calls.filter((call) => call !== survivor), key, refs };
}

function least(refs: readonly string[]): string | undefined {
  return refs.length === 0 ? undefined : leastOf(refs);
}

function leastOf(refs: readonly string[]): string {
  return refs.reduce((a, b) => (b < a ? b : a));
}
