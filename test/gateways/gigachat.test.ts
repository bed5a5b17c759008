import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createGigaChat } from "../../src/gateways/gigachat.ts";
import type { Model } from "../../src/gateways/model.ts";
import { gigachatStandIn, gigaSaying, type GigaReply } from "./gigachat-stand-in.ts";
import { closeAll, fetcherFor } from "./http-stand-in.ts";

afterEach(closeAll);

const schema = z.object({
  outcome: z.enum(["booked", "other"]),
  name: z.string().nullable(),
  claims: z.array(z.object({ value: z.string(), turn: z.number().nullable() })),
});
const question = {
  system: "Analyse the call.",
  user: "Дзвінок…",
  schema,
  maxTokens: 500,
  deadlineMs: 20_000,
};
const right = { outcome: "other", name: null, claims: [{ value: "ok", turn: null }] };
/** As GigaChat may say it: without what may be null. */
const RIGHT = JSON.stringify({ outcome: "other", name: "", claims: [{ value: "ok" }] });

test("a question goes by the letter of the v1 contract, and the answer gets its nulls back", async () => {
  const stand = await gigachatStandIn({ reply: () => gigaSaying(RIGHT) });
  const answer = await modelAt(stand.url).answer(question);
  expect(stand.refused).toEqual([]);
  expect(answer).toEqual({
    object: right,
    model: "GigaChat-2:2.0.28.2",
    usage: { input: 17, output: 3 },
  });
  expect(stand.asked).toMatchObject([
    {
      model: "GigaChat-2",
      top_p: 0,
      max_tokens: 500,
      messages: [
        { role: "system", content: "Analyse the call." },
        { role: "user", content: "Дзвінок…" },
      ],
      response_format: {
        type: "json_schema",
        strict: true,
        schema: { required: ["outcome", "name", "claims"] },
      },
    },
  ]);
});

test("a model that takes no form of an answer is made to call a function, from then on at once", async () => {
  const stand = await gigachatStandIn({
    reply: ({ response_format: form }) =>
      form === undefined
        ? calling("answer", JSON.parse(RIGHT))
        : { status: 422, body: { status: 422, message: "response_format is not supported" } },
  });
  const model = modelAt(stand.url);
  expect(await model.answer(question)).toMatchObject({ object: right });
  expect(await model.answer(question)).toMatchObject({ object: right });
  expect(stand.refused).toEqual([]);
  expect(stand.asked.map(({ function_call: call }) => call)).toEqual([
    undefined,
    { name: "answer" },
    { name: "answer" },
  ]);
});

test("an answer that is none is mended once, in the right order of messages", async () => {
  const stand = await gigachatStandIn({
    reply: (_, n) => gigaSaying(n === 1 ? "Конечно! Вот анализ." : `\`\`\`json\n${RIGHT}\n\`\`\``),
  });
  expect(await modelAt(stand.url).answer(question)).toMatchObject({ object: { outcome: "other" } });
  expect(stand.refused).toEqual([]);
  expect(stand.asked[1]?.messages.map(({ role }) => role)).toEqual([
    "system",
    "user",
    "assistant",
    "user",
  ]);
});

test("the topic filter's canned text is a refusal, and no answer", async () => {
  const stand = await gigachatStandIn({
    reply: () => ({ body: composed("v1-blacklist-response") }),
  });
  expect(await modelAt(stand.url).answer(question)).toEqual({
    failed: "model_refused",
    filtered: true,
  });
  expect(stand.asked).toHaveLength(1);
});

test("a function that could not be called comes to no answer", async () => {
  const stand = await gigachatStandIn({
    reply: () => ({ body: composed("v1-finish-error-response") }),
  });
  expect(await modelAt(stand.url).answer(question)).toEqual({ failed: "model_answer" });
});

describe("tokens", () => {
  test("a token that the chat no longer takes is renewed once and the question repeated once", async () => {
    const expired = new Set<string>();
    const stand = await gigachatStandIn({ reply: () => gigaSaying(RIGHT), expired });
    const model = modelAt(stand.url);
    await model.answer(question);
    expired.add("token-1");
    expect(await model.answer(question)).toMatchObject({ object: right });
    expect(stand.tokens).toEqual(["token-1", "token-2"]);
    for (let n = 2; n < 9; n += 1) expired.add(`token-${n}`);
    expect(await model.answer(question)).toEqual({ failed: "model_key" });
    expect(stand.tokens).toHaveLength(3);
    expect(stand.asked).toHaveLength(2);
  });

  test.each([
    [400, { code: 1, message: "scope data format invalid" }, { failed: "model_key" }],
    [
      400,
      { code: 7, message: "scope from db not fully includes consumed scope" },
      { failed: "model_key" },
    ],
    [401, { code: 6, message: "credentials doesn't match db data" }, { failed: "model_key" }],
    [429, { message: "Too Many Requests" }, { retry: 20_000, cause: "model_busy" }],
    [500, "oops", { retry: 15_000, cause: "model_down" }],
  ])("a token endpoint that answers %i %o", async (status, body, outcome) => {
    const stand = await gigachatStandIn({
      reply: () => gigaSaying(RIGHT),
      oauth: () => ({ status, body }),
    });
    expect(await modelAt(stand.url).answer(question)).toEqual(outcome);
    expect(stand.asked).toHaveLength(0);
  });
});

