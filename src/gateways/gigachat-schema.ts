/** JSON Schema as far as it is looked at here. */
export type Schema = { readonly [name: string]: unknown };

/** The formats that GigaChat knows (facts of gpt2giga's normaliser). */
const FORMATS = new Set(["date", "date-time", "time"]);
/** Said by every schema writer for an integer without bounds. */
const UNBOUND = 9_007_199_254_740_991;
const NUMERIC = ["minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength"];

/**
 * The part of a JSON Schema that GigaChat takes: no references, no alternatives, enumerations of words only. What may be
 * null is an empty string, and may be left out where it is no string; `withNulls` turns answers back.
 */
export function toSubset(schema: Schema, root: Schema = schema, depth = 0): Schema {
  const { plain, nullable } = resolved(schema, root);
  const said = plain["description"];
  const description = [
    ...(typeof said === "string" ? [said] : []),
    ...(nullable
      ? [plain["type"] === "string" ? "Empty when there is none." : "Left out when there is none."]
      : []),
    ...otherValues(plain),
  ].join(" ");
  return {
    ...(depth > DEEPEST ? { type: "string" } : typed(plain, root, depth + 1)),
    ...(description === "" ? {} : { description }),
    ...bounds(plain),
  };
}

/** What the answer to a schema's subset means in the schema itself: nulls where the stand-ins for them are. */
export function withNulls(value: unknown, schema: Schema, root: Schema = schema): unknown {
  const { plain, nullable } = resolved(schema, root);
  if (nullable && (value === undefined || value === null || value === "")) return null;
  if (Array.isArray(value)) {
    const items = plain["items"];
    return isSchema(items) ? value.map((one) => withNulls(one, items, root)) : value;
  }
  if (!isSchema(value)) return value;
  const properties = schemasOf(plain["properties"]);
  const known = Object.entries(properties).flatMap(([name, one]) => {
    const made = withNulls(value[name], one, root);
    return made === undefined ? [] : [[name, made] as const];
  });
  return { ...value, ...Object.fromEntries(known) };
}

/** A schema without its references and alternatives, and whether it may be null. */
function resolved(schema: Schema, root: Schema, depth = 0): { plain: Schema; nullable: boolean } {
  if (depth > DEEPEST) return { plain: { type: "string" }, nullable: false };
  const target = referred(schema["$ref"], root);
  if (target) {
    const { $ref: _, ...beside } = schema;
    return resolved({ ...target, ...beside }, root, depth + 1);
  }
  const choices = [schema["anyOf"], schema["oneOf"]].find(Array.isArray)?.filter(isSchema);
  if (choices) {
    const { anyOf: _any, oneOf: _one, ...beside } = schema;
    const real = choices.filter((one) => one["type"] !== "null");
    const inner = resolved({ ...beside, ...merged(real) }, root, depth + 1);
    return { plain: inner.plain, nullable: inner.nullable || real.length < choices.length };
  }
  const type = schema["type"];
  if (!Array.isArray(type)) return { plain: schema, nullable: false };
  const [first] = type.filter((one) => one !== "null");
  return { plain: { ...schema, type: first ?? "string" }, nullable: type.includes("null") };
}

const DEEPEST = 20;

/** Alternatives that are words become one list of words; of others the first is taken. */
function merged(choices: readonly Schema[]): Schema {
  const words = choices.flatMap((one) => wordsIn(one) ?? []);
  const [first = {}] = choices;
  if (choices.length > 1 && choices.every((one) => wordsIn(one) !== null))
    return { type: "string", enum: words };
  return first;
}

function wordsIn(schema: Schema): string[] | null {
  const listed: unknown = "const" in schema ? [schema["const"]] : schema["enum"];
  if (!Array.isArray(listed)) return null;
  const words = listed.filter((one) => typeof one === "string");
  return words.length === listed.length ? words : null;
}

function typed(plain: Schema, root: Schema, depth: number): Schema {
  const type = plain["type"];
  if (type === "object" || (type === undefined && isSchema(plain["properties"]))) {
    const properties = schemasOf(plain["properties"]);
    return {
      type: "object",
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, toSubset(one, root, depth)]),
      ),
      required: requiredOf(plain, properties, root),
      ...(plain["additionalProperties"] === false ? { additionalProperties: false } : {}),
    };
  }
  if (type === "array") {
    const items = plain["items"];
    return { type, items: isSchema(items) ? toSubset(items, root, depth) : { type: "string" } };
  }
  const words = wordsIn(plain);
  if (words !== null) return { type: "string", enum: words };
  const format = plain["format"];
  return {
    type: typeof type === "string" ? type : "string",
    ...(typeof format === "string" && FORMATS.has(format) ? { format } : {}),
  };
}

/** Whatever may be null and is no string has no stand-in but its absence. */
function requiredOf(
  plain: Schema,
  properties: Record<string, Schema>,
  root: Schema,
): readonly string[] {
  const required: unknown = plain["required"];
  if (!Array.isArray(required)) return [];
  return required.filter((name): name is string => {
    const property = typeof name === "string" ? properties[name] : undefined;
    if (!property) return false;
    const one = resolved(property, root);
    return !one.nullable || one.plain["type"] === "string";
  });
}

function bounds(plain: Schema): Schema {
  return Object.fromEntries(
    NUMERIC.flatMap((name) => {
      const value = plain[name];
      return typeof value === "number" && Math.abs(value) < UNBOUND ? [[name, value]] : [];
    }),
  );
}

/** An enumeration of anything but words is told in words. */
function otherValues(plain: Schema): string[] {
  const listed: unknown = "const" in plain ? [plain["const"]] : plain["enum"];
  return Array.isArray(listed) && wordsIn(plain) === null
    ? [`One of: ${listed.map((one) => JSON.stringify(one)).join(", ")}.`]
    : [];
}

function referred(ref: unknown, root: Schema): Schema | null {
  if (typeof ref !== "string") return null;
  const path = ref
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "");
  let found: unknown = root;
  for (const part of path) found = isSchema(found) ? found[part] : undefined;
  return isSchema(found) ? found : { type: "string" };
}

function schemasOf(value: unknown): Record<string, Schema> {
  if (!isSchema(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (isSchema(one) ? [[name, one]] : [])),
  );
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
