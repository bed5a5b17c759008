import { randomBytes, randomUUID } from "node:crypto";
import { Router, type RouterContext } from "@koa/router";
import type { Clock } from "../lib/clock.ts";
import { readBytes } from "./body.ts";
import { gigaModels, readGigaChat, type GigaChat } from "./gigachat-form.ts";
import { jsonOf, keyOf } from "./llm-router.ts";
import { aboutOf, talkIn, think } from "./llm-mind.ts";
import type { Oddity } from "./service-fault.ts";
import type { Answered, Services } from "./service-log.ts";
import { halved } from "./stt-router.ts";
import type { Talk } from "./talk.ts";

type Deps = { services: Services; clock: Clock };

const gigaClient = { id: "sandbox", secret: "sandbox-secret" };
const SCOPES = ["GIGACHAT_API_PERS", "GIGACHAT_API_B2B", "GIGACHAT_API_CORP"];
const TOKEN_MS = 30 * 60_000;
/** A person's account has one stream, a company's ten. */
const STREAMS: Record<string, number> = { GIGACHAT_API_PERS: 1 };
const COMPANY_STREAMS = 10;

type Token = { scope: string; till: number; busy: number };

/** GigaChat's tokens at `/sandbox/gigachat/oauth` and its v1 contract at `/sandbox/gigachat/v1`. */
export function gigachatRouter({ services, clock }: Deps): Router {
  const router = new Router({ prefix: "/sandbox/gigachat" });
  const tokens = new Map<string, Token>();
  router.post("/oauth", async (ctx) => {
    const body = new URLSearchParams((await readBytes(ctx.req))?.toString() ?? "");
    const scope = body.get("scope") ?? "";
    const wrong = oauthProblem(ctx, scope);
    if (wrong) return services.refuse(ctx, "oauth", wrong);
    return services.serve(ctx, "oauth", {
      key: keyOf(ctx.get("rquid")),
      about: "",
      refuse: refusal,
      answer: () => {
        const token = randomBytes(24).toString("base64url");
        const till = clock.now() + TOKEN_MS;
        tokens.set(token, { scope, till, busy: 0 });
        return { status: 200, body: { access_token: token, expires_at: till } };
      },
    });
  });
  const tokenOf = (ctx: RouterContext): Token | null => {
    const token = tokens.get(/^Bearer (.+)$/.exec(ctx.get("authorization"))?.[1] ?? "");
    return token !== undefined && token.till > clock.now() ? token : null;
  };
  router.get("/v1/models", (ctx) => {
    const answered = tokenOf(ctx) ? { status: 200, body: modelList() } : refusal(401);
    ctx.status = answered.status;
    ctx.body = answered.body;
  });
  router.post("/v1/chat/completions", async (ctx) => {
    const refused = (answered: Answered, why: string) =>
      services.refuse(ctx, "gigachat", { answered, why });
    const token = tokenOf(ctx);
    if (!token) return refused(refusal(401), "no token");
    const chat = readGigaChat(jsonOf(await readBytes(ctx.req)));
    if ("wrong" in chat)
      return refused({ status: chat.wrong.status, body: chat.wrong }, chat.wrong.message);
    if (token.busy >= (STREAMS[token.scope] ?? COMPANY_STREAMS))
      return refused(refusal(429), "one stream too many");
    token.busy += 1;
    const talk = talkIn(chat.prompt);
    await services
      .serve(ctx, "gigachat", {
        key: keyOf(chat.prompt.user),
        about: aboutOf(talk, chat.prompt),
        refuse: refusal,
        answer: (oddity) => answerOf(chat, talk, { oddity, now: clock.now() }),
      })
      .finally(() => (token.busy -= 1));
  });
  return router;
}

function oauthProblem(
  ctx: RouterContext,
  scope: string,
): { answered: Answered; why: string } | null {
  const right = Buffer.from(`${gigaClient.id}:${gigaClient.secret}`).toString("base64");
  if (!ctx.is("urlencoded")) return oauthWrong(400, 4, "form expected");
  if (!/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i.test(ctx.get("rquid")))
    return oauthWrong(400, 3, "RqUID is missing or malformed");
  if (ctx.get("authorization") !== `Basic ${right}`)
    return oauthWrong(401, 6, "credentials doesn't match db data");
  if (scope === "") return oauthWrong(400, 5, "scope is empty");
  if (!SCOPES.includes(scope)) return oauthWrong(400, 1, "scope data format invalid");
  return null;
}

function oauthWrong(
  status: number,
  code: number,
  message: string,
): { answered: Answered; why: string } {
  return { answered: { status, body: { code, message } }, why: message };
}

const messages: Record<number, string> = {
  401: "Token has expired",
  402: "Payment Required",
  403: "Permission denied",
  404: "No such model",
  413: "Payload too large",
  422: "Requested model does not support functions",
  429: "Too Many Requests",
};

function refusal(status: number): Answered {
  return { status, body: { status, message: messages[status] ?? "Internal Server Error" } };
}

function modelList(): object {
  const data = gigaModels.map((id) => ({
    id,
    object: "model",
    owned_by: "salutedevices",
    type: "chat",
  }));
  return { object: "list", data };
}

const CANNED = "Не люблю менять тему разговора, но вот сейчас тот самый случай.";

type Asked = { oddity: Oddity | null; now: number };

function answerOf(chat: GigaChat, talk: Talk | null, { oddity, now }: Asked): Answered {
  if (oddity === "balance") return refusal(402);
  const { model, prompt, schema } = chat;
  const made = schema && think(talk, prompt, { schema, oddity });
  const said = schema === null ? "OK" : JSON.stringify(made, null, 4);
  const [asked, answered] = [Math.ceil(prompt.user.length / 4), Math.ceil(said.length / 4)];
  const whole = {
    status: 200,
    body: {
      choices: [{ ...choiceOf(chat, { oddity, made, said }), index: 0 }],
      created: Math.floor(now / 1000),
      model: `${model}:2.0.30.1`,
      object: "chat.completion",
      usage: {
        prompt_tokens: asked,
        completion_tokens: answered,
        total_tokens: asked + answered,
        precached_prompt_tokens: 0,
      },
    },
  };
  return oddity === "malformed" ? halved(whole) : whole;
}

function choiceOf(
  { calls }: GigaChat,
  { oddity, made, said }: { oddity: Oddity | null; made: unknown; said: string },
): object {
  if (oddity === "refusal") return inWords(CANNED, "blacklist");
  if (oddity === "length") return inWords(said.slice(0, 200), "length");
  if (calls === null)
    return inWords(oddity === "fenced" ? `\`\`\`json\n${said}\n\`\`\`` : said, "stop");
  const message = {
    role: "assistant",
    content: "",
    function_call: { name: calls, arguments: made },
    functions_state_id: randomUUID(),
  };
  return { message, finish_reason: "function_call" };
}

function inWords(content: string, finish_reason: string): object {
  return { message: { role: "assistant", content }, finish_reason };
}
