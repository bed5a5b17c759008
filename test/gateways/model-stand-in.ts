import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { serve } from "./http-stand-in.ts";

export type Reply = {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
  hangs?: true;
};
export type Chat = z.infer<typeof chat>;

const schema: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown());
/** As OpenAI takes it: nothing else may stand in a request. */
const chat = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string().min(1) }),
    )
    .min(1),
  temperature: z.number().optional(),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  response_format: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("json_object") }),
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          strict: z.literal(true),
          schema,
        }),
      }),
    ])
    .optional(),
});

/** A server of OpenAI's chat that takes nothing that OpenAI would refuse; `reply` answers the nth question. */
export async function modelStandIn(reply: (asked: Chat, n: number) => Reply) {
  const asked: Chat[] = [];
  const keys: (string | undefined)[] = [];
  const refused: string[] = [];
  const server = await serve((request, response) => {
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    };
    const problem = (why: string): void => {
      refused.push(why);
      answer(400, {
        error: { message: why, type: "invalid_request_error", param: null, code: null },
      });
    };
    const handle = (body: string): void => {
      if (request.method !== "POST" || request.url !== "/v1/chat/completions")
        return problem(`${request.url}`);
      if (request.headers["content-type"] !== "application/json") return problem("no JSON");
      const read = chat.safeParse(JSON.parse(body));
      if (!read.success) return problem(z.prettifyError(read.error));
      const { response_format: form, messages } = read.data;
      const wrong = form?.type === "json_schema" ? strictProblem(form.json_schema.schema) : null;
      if (wrong !== null) return problem(wrong);
      if (form?.type === "json_object" && !/json/i.test(JSON.stringify(messages)))
        return problem("'messages' must contain the word 'json'");
      if (messages.at(-1)?.role !== "user") return problem("the last message is not the user's");
      asked.push(read.data);
      keys.push(request.headers.authorization);
      const { status = 200, body: made, headers, hangs } = reply(read.data, asked.length);
      if (hangs) return undefined;
      return answer(status, made, headers);
    };
    textOf(request)
      .then(handle)
      .catch((error: unknown) => problem(String(error)));
  });
  return { ...server, base: `${server.url}v1`, asked, keys, refused };
}

/** An answer of OpenAI's chat with this text. */
export function saying(content: string, finish = "stop"): Reply {
  return {
    body: {
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1_795_000_000,
      model: "gpt-4o-2024-08-06",
      choices: [
        { index: 0, message: { role: "assistant", refusal: null, content }, finish_reason: finish },
      ],
      usage: { prompt_tokens: 42, completion_tokens: 12, total_tokens: 54 },
    },
  };
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Strict mode: every property is required and no other is allowed. */
function strictProblem(given: unknown): string | null {
  const read = schema.safeParse(given);
  if (!read.success) return null;
  const { type, properties, required, additionalProperties, items, $ref } = read.data;
  if ($ref !== undefined) return "references are not expected here";
  const inner = [...Object.values(schema.safeParse(properties).data ?? {}), items];
  if (type === "object") {
    const names = Object.keys(schema.safeParse(properties).data ?? {});
    const listed = z.array(z.string()).safeParse(required).data ?? [];
    if (additionalProperties !== false) return "additionalProperties must be false";
    if (names.some((name) => !listed.includes(name))) return "every property must be required";
  }
  return inner.map(strictProblem).find((problem) => problem !== null) ?? null;
}
