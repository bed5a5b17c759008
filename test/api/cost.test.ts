import { getIntrospectionQuery, parse } from "graphql";
import { expect, test } from "vitest";
import { problemOf } from "../../src/api/cost.ts";

function problem(query: string, variables: Record<string, unknown> = {}) {
  return problemOf(parse(query), variables);
}

const deep = (levels: number): string =>
  `{ ${"deal { ".repeat(levels - 1)} id ${"} ".repeat(levels - 1)} }`;

function page(first: string): string {
  return `query($n: Int) { conversations(first: ${first}) { nodes { messages(last: 100) { text } } } }`;
}

test("depth is counted through fragments", () => {
  expect(problem(deep(8))).toBeNull();
  expect(problem(deep(9))).toBe("too_deep");
  expect(
    problem(
      `{ a { ...F } } fragment F on X { b { c { d { e { f { ...G } } } } } } fragment G on X { g { ... on Y { h { i } } } }`,
    ),
  ).toBe("too_deep");
});

test("a thousand aliases are too many, on the root and below it", () => {
  const aliases = Array.from({ length: 1000 }, (_, n) => `a${n}: deal(id: ${n}) { id }`).join(" ");
  expect(problem(`{ ${aliases} }`)).toBe("too_costly");
  const below = Array.from({ length: 600 }, (_, n) => `a${n}: name`).join(" ");
  expect(problem(`{ deal(id: 1) { ${below} } }`)).toBe("too_costly");
  const hidden = Array.from({ length: 31 }, (_, n) => `a${n}: deal(id: ${n}) { id }`).join(" ");
  expect(problem(`{ ...F } fragment F on Query { ${hidden} }`)).toBe("too_costly");
});

test("a fragment that holds itself is refused, and fragments of fragments are weighed in no time", () => {
  expect(problem(`{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`)).toBe(
    "fragment_cycle",
  );
  const chain = Array.from(
    { length: 60 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
  ).join(" ");
  expect(problem(`{ ...F0 } ${chain} fragment F60 on Query { business { id } }`)).toBe(
    "too_costly",
  );
});

test("sizes of lists multiply, whoever says them", () => {
  expect(problem(page("10"))).toBeNull();
  expect(problem(page("100"))).toBe("too_costly");
  expect(problem(page("$n"), { n: 10 })).toBeNull();
  expect(problem(page("$n"), { n: 100 })).toBe("too_costly");
  expect(problem(page("$n"))).toBe("too_costly");
  expect(problem(`{ tasks(first: 1000000) { nodes { id } } }`)).toBe("too_costly");
});

test("what tools ask about the schema is let through", () => {
  expect(problem(getIntrospectionQuery())).toBeNull();
});

test("one document has so many operations", () => {
  const many = Array.from({ length: 11 }, (_, n) => `query q${n} { __typename }`).join(" ");
  expect(problem(many)).toBe("too_many_operations");
});
