/** A JSON schema as it stands in a request. */
export type Schema = { readonly [name: string]: unknown };

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of the schema's own shape: what is known of it, and nothing where nothing is known. */
export function shaped(schema: Schema, known: unknown): unknown {
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices)) return ofChoices(choices.filter(isSchema), known);
  const types = [schema["type"]].flat();
  if ((known === undefined || known === null) && types.includes("null")) return null;
  if (isSchema(schema["properties"])) return ofObject(schema["properties"], known);
  if (types.includes("array")) return ofArray(schema["items"], known);
  if (types.includes("string")) return ofText(schema["enum"], known);
  if (types.includes("integer") || types.includes("number"))
    return typeof known === "number" ? known : 0;
  return known ?? null;
}

/** Why OpenAI would not take the schema as strict; null when it would. */
export function strictProblem(schema: Schema, at = "()"): string | null {
  const words = [
    "allOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentRequired",
    "patternProperties",
  ];
  const strange = words.find((word) => word in schema);
  if (strange) return `In context=${at}, '${strange}' is not permitted.`;
  const properties = isSchema(schema["properties"]) ? schema["properties"] : null;
  if (schema["type"] === "object" || properties) {
    if (schema["additionalProperties"] !== false)
      return `In context=${at}, 'additionalProperties' is required to be supplied and to be false.`;
    const required = Array.isArray(schema["required"]) ? schema["required"] : [];
    const missing = Object.keys(properties ?? {}).find((name) => !required.includes(name));
    if (missing !== undefined)
      return `In context=${at}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  }
  const inner = [
    ...Object.entries(properties ?? {}),
    ["items", schema["items"]] as const,
    ...[schema["anyOf"]].flat().map((one, n) => [String(n), one] as const),
  ];
  for (const [name, one] of inner) {
    const problem = isSchema(one) ? strictProblem(one, `('${name}')`) : null;
    if (problem !== null) return problem;
  }
  return null;
}

function ofChoices(choices: readonly Schema[], known: unknown): unknown {
  const nothing = known === undefined || known === null;
  if (nothing && choices.some(({ type }) => type === "null")) return null;
  return shaped(choices.find(({ type }) => type !== "null") ?? {}, known);
}

function ofObject(properties: Schema, known: unknown): Record<string, unknown> {
  const given = isSchema(known) ? known : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      isSchema(schema) ? shaped(schema, given[snake(name)] ?? given[name]) : null,
    ]),
  );
}

function ofArray(items: unknown, known: unknown): unknown[] {
  return Array.isArray(known) && isSchema(items) ? known.map((one) => shaped(items, one)) : [];
}

function ofText(listed: unknown, known: unknown): string {
  const text = typeof known === "string" ? known : "";
  if (!Array.isArray(listed)) return text;
  const words = listed.filter((one): one is string => typeof one === "string");
  return words.includes(text) ? text : (words.at(-1) ?? "");
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
