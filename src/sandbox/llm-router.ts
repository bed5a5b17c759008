import { createHash } from "node:crypto";
import { Router } from "@koa/router";
import type { Clock } from "../lib/clock.ts";
import { readBytes } from "./body.ts";
import { readChat, type Chat } from "./llm-form.ts";
import { aboutOf, talkIn, think } from "./llm-mind.ts";
import { noBalance, openAiError, openAiRefusal } from "./openai-error.ts";
import type { Oddity } from "./service-fault.ts";
import type { Answered, Services } from "./service-log.ts";
import { halved } from "./stt-router.ts";
import type { Talk } from "./talk.ts";

type Deps = { services: Services; key: string | null; clock: Clock };

/** `POST /sandbox/llm/v1/chat/completions`: a chat of OpenAI's that knows the simulated talks. Without a key any key is right. */
export function llmRouter({ services, key, clock }: Deps): Router {
  const router = new Router({ prefix: "/sandbox/llm/v1" });
  router.post("/chat/completions", async (ctx) => {
    const refused = (answered: Answered, why: string) =>
      services.refuse(ctx, "llm", { answered, why });
    if (key !== null && ctx.get("authorization") !== `Bearer ${key}`)
      return refused(openAiRefusal(401), "wrong key");
    const chat = readChat(jsonOf(await readBytes(ctx.req)));
    if ("wrong" in chat) return refused(openAiError(chat.wrong), chat.wrong.message);
    const talk = talkIn(chat.prompt);
    return services.serve(ctx, "llm", {
      key: keyOf(chat.prompt.user),
      about: aboutOf(talk, chat.prompt),
      refuse: openAiRefusal,
      answer: (oddity) => answerOf(chat, talk, { oddity, now: clock.now() }),
    });
  });
  return router;
}

/** Equal for equal questions. */
export function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** A body that is no JSON is undefined. */
export function jsonOf(body: Buffer | null): unknown {
  try {
    const value: unknown = JSON.parse((body ?? "").toString());
    return value;
  } catch {
    return undefined;
  }
}

function answerOf(
  { model, prompt, schema, maxTokens }: Chat,
  talk: Talk | null,
  { oddity, now }: { oddity: Oddity | null; now: number },
): Answered {
  if (oddity === "balance") return noBalance;
  const said = schema === null ? "OK" : JSON.stringify(think(talk, prompt, { schema, oddity }));
  const length = Math.ceil(said.length / 4);
  const cut = oddity === "length" || (maxTokens !== null && length > maxTokens);
  const refusal = oddity === "refusal" ? "I'm sorry, I cannot assist with that request." : null;
  const fenced = oddity === "fenced" ? `\`\`\`json\n${said}\n\`\`\`` : said;
  const body = {
    id: `chatcmpl-${keyOf(`${now}`)}`,
    object: "chat.completion",
    created: Math.floor(now / 1000),
    model: `${model.replace("openai/", "")}-2025-04-14`,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: refusal === null ? (cut ? fenced.slice(0, 200) : fenced) : null,
          refusal,
        },
        logprobs: null,
        finish_reason: cut ? "length" : "stop",
      },
    ],
    usage: {
      prompt_tokens: Math.ceil((prompt.system.length + prompt.user.length) / 4),
      completion_tokens: length,
      total_tokens: Math.ceil((prompt.system.length + prompt.user.length) / 4) + length,
    },
    system_fingerprint: "fp_sandbox",
  };
  const answered = { status: 200, body };
  return oddity === "malformed" ? halved(answered) : answered;
}
