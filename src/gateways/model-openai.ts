import { z } from "zod";
import type { Fetcher } from "./http.ts";
import type { Model } from "./model.ts";
import { createChatModel } from "./model-chat.ts";
import { saidIn } from "./model-fault.ts";
import { fromInit, post, toResponse, within, type Posted } from "./model-http.ts";

type OpenAi = { url: string; key: string | null; model: string };

/** A model of OpenAI, OpenRouter or any server that speaks their chat; `url` ends before "/chat/completions". */
export function createOpenAi({ url, key, model }: OpenAi, fetcher: Fetcher): Model {
  return createChatModel({ name: model, url, key, model, fetch: openAiFetch(fetcher) });
}

/** The longest that one answer may take. */
const DEADLINE_MS = 180_000;

/** Newer models of OpenAI name the limit of tokens anew and take no temperature: learnt from their refusals. */
type Quirk = "max_tokens" | "temperature";

function openAiFetch(fetcher: Fetcher): typeof globalThis.fetch {
  const quirks = new Set<Quirk>();
  return async (input, init) => {
    const { headers, body } = fromInit(init);
    const send = (): Promise<Posted> => {
      const request = { url: addressOf(input), headers, body: fitted(body, quirks) };
      return within(init?.signal, post(fetcher, { ...request, deadlineMs: DEADLINE_MS }));
    };
    let answer = await send();
    for (
      let quirk = quirkIn(answer);
      quirk !== null && !quirks.has(quirk);
      quirk = quirkIn(answer)
    ) {
      quirks.add(quirk);
      answer = await send();
    }
    return toResponse(unified(answer));
  };
}

function addressOf(input: string | URL | Request): string {
  return typeof input === "string" ? input : "url" in input ? input.url : input.href;
}

function quirkIn({ status, text }: Posted): Quirk | null {
  if (status !== 400) return null;
  const said = saidIn(text).text;
  if (/unsupported/i.test(said) && /max_completion_tokens/.test(said)) return "max_tokens";
  if (/unsupported/i.test(said) && /temperature/.test(said)) return "temperature";
  return null;
}

function fitted(body: string, quirks: ReadonlySet<Quirk>): string {
  if (quirks.size === 0) return body;
  const sent: Record<string, unknown> = JSON.parse(body);
  if (quirks.has("temperature")) delete sent["temperature"];
  if (quirks.has("max_tokens")) {
    sent["max_completion_tokens"] = sent["max_tokens"];
    delete sent["max_tokens"];
  }
  return JSON.stringify(sent);
}

const failedLate = z.looseObject({
  error: z.looseObject({ code: z.union([z.number(), z.string()]).nullish() }),
  choices: z.undefined(),
});
const refused = z.looseObject({
  choices: z
    .array(z.looseObject({ message: z.looseObject({ refusal: z.string().min(1) }) }))
    .min(1),
});

/** OpenRouter answers 200 with an error inside when the upstream failed late; a refusal stands beside the content. */
function unified(answer: Posted): Posted {
  if (answer.status !== 200) return answer;
  const body = parsed(answer.text);
  const late = failedLate.safeParse(body);
  if (late.success) {
    const code = Number(late.data.error.code);
    return { ...answer, status: code >= 400 && code < 600 ? code : 502 };
  }
  const refusal = refused.safeParse(body);
  if (!refusal.success) return answer;
  const choices = refusal.data.choices.map((one) => ({ ...one, finish_reason: "content_filter" }));
  return { ...answer, text: JSON.stringify({ ...refusal.data, choices }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
