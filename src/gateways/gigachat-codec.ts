import { z } from "zod";
import { isSchema, toSubset, withNulls, type Schema } from "./gigachat-schema.ts";
import { objectIn } from "./model-json.ts";

const call = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});
const message = z.looseObject({
  role: z.string(),
  content: z
    .union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() }))])
    .nullish(),
  tool_calls: z.array(call).nullish(),
  tool_call_id: z.string().nullish(),
});
const schema = z.custom<Schema>(isSchema);
const tool = z.looseObject({
  function: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    parameters: schema.nullish(),
  }),
});
/** A request of OpenAI's chat, as far as it is carried over. */
const request = z.looseObject({
  model: z.string(),
  messages: z.array(message),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_tokens: z.number().nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .union([z.string(), z.looseObject({ function: z.looseObject({ name: z.string() }) })])
    .nullish(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema }).nullish() })
    .nullish(),
});
type Request = z.infer<typeof request>;
type Message = z.infer<typeof message>;

/** What GigaChat is sent, and the schema that its answer is to be read by. */
export type Encoded = { body: Record<string, unknown>; schema: Schema | null; forced: boolean };

/** The function that a model is made to call where it takes no form of an answer. */
const ANSWER = "answer";

/**
 * A request of OpenAI's chat in GigaChat's v1 contract. `forced`: the form of the answer is asked for by a function that
 * must be called, since not every model takes `response_format`.
 */
export function toGigaChat(body: string, { forced }: { forced: boolean }): Encoded {
  const asked = request.parse(JSON.parse(body));
  const wanted = asked.response_format?.json_schema?.schema ?? null;
  const tools = (asked.tools ?? []).map(toFunction);
  const byFunction = wanted !== null && forced && tools.length === 0;
  return {
    body: {
      model: asked.model,
      messages: toMessages(asked.messages),
      ...sampling(asked),
      ...(typeof asked.max_tokens === "number" ? { max_tokens: asked.max_tokens } : {}),
      ...(tools.length === 0 ? {} : { functions: tools, function_call: choiceOf(asked) }),
      ...(byFunction ? answerFunction(wanted) : {}),
      ...(wanted !== null && !forced
        ? { response_format: { type: "json_schema", schema: toSubset(wanted), strict: true } }
        : {}),
    },
    schema: wanted,
    forced: byFunction,
  };
}

/** GigaChat's answer as OpenAI would give it; null for what is none. */
export function fromGigaChat(text: string, encoded: Encoded): Record<string, unknown> | null {
  const read = answer.safeParse(parsed(text));
  if (!read.success) return null;
  const { choices, usage, ...rest } = read.data;
  return {
    ...rest,
    object: "chat.completion",
    choices: choices.map((one, index) => toChoice(one, index, encoded)),
    ...(usage
      ? {
          usage: {
            ...usage,
            prompt_tokens_details: { cached_tokens: usage.precached_prompt_tokens ?? 0 },
          },
        }
      : {}),
  };
}

/** {status, message} as the error that clients of OpenAI read. */
export function errorOf(text: string, status: number): Record<string, unknown> {
  const read = z.looseObject({ message: z.string() }).safeParse(parsed(text));
  const said = read.success ? read.data.message : text.slice(0, 300);
  return { error: { message: said, type: "gigachat", code: status } };
}

/** One system message, and that first; neighbours of one role are one message. */
function toMessages(messages: readonly Message[]): Record<string, unknown>[] {
  const system = messages
    .filter(isSystem)
    .map(textOf)
    .filter((text) => text !== "");
  const names = new Map(
    messages.flatMap(({ tool_calls: calls }) =>
      (calls ?? []).map((one) => [one.id ?? "", one.function.name] as const),
    ),
  );
  const made: Record<string, unknown>[] =
    system.length === 0 ? [] : [{ role: "system", content: system.join("\n\n") }];
  for (const one of messages.filter((each) => !isSystem(each))) {
    const next = toMessage(one, names);
    const last = made.at(-1);
    if (last && last["role"] === next["role"] && isPlain(last) && isPlain(next))
      last["content"] = `${String(last["content"])}\n\n${String(next["content"])}`;
    else made.push(next);
  }
  return made;
}

function isSystem({ role }: Message): boolean {
  return role === "system" || role === "developer";
}

function isPlain(made: Record<string, unknown>): boolean {
  return (made["role"] === "user" || made["role"] === "assistant") && !("function_call" in made);
}

