import { buildSchema, getVariableValues, Kind, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { z } from "zod";
import { schemaText } from "../../src/api/schema.ts";
import { page } from "./page.ts";
import { requestsIn, shellBlocks } from "./shell.ts";

const schema = buildSchema(schemaText);
const question = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
});
const blocks = shellBlocks(page("docs/graphql.md"));

test.each(blocks.map((block) => ({ first: /"query": "([^"({]*)/.exec(block)?.[1] ?? "", block })))(
  "a shell makes of the example «$first» one question that the schema takes",
  ({ block }) => {
    const [request, ...more] = requestsIn(block);
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method: "POST", url: "https://frontdesk.example/graphql" });
    expect(request?.headers).toMatchObject({
      authorization: "Bearer fd_token",
      "content-type": "application/json",
    });
    const { query, variables = {} } = question.parse(JSON.parse(request?.body ?? ""));
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const [asked] = document.definitions;
    if (asked?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
    const known = asked.variableDefinitions ?? [];
    expect(Object.keys(variables).toSorted()).toEqual(
      known.map(({ variable }) => variable.name.value).toSorted(),
    );
    expect(getVariableValues(schema, known, variables).errors).toBeUndefined();
  },
);

test("the page has its examples", () => {
  expect(blocks).toHaveLength(7);
});
