import { readFileSync } from "node:fs";

/** What one parameter or field may be; a list of alternatives, as Telegram's description gives them. */
export type Shape =
  | { is: "Integer" | "Float" | "String" | "Boolean" | "InputFile" }
  | { is: "constant"; value: string }
  | { is: "array"; of: Shape[] }
  | { is: "object"; name: string };

export type Field = { name: string; required: boolean; shapes: Shape[] };
export type Fields = ReadonlyMap<string, Field>;

type Source = {
  version: string;
  updates: string[];
  methods: Record<string, Record<string, string>>;
  types: Record<string, Record<string, string> | string[]>;
};

const source: Source = JSON.parse(
  readFileSync(new URL("./assets/bot-api.json", import.meta.url), "utf8"),
);

/** Names of the updates a bot may ask for. */
export const updateNames: ReadonlySet<string> = new Set(source.updates);

/** Methods by lower-cased name: Telegram does not tell the case of a method apart. */
export const methods: ReadonlyMap<string, { name: string; fields: Fields }> = new Map(
  Object.entries(source.methods).map(([name, fields]) => [
    name.toLowerCase(),
    { name, fields: fieldsOf(fields) },
  ]),
);

const objects = new Map<string, Fields>();
const unions = new Map<string, string[]>();
for (const [name, type] of Object.entries(source.types)) {
  if (Array.isArray(type)) unions.set(name, type);
  else objects.set(name, fieldsOf(type));
}

export function fieldsOfType(name: string): Fields {
  return objects.get(name) ?? new Map<string, Field>();
}

/** The types a union name stands for, flattened; a plain type stands for itself. */
export function typesOf(name: string): string[] {
  return unions.get(name)?.flatMap(typesOf) ?? [name];
}

function fieldsOf(fields: Record<string, string>): Fields {
  return new Map(
    Object.entries(fields).map(([name, text]) => {
      const required = text.startsWith("!");
      return [name, { name, required, shapes: shapesOf(required ? text.slice(1) : text) }];
    }),
  );
}

function shapesOf(text: string): Shape[] {
  if (text.startsWith("'")) return [{ is: "constant", value: text.slice(1, -1) }];
  return text.split("|").map(shapeOf);
}

function shapeOf(text: string): Shape {
  if (text.startsWith("[")) return { is: "array", of: shapesOf(text.slice(1, -1)) };
  switch (text) {
    case "Integer":
    case "Float":
    case "String":
    case "Boolean":
    case "InputFile":
      return { is: text };
    default:
      return { is: "object", name: text };
  }
}
