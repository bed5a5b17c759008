import { buildSchema, type GraphQLObjectType } from "graphql";
import { expect, test } from "vitest";
import {
  MAX_COST,
  MAX_DEPTH,
  MAX_FIELDS,
  MAX_OPERATIONS,
  MAX_PAGE,
  MAX_ROOTS,
  PAGE,
} from "../../src/api/cost.ts";
import { readRoot, writeRoot } from "../../src/api/root.ts";
import { STREAMS, TOKEN_RATE } from "../../src/api/route.ts";
import { schemaText } from "../../src/api/schema.ts";
import { page, read, section } from "../docs/page.ts";

const english = page("docs/graphql.md");

test("the schema of the page is the schema", () => {
  const [, shown = ""] = /```graphql\n([^]*?)\n```/.exec(section(english, "Schema")) ?? [];
  expect(shown).toBe(schemaText);
});

test("every field of the roots is answered, and nothing else is", () => {
  const schema = buildSchema(schemaText);
  const reads = [...fields(schema.getQueryType()), ...fields(schema.getSubscriptionType())];
  expect(Object.keys(readRoot).toSorted()).toEqual(reads.toSorted());
  expect(Object.keys(writeRoot).toSorted()).toEqual(fields(schema.getMutationType()).toSorted());
});

test("the limits of the page are those of the code", () => {
  const told = section(english, "Limits");
  for (const limit of [
    `at most ${MAX_PAGE}`,
    `${PAGE} without it`,
    `${MAX_DEPTH} levels`,
    `cost of ${MAX_COST}`,
    `${MAX_FIELDS} fields and ${MAX_ROOTS} fields of the root`,
    `${MAX_OPERATIONS} operations`,
    `${TOKEN_RATE.perSecond} a second`,
    `${TOKEN_RATE.burst} at once`,
    `${STREAMS} subscriptions`,
  ])
    expect(told).toContain(limit);
});

test("the routers load without graphql: who never asks does not pay for it", () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const imports = read(path).matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s+"([^"]+)";/gm);
    for (const [, from = ""] of imports)
      if (from.startsWith(".")) walk(new URL(from, `file:///${path}`).pathname.slice(1));
      else packages.add(from);
  };
  walk("src/routers.ts");
  expect(seen).toContain("src/api/route.ts");
  expect(packages).toContain("@koa/router");
  expect([...packages].filter((name) => name.startsWith("graphql"))).toEqual([]);
});

function fields(type: GraphQLObjectType | null | undefined): string[] {
  return Object.keys(type?.getFields() ?? {});
}
