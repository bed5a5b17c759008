import { z } from "zod";
import type { Prompt } from "./llm-prompt.ts";
import { isSchema, type Schema } from "./llm-schema.ts";

/** A chat that GigaChat would answer: in words, in the shape of a schema, or by the call of a function. */
export type GigaChat = {
  model: string;
  prompt: Prompt;
  schema: Schema | null;
  /** The function whose parameters the schema is. */
  calls: string | null;
};
export type GigaWrong = { status: number; message: string };

export const gigaModels = [
  "GigaChat",
  "GigaChat-Pro",
  "GigaChat-Max",
  "GigaChat-2",
  "GigaChat-2-Pro",
  "GigaChat-2-Max",
  "GigaChat-3-Ultra",
];

const schema = z.custom<Schema>(isSchema);
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string() }),
  z.strictObject({ role: z.literal("user"), content: z.string() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string(),
    function_call: z.strictObject({ name: z.string(), arguments: schema }).optional(),
    functions_state_id: z.uuid().optional(),
  }),
  z.strictObject({ role: z.literal("function"), name: z.string(), content: z.string() }),
]);
type Message = z.infer<typeof message>;
const request = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  temperature: z.number().positive().max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.int().positive().optional(),
  repetition_penalty: z.number().optional(),
  profanity_check: z.boolean().optional(),
  stream: z.literal(false).optional(),
  functions: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w-]{1,64}$/),
        description: z.string().optional(),
        parameters: schema,
        return_parameters: schema.optional(),
        few_shot_examples: z.array(z.unknown()).optional(),
      }),
    )
    .optional(),
  function_call: z
    .union([z.enum(["auto", "none"]), z.strictObject({ name: z.string() })])
    .optional(),
  response_format: z
    .strictObject({ type: z.literal("json_schema"), schema, strict: z.boolean().optional() })
    .optional(),
});

/** Reads a request of the v1 contract as strictly as GigaChat does. */
export function readGigaChat(body: unknown): GigaChat | { wrong: GigaWrong } {
  const read = request.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return bad(400, `Bad Request: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
  }
  const { model, messages, functions = [], function_call: call, response_format } = read.data;
  if (!gigaModels.includes(model)) return bad(404, "No such model");
  const order = orderProblem(messages);
  if (order !== null) return bad(422, `Invalid params: ${order}`);
  const named = typeof call === "object" ? functions.find(({ name }) => name === call.name) : null;
  if (named === undefined) return bad(422, "Invalid params: function_call names no function");
  const asked = response_format?.schema ?? named?.parameters ?? null;
  const problem = [...functions.map((one) => one.parameters), ...(asked ? [asked] : [])]
    .map((one) => subsetProblem(one))
    .find((one) => one !== null);
  if (problem) return bad(422, `Invalid params: ${problem}`);
  const textOf = (role: string): string =>
    messages
      .filter((one) => one.role === role)
      .map(({ content }) => content)
      .join("\n\n");
  const prompt = { system: textOf("system"), user: textOf("user") };
  return { model, prompt, schema: asked, calls: response_format ? null : (named?.name ?? null) };
}

function orderProblem(messages: readonly Message[]): string | null {
  for (const [n, one] of messages.entries()) {
    const before = messages[n - 1];
    if (one.role === "system" && n > 0) return "system message must be the first message";
    if (before?.role === one.role) return "messages of one role must not follow one another";
    if (one.role === "function") {
      if (before?.role !== "assistant" || before.function_call?.name !== one.name)
        return "a function's result must follow its call";
      if (before.functions_state_id === undefined) return "functions_state_id is missing";
      if (!isJson(one.content)) return "a function's result must be JSON";
    }
  }
  return messages.at(-1)?.role === "assistant" ? "the last message must not be assistant's" : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const FORMATS = ["date", "date-time", "time"];

/** What the official gateway takes out of schemas, because the model's server does not take it. */
function subsetProblem(one: Schema): string | null {
  const strange = ["$ref", "$defs", "$schema", "anyOf", "oneOf", "allOf"].find(
    (word) => word in one,
  );
  if (strange) return `schema: ${strange} is not supported`;
  if (Array.isArray(one["type"])) return "schema: type must be one word";
  const listed = one["enum"];
  if (Array.isArray(listed) && listed.some((value) => typeof value !== "string"))
    return "schema: enum must hold strings";
  if ("format" in one && !FORMATS.includes(String(one["format"]))) return "schema: unknown format";
  const properties = one["properties"];
  if (one["type"] === "object" && !isSchema(properties)) return "schema: object needs properties";
  const inner = [...Object.values(isSchema(properties) ? properties : {}), one["items"]];
  for (const each of inner) {
    const problem = isSchema(each) ? subsetProblem(each) : null;
    if (problem !== null) return problem;
  }
  return null;
}

function bad(status: number, text: string): { wrong: GigaWrong } {
  return { wrong: { status, message: text } };
}
