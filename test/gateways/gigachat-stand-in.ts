import { z } from "zod";
import { serve } from "./http-stand-in.ts";
import { textOf } from "./model-stand-in.ts";

export type GigaReply = { status?: number; body: unknown; headers?: Record<string, string> };
type GigaAsked = z.infer<typeof chat>;

const object: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown());
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string().min(1) }),
  z.strictObject({ role: z.literal("user"), content: z.string().min(1) }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string(),
    function_call: z.strictObject({ name: z.string(), arguments: object }).optional(),
    functions_state_id: z.uuid().optional(),
  }),
  z.strictObject({ role: z.literal("function"), name: z.string().min(1), content: z.string() }),
]);
/** GigaChat's v1 contract and not one field more. */
const chat = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  temperature: z.number().positive().max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.int().positive().optional(),
  functions: z
    .array(z.strictObject({ name: z.string(), description: z.string(), parameters: object }))
    .min(1)
    .optional(),
  function_call: z
    .union([z.literal("auto"), z.literal("none"), z.strictObject({ name: z.string() })])
    .optional(),
  response_format: z
    .strictObject({ type: z.literal("json_schema"), schema: object, strict: z.boolean() })
    .optional(),
});

type Options = {
  reply: (asked: GigaAsked, n: number) => GigaReply | Promise<GigaReply>;
  /** How the nth request of a token is refused or answered otherwise. */
  oauth?: (n: number) => GigaReply | null;
  scope?: string;
  streams?: number;
  /** Tokens that the chat no longer takes. */
  expired?: Set<string>;
};

/** GigaChat's token endpoint and chat: what they would refuse is refused here, a stream too many as well. */
export async function gigachatStandIn({
  reply,
  oauth,
  scope = "GIGACHAT_API_PERS",
  streams = 1,
  expired,
}: Options) {
  const asked: GigaAsked[] = [];
  const tokens: string[] = [];
  const refused: string[] = [];
  const state = { busy: 0, most: 0 };
  const server = await serve((request, response) => {
    const answer = ({ status = 200, body, headers = {} }: GigaReply): void => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    };
    const refuse = (status: number, why: string): void => {
      refused.push(why);
      answer({ status, body: { status, message: why } });
    };
    const token = (body: string): void => {
      const { authorization, rquid, "content-type": type } = request.headers;
      const basic = Buffer.from("client:secret").toString("base64");
      if (type !== "application/x-www-form-urlencoded") return refuse(400, "no form");
      if (!z.uuidv4().safeParse(rquid).success) return refuse(400, "RqUID is no uuid4");
      if (authorization !== `Basic ${basic}`) return refuse(401, "wrong key");
      if (new URLSearchParams(body).get("scope") !== scope) return refuse(400, "wrong scope");
      tokens.push(`token-${tokens.length + 1}`);
      const other = oauth?.(tokens.length);
      return answer(
        other ?? { body: { access_token: tokens.at(-1), expires_at: 4_102_444_800_000 } },
      );
    };
    const talk = async (body: string): Promise<void> => {
      const [, bearer = ""] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
      if (!tokens.includes(bearer) || expired?.has(bearer))
        return answer({ status: 401, body: { status: 401, message: "Token has expired" } });
      if (state.busy >= streams) return refuse(429, "one stream too many");
      const read = chat.safeParse(JSON.parse(body));
      if (!read.success) return refuse(400, z.prettifyError(read.error));
      const problem = problemOf(read.data);
      if (problem !== null) return refuse(422, problem);
      asked.push(read.data);
      state.busy += 1;
      state.most = Math.max(state.most, state.busy);
      const made = await reply(read.data, asked.length);
      state.busy -= 1;
      return answer(made);
    };
    const handle = async (): Promise<void> => {
      const body = await textOf(request);
      if (request.method !== "POST") return refuse(405, "no POST");
      if (request.url === "/oauth") return token(body);
      if (request.url === "/v1/chat/completions") return talk(body);
      return refuse(404, `no such path ${request.url}`);
    };
    handle().catch((error: unknown) => refuse(500, String(error)));
  });
  return { ...server, asked, tokens, refused, state };
}

/** An answer of the v1 chat with this text. */
export function gigaSaying(content: string, finish = "stop"): GigaReply {
  return {
    body: {
      choices: [{ message: { role: "assistant", content }, index: 0, finish_reason: finish }],
      created: 1_795_000_000,
      model: "GigaChat-2:2.0.28.2",
      object: "chat.completion",
      usage: {
        prompt_tokens: 17,
        completion_tokens: 3,
        total_tokens: 20,
        precached_prompt_tokens: 2,
      },
    },
  };
}

function problemOf({
  messages,
  functions,
  function_call: call,
  response_format: form,
}: GigaAsked): string | null {
  for (const [i, one] of messages.entries()) {
    const before = messages[i - 1];
    if (one.role === "system" && i > 0) return "system message must be the first message";
    if (before?.role === one.role) return "two neighbours have one role";
    if (one.role === "function") {
      if (before?.role !== "assistant" || before.function_call?.name !== one.name)
        return "a result without its call";
      if (before.functions_state_id === undefined) return "a call without its functions_state_id";
      if (!isJson(one.content)) return "a result that is no JSON";
    }
  }
  if (messages.at(-1)?.role === "assistant") return "the last message is the assistant's";
  if (typeof call === "object" && !functions?.some(({ name }) => name === call.name))
    return "function_call names no function";
  const schemas = [
    ...(functions ?? []).map(({ parameters }) => parameters),
    ...(form ? [form.schema] : []),
  ];
  return schemas.map(schemaProblem).find((problem) => problem !== null) ?? null;
}

const FORMATS = new Set<unknown>(["date", "date-time", "time"]);

/** What the official gateway takes out before it passes a schema on. */
export function schemaProblem(given: unknown): string | null {
  const read = object.safeParse(given);
  if (!read.success || Array.isArray(given)) return null;
  const { type, properties, enum: listed, format, items } = read.data;
  const strange = ["$ref", "$defs", "$schema", "anyOf", "oneOf", "allOf", "const", "pattern"];
  const found = strange.find((word) => word in read.data);
  if (found !== undefined) return `schema: ${found}`;
  if (typeof type !== "string") return "schema: no single type";
  if (listed !== undefined && !z.array(z.string()).min(1).safeParse(listed).success)
    return "schema: enum";
  if (format !== undefined && !FORMATS.has(format)) return "schema: format";
  if (type === "object" && !object.safeParse(properties).success)
    return "schema: an object without properties";
  const inner = [...Object.values(object.safeParse(properties).data ?? {}), items];
  return inner.map(schemaProblem).find((problem) => problem !== null) ?? null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
