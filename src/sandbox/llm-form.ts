import { z } from "zod";
import type { Prompt } from "./llm-prompt.ts";
import { isSchema, strictProblem, type Schema } from "./llm-schema.ts";

/** A chat that OpenAI would answer; without a schema it answers in words. */
export type Chat = {
  model: string;
  prompt: Prompt;
  schema: Schema | null;
  maxTokens: number | null;
};
export type Wrong = { status: number; message: string; param: string | null; code: string | null };

const part = z.strictObject({ type: z.literal("text"), text: z.string() });
const content = z.union([z.string(), z.array(part).min(1)]);
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(["system", "developer"]), content, name: z.string().optional() }),
  z.strictObject({ role: z.literal("user"), content, name: z.string().optional() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: content.nullish(),
    refusal: z.string().nullish(),
  }),
]);
const schema = z.custom<Schema>(isSchema);
const format = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      description: z.string().optional(),
      schema,
      strict: z.boolean().nullish(),
    }),
  }),
]);
const request = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  response_format: format.optional(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  n: z.literal(1).nullish(),
  seed: z.int().nullish(),
  user: z.string().optional(),
  stream: z.literal(false).nullish(),
});
type Request = z.infer<typeof request>;

const known = /^(openai\/)?(gpt-4o|gpt-4\.1|gpt-5)(-mini|-nano)?(-\d{4}-\d\d-\d\d)?$/;

/** Reads a request as strictly as OpenAI does. */
export function readChat(body: unknown): Chat | { wrong: Wrong } {
  const read = request.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    const param = issue?.path.join(".") ?? null;
    return bad(`Invalid value: ${issue?.message ?? ""}`, param);
  }
  const { model, messages, response_format, max_tokens, max_completion_tokens } = read.data;
  if (!known.test(model))
    return {
      wrong: {
        status: 404,
        message: `The model \`${model}\` does not exist or you do not have access to it.`,
        param: null,
        code: "model_not_found",
      },
    };
  if (max_tokens != null && max_completion_tokens != null)
    return bad(
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      null,
    );
  if (messages.at(-1)?.role === "assistant")
    return bad("the stand-in answers a user, not an assistant", "messages");
  const prompt = promptOf(messages);
  const wanted = wantedOf(response_format, prompt);
  if ("wrong" in wanted) return wanted;
  return {
    model,
    prompt,
    schema: wanted.schema,
    maxTokens: max_tokens ?? max_completion_tokens ?? null,
  };
}

function promptOf(messages: Request["messages"]): Prompt {
  const textOf = (roles: readonly string[]): string =>
    messages
      .filter(({ role }) => roles.includes(role))
      .map(({ content: said }) =>
        typeof said === "string" ? said : (said ?? []).map(({ text }) => text).join("\n"),
      )
      .join("\n\n");
  return { system: textOf(["system", "developer"]), user: textOf(["user"]) };
}

function wantedOf(
  asked: Request["response_format"],
  { system, user }: Prompt,
): { schema: Schema | null } | { wrong: Wrong } {
  const words = `${system}\n${user}`;
  if (asked?.type === "json_schema") {
    const { name, schema: given, strict } = asked.json_schema;
    const problem = strict === true ? strictProblem(given) : null;
    return problem === null
      ? { schema: given }
      : bad(`Invalid schema for response_format '${name}': ${problem}`, "response_format");
  }
  if (asked?.type === "json_object" && !/json/i.test(words))
    return bad(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      "messages",
    );
  return { schema: schemaIn(words) };
}

/** Where the form is asked for in words, the schema stands in a line of its own. */
function schemaIn(words: string): Schema | null {
  const line = words.split("\n").find((one) => one.startsWith("{") && one.includes('"properties"'));
  if (line === undefined) return null;
  try {
    const found: unknown = JSON.parse(line);
    return isSchema(found) ? found : null;
  } catch {
    return null;
  }
}

function bad(why: string, param: string | null): { wrong: Wrong } {
  return { wrong: { status: 400, message: why, param, code: null } };
}
