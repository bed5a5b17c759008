import type * as Provider from "@ai-sdk/openai-compatible";
import type * as Ai from "ai";
import { z } from "zod";
import type { Model, ModelAnswer, ModelCause, ModelRequest } from "./model.ts";
import { faultOf, type Fault } from "./model-fault.ts";
import { readObject } from "./model-json.ts";

/** A chat of OpenAI's kind; `fetch` speaks to its server and never throws. */
export type Chat = {
  name: string;
  url: string;
  key: string | null;
  model: string;
  fetch: typeof globalThis.fetch;
};

/** How the form of an answer is asked for, the surest first; a server that refuses one is asked in the next from then on. */
const forms = ["schema", "object", "words"] as const;
type Form = (typeof forms)[number];

/** A model behind the AI SDK, which is loaded with the first question. */
export function createChatModel(chat: Chat): Model {
  const known: { form: Form } = { form: "schema" };
  return {
    name: chat.model,
    answer: (request) => answered(chat, known, request),
  };
}

type Said = { text: string; finish: string; model: string; usage: Usage };
type Usage = { input: number | null; output: number | null };
type Asked = { messages: Ai.ModelMessage[]; form: Form; signal: AbortSignal };

/** One question, and one more when the answer is none: with what was wrong with it. */
async function answered<T>(
  chat: Chat,
  known: { form: Form },
  request: ModelRequest<T>,
): Promise<ModelAnswer<T>> {
  const signal = AbortSignal.timeout(request.deadlineMs);
  const question: Ai.ModelMessage[] = [{ role: "user", content: request.user }];
  const first = await inKnownForm(chat, known, request, { messages: question, signal });
  const read = result(first, request);
  if (!("wrong" in read)) return read;
  if (request.once === true) return { failed: "model_answer" };
  const repair: Ai.ModelMessage[] = [
    ...question,
    { role: "assistant", content: read.text.slice(0, REPEATED) || "{}" },
    { role: "user", content: repairOf(read.wrong) },
  ];
  const second = await inKnownForm(chat, known, request, { messages: repair, signal });
  const mended = result(second, request);
  return "wrong" in mended ? { failed: "model_answer" } : mended;
}

const REPEATED = 12_000;

function repairOf(wrong: string): string {
  return `That answer cannot be used: ${wrong}. Answer again, shorter if it was cut off: one complete JSON object of the given schema and nothing else.`;
}

type Wrong = { wrong: string; text: string };

function result<T>(said: Said | Fault, request: ModelRequest<T>): ModelAnswer<T> | Wrong {
  if ("retry" in said) return said;
  if ("failed" in said) return { failed: said.failed };
  if (said.finish === "content-filter") return { failed: "model_refused", filtered: true };
  const read = readObject(said.text, request.taken ?? request.schema);
  if ("object" in read) return { object: read.object, model: said.model, usage: said.usage };
  const wrong = said.finish === "length" ? `it was cut off; ${read.wrong}` : read.wrong;
  return { wrong, text: said.text };
}

async function inKnownForm<T>(
  chat: Chat,
  known: { form: Form },
  request: ModelRequest<T>,
  asked: Omit<Asked, "form">,
): Promise<Said | Fault> {
  let refused: ModelCause | null = null;
  for (const form of forms.slice(forms.indexOf(known.form))) {
    const said = await ask(chat, request, { ...asked, form });
    if (!("failed" in said) || !said.plainer) {
      if ("text" in said) known.form = form;
      return said;
    }
    refused = said.failed;
  }
  return { failed: refused ?? "model_refused", plainer: false };
}

async function ask<T>(
  chat: Chat,
  request: ModelRequest<T>,
  { messages, form, signal }: Asked,
): Promise<Said | Fault> {
  const { ai, provider } = await (kept ??= load());
  const model = provider.createOpenAICompatible({
    name: "model",
    baseURL: chat.url,
    ...(chat.key === null ? {} : { apiKey: chat.key }),
    fetch: chat.fetch,
    supportsStructuredOutputs: form === "schema",
  })(chat.model);
  const settings = {
    model,
    system: form === "schema" ? request.system : `${request.system}\n\n${inWords(request.schema)}`,
    messages,
    temperature: 0,
    maxOutputTokens: request.maxTokens,
    maxRetries: 0,
    abortSignal: signal,
  };
  const { schema } = request;
  const generated = {
    schema: () => ai.generateText({ ...settings, output: ai.Output.object({ schema }) }),
    object: () => ai.generateText({ ...settings, output: ai.Output.json() }),
    words: () => ai.generateText(settings),
  };
  try {
    const { text, finishReason, response, usage } = await generated[form]();
    return { text, finish: finishReason, model: response.modelId, usage: usageOf(usage) };
  } catch (error) {
    return caught(ai, chat, error);
  }
}

/** The library's errors; one that is not among them is ours. */
function caught(ai: Library["ai"], chat: Chat, error: unknown): Said | Fault {
  if (ai.NoObjectGeneratedError.isInstance(error))
    return {
      text: error.text ?? "",
      finish: error.finishReason ?? "other",
      model: error.response?.modelId ?? chat.model,
      usage: usageOf(error.usage),
    };
  if (ai.APICallError.isInstance(error)) {
    const { statusCode = 599, responseBody = "", responseHeaders = {} } = error;
    // An answer that is no JSON came from something in between: there may be one later.
    const status = statusCode < 400 ? 502 : statusCode;
    const fault = faultOf({ status, body: responseBody, headers: responseHeaders });
    const unread = statusCode < 300 && ai.JSONParseError.isInstance(error.cause);
    return unread && "retry" in fault ? { ...fault, cause: "model_answer" } : fault;
  }
  if (ai.InvalidResponseDataError.isInstance(error) || isTimeout(error))
    return faultOf({ status: 599, body: "", headers: {} });
  throw error;
}

type Library = {
  ai: typeof Ai;
  provider: typeof Provider;
};
let kept: Promise<Library> | undefined;

async function load(): Promise<Library> {
  // Its warnings go to the console, past our log.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const [ai, provider] = await Promise.all([import("ai"), import("@ai-sdk/openai-compatible")]);
  return { ai, provider };
}

function inWords(schema: z.ZodType): string {
  return `Answer with one JSON object and nothing else. Its JSON schema:\n${JSON.stringify(z.toJSONSchema(schema))}`;
}

function usageOf(
  usage: { inputTokens?: number | undefined; outputTokens?: number | undefined } | undefined,
): Usage {
  return { input: usage?.inputTokens ?? null, output: usage?.outputTokens ?? null };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
}
