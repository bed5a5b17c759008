import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { group, rootOf, type Decision, type Link } from "../../src/calls/group.ts";

const link = (ref: string, parent: string | null = null): Link => ({ ref, parent });

describe("what new links mean for stored calls", () => {
  test.each<[string, [string, string][], Link[], Decision[]]>([
    ["a leg nobody knows is a new call", [], [link("a")], [{ kind: "new", key: "a", refs: ["a"] }]],
    ["a known leg joins", [["a", "a"]], [link("a")], [{ kind: "joins", key: "a", refs: ["a"] }]],
    [
      "a child of a known leg joins its root, not its parent",
      [
        ["a", "a"],
        ["b", "a"],
      ],
      [link("c", "b")],
      [{ kind: "joins", key: "a", refs: ["c", "b", "a"] }],
    ],
    [
      "children before their parent: the parent is the key",
      [],
      [link("b", "a"), link("c", "a")],
      [{ kind: "new", key: "a", refs: ["b", "a", "c"] }],
    ],
    [
      "the call's own parent turns up",
      [["b", "b"]],
      [link("b", "a")],
      [{ kind: "renamed", from: "b", key: "a", refs: ["b", "a"] }],
    ],
    [
      "two calls were one: the root's call stays",
      [
        ["a", "a"],
        ["b", "b"],
      ],
      [link("b", "a")],
      [{ kind: "merged", survivor: "a", merged: ["b"], key: "a", refs: ["b", "a"] }],
    ],
    [
      "two calls under a root that neither knew",
      [
        ["b", "b"],
        ["c", "c"],
      ],
      [link("b", "a"), link("c", "a")],
      [{ kind: "merged", survivor: "b", merged: ["c"], key: "a", refs: ["b", "a", "c"] }],
    ],
    [
      "strangers stay apart",
      [["a", "a"]],
      [link("a"), link("z")],
      [
        { kind: "joins", key: "a", refs: ["a"] },
        { kind: "new", key: "z", refs: ["z"] },
      ],
    ],
    [
      "a leg that is its own parent is a root",
      [],
      [link("a", "a")],
      [{ kind: "new", key: "a", refs: ["a"] }],
    ],
    [
      "parents in a circle are one call",
      [],
      [link("b", "c"), link("c", "b")],
      [{ kind: "new", key: "b", refs: ["b", "c"] }],
    ],
  ])("%s", (_, known, links, decisions) => {
    expect(group(new Map(known), links)).toEqual(decisions);
  });
});

/** Legs 0…n, each a root or derived from an earlier one. */
const forests = fc
  .array(fc.option(fc.nat(), { freq: 5 }), { minLength: 1, maxLength: 14 })
  .map((picks) =>
    picks.map((pick, i): Link => {
      const parent = pick === null || i === 0 ? null : `leg${String(pick % i).padStart(2, "0")}`;
      return link(`leg${String(i).padStart(2, "0")}`, parent);
    }),
  );
const anyGraph = fc.array(
  fc.record({
    ref: fc.constantFrom("a", "b", "c", "d", "e"),
    parent: fc.constantFrom("a", "b", "c", "d", "e", null),
  }),
  { minLength: 1, maxLength: 9 },
);

describe("in any order, one by one or in batches", () => {
  test("a forest becomes the same calls with the same keys", () => {
    const cases = forests.chain((links) =>
      fc.record({
        links: fc.constant(links),
        order: fc.shuffledSubarray([...links, ...links], { minLength: links.length * 2 }),
        batch: fc.integer({ min: 1, max: 5 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ links, order, batch }) => {
        const stored = deliver(order, batch);
        expect(keysOf(stored, links)).toEqual(keysOf(deliver(links, links.length), links));
        for (const members of familiesOf(stored, links))
          expect(stored.get(members[0]?.ref ?? "")).toBe(rootOf(members));
      }),
    );
  });

  test("whatever the links say, linked legs share a call and every call is named once", () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 1, max: 4 }), (links, batch) => {
        const stored = deliver(links, batch);
        for (const { ref, parent } of links)
          if (parent !== null) expect(stored.get(parent)).toBe(stored.get(ref));
        for (const key of stored.values()) expect(stored.get(key)).toBe(key);
      }),
    );
  });
});

/** A store in miniature: leg → key of its call, after batches of links. */
function deliver(links: readonly Link[], size: number): Map<string, string> {
  const stored = new Map<string, string>();
  for (let i = 0; i < links.length; i += size)
    for (const decision of group(stored, links.slice(i, i + size))) carryOut(stored, decision);
  return stored;
}

function carryOut(stored: Map<string, string>, decision: Decision): void {
  const { key, refs } = decision;
  const gone = decision.kind === "renamed" ? [decision.from] : [];
  if (decision.kind === "merged") gone.push(decision.survivor, ...decision.merged);
  for (const [ref, old] of stored) if (gone.includes(old)) stored.set(ref, key);
  for (const ref of refs) stored.set(ref, key);
}

function keysOf(stored: ReadonlyMap<string, string>, links: readonly Link[]): unknown[] {
  return links.map(({ ref }) => [ref, stored.get(ref)]);
}

function familiesOf(stored: ReadonlyMap<string, string>, links: readonly Link[]): Link[][] {
  const keys = [...new Set(links.map(({ ref }) => stored.get(ref)))];
  return keys.map((key) => links.filter(({ ref }) => stored.get(ref) === key));
}

test("the root is the key, though a child's name comes before its own", () => {
  expect(rootOf([link("a", "z"), link("b", "z")])).toBe("z");
  expect(rootOf([link("z", "z"), link("a", "z")])).toBe("z");
  expect(rootOf([link("b"), link("a")])).toBe("a");
  expect(rootOf([link("b", "c"), link("c", "b")])).toBe("b");
  expect(group(new Map(), [link("a", "z")])).toEqual([{ kind: "new", key: "z", refs: ["a", "z"] }]);
  expect(group(new Map([["z", "z"]]), [link("a", "z")])).toEqual([
    { kind: "joins", key: "z", refs: ["a", "z"] },
  ]);
});
