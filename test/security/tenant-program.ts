import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from "graphql";
import { sql } from "drizzle-orm";
import { schemaText } from "../../src/api/schema.ts";
import { post, textAt } from "../api/stand.ts";
import { tells, unmarked } from "./marked.ts";
import type { Town } from "./town.ts";

type Kind = "query" | "mutation";
type Names = Record<string, string | number>;
type Told = { tried: number; leaks: string[]; wrong: string[]; blind: string[] };

/** Every field of the schema, asked for with what theirs is called: by our keys, and by one that may only read. */
export async function askEverything(town: Town): Promise<Told> {
  const schema = buildSchema(schemaText);
  const names = await namesOf(town);
  const told: Told = { tried: 0, leaks: [], wrong: [], blind: [] };
  const ask = async (token: string, operation: object): Promise<string> => {
    const { body } = await post(`${town.url}/graphql`, { token, body: JSON.stringify(operation) });
    return JSON.stringify(body);
  };
  for (const [kind, type] of [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
  ] as const)
    for (const field of Object.values(type?.getFields() ?? {})) {
      const operation = operationOf(kind, field, names);
      const answer = await ask(town.ours.write, operation);
      told.tried += 1;
      if (tells(answer)) told.leaks.push(`${field.name}: ${answer.slice(0, 200)}`);
      if (answer.includes("GRAPHQL_VALIDATION")) told.wrong.push(`${field.name}: ${answer}`);
      if (kind === "mutation") {
        const refused = await ask(town.ours.read, operation);
        told.tried += 1;
        if (!/FORBIDDEN|READ_ONLY|may only read|forbidden/i.test(refused))
          told.wrong.push(`${field.name}: ${refused}`);
      } else if (field.args.some(({ name }) => name === "id")) {
        // Asked by its own people it is there: the question was a real one.
        if (!tells(await ask(town.theirs.read, operation))) told.blind.push(field.name);
        if (textAt(JSON.parse(answer), `data.${field.name}`) !== "null") told.wrong.push(answer);
      }
    }
  return told;
}

/** Every query of the schema with all of its fields. */
export function operations(): object[] {
  const fields = buildSchema(schemaText).getQueryType()?.getFields() ?? {};
  return Object.values(fields).map((field) => operationOf("query", field, {}));
}

function operationOf(kind: Kind, field: GraphQLField<unknown, unknown>, names: Names): object {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
  const variables = Object.fromEntries(
    field.args.flatMap((one: GraphQLArgument) => {
      const value = valueOf(one.type, one.name, { field: field.name, names });
      return value === undefined ? [] : [[one.name, value]];
    }),
  );
  const head = field.args.length > 0 ? `(${declared})` : "";
  const call = field.args.length > 0 ? `(${passed})` : "";
  return {
    query: `${kind} ${head} { ${field.name}${call} ${selected(field.type, 3)} }`,
    variables,
  };
}

/** All plain fields, and those of what hangs on them, so deep. */
function selected(output: GraphQLOutputType, depth: number): string {
  const type = getNamedType(output);
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    const lists = field.args.length > 0;
    return depth > 1 && !lists ? [`${field.name} ${selected(field.type, depth - 1)}`] : [];
  });
  return fields.length === 0 ? "{ __typename }" : `{ ${fields.join(" ")} }`;
}

type Asked = { field: string; names: Names };

function valueOf(type: GraphQLInputType, name: string, asked: Asked): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, asked);
  if (isListType(type)) {
    const one = valueOf(type.ofType, name, asked);
    return one === undefined ? undefined : [one];
  }
  if (isEnumType(type)) return undefined;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const target = type.name === "CommentTarget" ? fields.slice(0, 1) : fields;
    return Object.fromEntries(
      target.flatMap((one) => {
        const value = valueOf(one.type, one.name, asked);
        return value === undefined ? [] : [[one.name, value]];
      }),
    );
  }
  return plainOf(type.name, name, asked);
}

const SUBJECT = /call|client|deal|task|booking|conversation/i;

function plainOf(type: string, name: string, { field, names }: Asked): unknown {
  if (name === "first") return 2;
  if (name === "after") return undefined;
  const subject = SUBJECT.exec(name === "id" ? field : name)?.[0].toLowerCase() ?? name;
  if (type === "Int") return names[subject] ?? 501;
  if (type === "ID") return names[name] ?? "none";
  if (type === "Float") return 5;
  if (type === "Boolean") return false;
  if (type === "DateTime")
    return name === "from" ? "2026-01-01T00:00:00Z" : "2026-11-26T10:00:00+02:00";
  if (name === "day") return "2026-11-26";
  if (name === "stage") return names["stage"];
  if (name.toLowerCase().includes("phone")) return "+380671112233";
  return name === "visitAt" ? "2026-11-26" : "x";
}

/** What theirs is called in programs. */
async function namesOf(town: Town): Promise<Names> {
  const { id } = town.theirs.business;
  const number = async (table: string): Promise<number> => {
    const [row] = await town.db.execute<{ number: number }>(
      sql`select max(number)::int as number from ${sql.identifier(table)} where business_id = ${id}::uuid`,
    );
    return row?.number ?? 0;
  };
  const text = async (table: string, column: string): Promise<string> => {
    const [row] = await town.db.execute<{ text: string }>(
      sql`select max(${sql.identifier(column)}::text) as text from ${sql.identifier(table)} where business_id = ${id}::uuid`,
    );
    return row?.text ?? "";
  };
  return {
    call: Number(await text("calls", "id")),
    client: await number("clients"),
    deal: await number("deals"),
    task: await number("tasks"),
    booking: await number("bookings"),
    conversation: await number("conversations"),
    stage: unmarked(await text("stages", "name")),
    serviceId: await text("services", "slug"),
    masterId: await text("masters", "slug"),
    webhookId: await text("endpoints", "id"),
  };
}