function toMessage(one: Message, names: ReadonlyMap<string, string>): Record<string, unknown> {
  const content = textOf(one);
  if (one.role === "tool")
    return {
      role: "function",
      name: names.get(one.tool_call_id ?? "") ?? "",
      content: parsed(content) === undefined ? JSON.stringify({ result: content }) : content,
    };
  const [made] = one.tool_calls ?? [];
  if (!made) return { role: one.role, content };
  const state = STATE.exec(made.id ?? "")?.[1];
  return {
    role: "assistant",
    content,
    function_call: { name: made.function.name, arguments: parsed(made.function.arguments) ?? {} },
    ...(state === undefined ? {} : { functions_state_id: state }),
  };
}

/** GigaChat's state of a call travels in the id of the call, so that it outlives a restart. */
const STATE = /^call_([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/i;

function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => text ?? "").join("");
}

function toFunction({ function: one }: z.infer<typeof tool>): Record<string, unknown> {
  return {
    name: one.name,
    description: one.description ?? one.name,
    parameters: toSubset(one.parameters ?? { type: "object", properties: {} }),
  };
}

/** There is no "required": with one function it is named, else the model chooses. */
function choiceOf({ tool_choice: choice, tools }: Request): string | { name: string } {
  if (typeof choice === "object" && choice !== null) return { name: choice.function.name };
  if (choice === "none") return "none";
  const [first] = tools ?? [];
  return choice === "required" && first && tools?.length === 1
    ? { name: first.function.name }
    : "auto";
}

function answerFunction(wanted: Schema): Record<string, unknown> {
  return {
    functions: [
      {
        name: ANSWER,
        description: "Gives the answer to the task in its parts.",
        parameters: toSubset(wanted),
      },
    ],
    function_call: { name: ANSWER },
  };
}

/** GigaChat takes a temperature above zero only; the same is meant by no probability at all. */
function sampling({ temperature, top_p: top }: Request): Record<string, unknown> {
  if (temperature === 0) return { top_p: 0 };
  return {
    ...(typeof temperature === "number" ? { temperature } : {}),
    ...(typeof top === "number" ? { top_p: top } : {}),
  };
}

const choice = z.looseObject({
  message: z.looseObject({
    content: z.string().nullish(),
    function_call: z
      .looseObject({
        name: z.string(),
        arguments: z.union([z.string(), z.custom<Schema>(isSchema)]),
      })
      .nullish(),
    functions_state_id: z.string().nullish(),
    reasoning_content: z.string().nullish(),
  }),
  finish_reason: z.string().nullish(),
});
const answer = z.looseObject({
  model: z.string().nullish(),
  created: z.number().nullish(),
  choices: z.array(choice).min(1),
  usage: z
    .looseObject({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      total_tokens: z.number().nullish(),
      precached_prompt_tokens: z.number().nullish(),
    })
    .nullish(),
});

/** The topic filter's canned text is no answer: for OpenAI's clients it was filtered. */
const finishes: Record<string, string> = {
  blacklist: "content_filter",
  function_call: "tool_calls",
};

function toChoice(
  { message: said, finish_reason: finish }: z.infer<typeof choice>,
  index: number,
  encoded: Encoded,
): Record<string, unknown> {
  const made = said.function_call;
  const named = finishes[finish ?? ""] ?? finish ?? "stop";
  if (made && encoded.forced)
    return {
      index,
      message: {
        role: "assistant",
        content: JSON.stringify(meant(argumentsOf(made.arguments), encoded)),
      },
      finish_reason: named === "tool_calls" ? "stop" : named,
    };
  if (made)
    return {
      index,
      message: {
        role: "assistant",
        content: said.content === "" ? null : (said.content ?? null),
        tool_calls: [
          {
            id: `call_${said.functions_state_id ?? "0"}`,
            type: "function",
            function: { name: made.name, arguments: JSON.stringify(argumentsOf(made.arguments)) },
          },
        ],
      },
      finish_reason: named,
    };
  const filtered = named === "content_filter";
  return {
    index,
    message: {
      role: "assistant",
      content: filtered ? null : contentOf(said.content ?? "", encoded),
      ...(said.reasoning_content ? { reasoning_content: said.reasoning_content } : {}),
    },
    finish_reason: named,
  };
}

function contentOf(content: string, encoded: Encoded): string {
  const value = encoded.schema === null ? null : objectIn(content);
  return value === null ? content : JSON.stringify(meant(value, encoded));
}

function meant(value: unknown, { schema: wanted }: Encoded): unknown {
  return wanted === null ? value : withNulls(value, wanted);
}

/** Some gateways give the arguments as OpenAI does: JSON in a string. */
function argumentsOf(given: string | Schema): unknown {
  return typeof given === "string" ? (parsed(given) ?? {}) : given;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