describe("errors", () => {
  const published: { status: number; body: { message: string } }[] = JSON.parse(
    readFileSync("test/fixtures/gigachat/composed/api-errors.json", "utf8"),
  );
  test.each(published.map((one) => [one.status, one.body.message, one] as const))(
    "%i %s",
    async (status, _, reply) => {
      const stand = await gigachatStandIn({ reply: () => reply });
      expect(await modelAt(stand.url).answer(question)).toEqual(
        {
          401: { failed: "model_key" },
          402: { failed: "model_balance" },
          403: { failed: "model_key" },
          404: { failed: "model_key" },
          413: { failed: "model_refused" },
          422: { failed: "model_refused" },
          429: { retry: 20_000, cause: "model_busy" },
          500: { retry: 15_000, cause: "model_down" },
        }[status],
      );
    },
  );

  test("the recorded 404", async () => {
    const recorded: { status: number; response: object } = JSON.parse(
      readFileSync("test/fixtures/gigachat/recorded/v1-model-not-found-404.json", "utf8"),
    );
    const stand = await gigachatStandIn({
      reply: () => ({ status: recorded.status, body: recorded.response }),
    });
    expect(await modelAt(stand.url).answer(question)).toEqual({ failed: "model_key" });
  });
});

describe("parallel streams", () => {
  test("a person's key asks one question at a time: no request is refused", async () => {
    const stand = await gigachatStandIn({ reply: slowly });
    const model = modelAt(stand.url);
    const answers = await Promise.all(Array.from({ length: 5 }, () => model.answer(question)));
    expect(answers.every((answer) => "object" in answer)).toBe(true);
    expect(stand.state.most).toBe(1);
    expect(stand.refused).toEqual([]);
    expect(stand.tokens).toHaveLength(1);
  });

  test("a company's key asks ten at a time", async () => {
    const scope = "GIGACHAT_API_CORP";
    const gate = new EventEmitter();
    const opened = once(gate, "tenth");
    const stand = await gigachatStandIn({
      reply: async (_, n) => {
        if (n === 10) gate.emit("tenth");
        await opened;
        return gigaSaying(RIGHT);
      },
      scope,
      streams: 10,
    });
    const model = modelAt(stand.url, scope);
    await Promise.all(Array.from({ length: 14 }, () => model.answer(question)));
    expect(stand.refused).toEqual([]);
    expect(stand.state.most).toBe(10);
  });

  test("another process with the same key makes ours wait, not fail", async () => {
    const stand = await gigachatStandIn({ reply: slowly });
    const [first, second] = await Promise.all([
      modelAt(stand.url).answer(question),
      modelAt(stand.url).answer(question),
    ]);
    const outcomes = [first, second].toSorted((a) => ("object" in a ? -1 : 1));
    expect(outcomes).toMatchObject([{ object: right }, { cause: "model_busy" }]);
  });

  test("who waited for a stream until the deadline leaves the queue", async () => {
    const gate = new EventEmitter();
    const opened = once(gate, "open");
    const stand = await gigachatStandIn({
      reply: async (_, n) => {
        if (n === 1) await opened;
        return gigaSaying(RIGHT);
      },
    });
    const model = modelAt(stand.url);
    const first = model.answer(question);
    expect(await model.answer({ ...question, deadlineMs: 50 })).toEqual({
      retry: 15_000,
      cause: "model_down",
    });
    gate.emit("open");
    expect(await first).toMatchObject({ object: right });
    expect(await model.answer(question)).toMatchObject({ object: right });
    expect(stand.asked).toHaveLength(2);
  });
});

function modelAt(url: string, scope = "GIGACHAT_API_PERS"): Model {
  return createGigaChat(
    {
      authUrl: `${url}oauth`,
      apiUrl: `${url}v1`,
      clientId: "client",
      clientSecret: "secret",
      scope,
      model: "GigaChat-2",
    },
    { fetcher: fetcherFor(), clock: { now: () => 1_795_000_000_000 } },
  );
}

/** Others have time to come in between. */
async function slowly(): Promise<GigaReply> {
  await new Promise((done) => setTimeout(done, 25));
  return gigaSaying(RIGHT);
}

function calling(name: string, given: unknown): GigaReply {
  return {
    body: {
      choices: [
        {
          message: { role: "assistant", content: "", function_call: { name, arguments: given } },
          index: 0,
          finish_reason: "function_call",
        },
      ],
      created: 1_795_000_000,
      model: "GigaChat-2:2.0.28.2",
    },
  };
}

function composed(name: string): unknown {
  return JSON.parse(readFileSync(`test/fixtures/gigachat/composed/${name}.json`, "utf8"));
}
