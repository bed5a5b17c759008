import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Model } from "../../src/gateways/model.ts";
import { faultOf } from "../../src/gateways/model-fault.ts";
import { readObject } from "../../src/gateways/model-json.ts";
import { createOpenAi } from "../../src/gateways/model-openai.ts";
import { closeAll, fetcherFor } from "./http-stand-in.ts";
import { modelStandIn, saying, type Reply } from "./model-stand-in.ts";

afterEach(closeAll);

const schema = z.object({
  summary: z.string(),
  outcome: z.enum(["booked", "refused", "callback", "other"]),
  score: z.number(),
});
const question = {
  system: "Analyse the call.",
  user: "Дзвінок…",
  schema,
  maxTokens: 500,
  deadlineMs: 20_000,
};
const right = { summary: "ok", outcome: "other", score: 5 };
const RIGHT = JSON.stringify(right);

describe("what is asked", () => {
  test("the answer's form is asked for as a strict schema", async () => {
    const stand = await modelStandIn(() => saying(RIGHT));
    const answer = await modelAt(stand.base).answer(question);
    expect(answer).toEqual({
      object: right,
      model: "gpt-4o-2024-08-06",
      usage: { input: 42, output: 12 },
    });
    expect(stand.refused).toEqual([]);
    expect(stand.keys).toEqual(["Bearer sk-canary"]);
    expect(stand.asked).toMatchObject([
      {
        model: "gpt-4o",
        temperature: 0,
        max_tokens: 500,
        messages: [
          { role: "system", content: "Analyse the call." },
          { role: "user", content: "Дзвінок…" },
        ],
        response_format: { type: "json_schema", json_schema: { strict: true } },
      },
    ]);
  });

  test("a server that knows no schema is asked for an object, another in words, and both stay known", async () => {
    const stand = await modelStandIn(({ response_format: form }) =>
      form === undefined
        ? saying(RIGHT)
        : { status: 400, body: { error: "response_format is not supported" } },
    );
    const model = modelAt(stand.base);
    expect(await model.answer(question)).toMatchObject({ object: right });
    expect(await model.answer(question)).toMatchObject({ object: right });
    expect(stand.refused).toEqual([]);
    expect(stand.asked.map(({ response_format: form }) => form?.type ?? "words")).toEqual([
      "json_schema",
      "json_object",
      "words",
      "words",
    ]);
    expect(stand.asked[2]?.messages[0]?.content).toContain('"outcome"');
  });

  test("a model that names its limit anew and takes no temperature is asked so from then on", async () => {
    const stand = await modelStandIn(({ max_tokens, temperature }) => {
      if (max_tokens !== undefined)
        return unsupported("'max_tokens'. Use 'max_completion_tokens' instead.");
      return temperature === undefined
        ? saying(RIGHT)
        : unsupported("value: 'temperature' does not support 0.");
    });
    const model = modelAt(stand.base);
    expect(await model.answer(question)).toMatchObject({ object: right });
    expect(await model.answer(question)).toMatchObject({ object: right });
    expect(stand.asked).toHaveLength(4);
    expect(stand.asked[3]).toMatchObject({ max_completion_tokens: 500 });
  });

  test("a server without a key is told none", async () => {
    const stand = await modelStandIn(() => saying(RIGHT));
    const model = createOpenAi({ url: stand.base, key: null, model: "llama" }, fetcherFor());
    await model.answer(question);
    expect(stand.keys).toEqual([undefined]);
  });
});

describe("what is answered", () => {
  test.each([
    ["response-structured-output", { outcome: "booked", score: 8 }],
    ["response-fenced-json", right],
  ])("%s is read", async (name, object) => {
    const stand = await modelStandIn(() => ({ body: sample(name) }));
    expect(await modelAt(stand.base).answer(question)).toMatchObject({ object });
  });

  test.each([
    ["response-refusal", { failed: "model_refused", filtered: true }],
    ["response-content-filter", { failed: "model_refused", filtered: true }],
  ])("%s is told apart, and not asked again", async (name, outcome) => {
    const stand = await modelStandIn(() => ({ body: sample(name) }));
    expect(await modelAt(stand.base).answer(question)).toEqual(outcome);
    expect(stand.asked).toHaveLength(1);
  });

  test.each(["response-length", "response-text"])(
    "%s is asked for once more, with what was wrong, and then no more",
    async (name) => {
      const stand = await modelStandIn(() => ({ body: sample(name) }));
      expect(await modelAt(stand.base).answer(question)).toEqual({ failed: "model_answer" });
      expect(stand.refused).toEqual([]);
      expect(stand.asked).toHaveLength(2);
      expect(stand.asked[1]?.messages.map(({ role }) => role)).toEqual([
        "system",
        "user",
        "assistant",
        "user",
      ]);
    },
  );

  test("an answer of another shape is mended by the model itself", async () => {
    const stand = await modelStandIn((_, n) =>
      n === 1 ? saying('{"summary":"ok","outcome":"won","score":5}') : saying(RIGHT),
    );
    expect(await modelAt(stand.base).answer(question)).toMatchObject({ object: right });
    expect(stand.asked[1]?.messages.at(-1)?.content).toMatch(/outcome/);
  });
});

test("what is taken may be wider than what is asked for", async () => {
  const stand = await modelStandIn(() => saying('{"summary":"ok","outcome":"won"}'));
  const taken = schema.extend({
    outcome: schema.shape.outcome.catch("other"),
    score: z.number().catch(0),
  });
  expect(await modelAt(stand.base).answer({ ...question, taken })).toMatchObject({
    object: { summary: "ok", outcome: "other", score: 0 },
  });
  expect(stand.asked).toHaveLength(1);
});

describe("what goes wrong", () => {
  test.each(errorsOf("errors").map((one, i) => [i, one] as const))(
    "OpenAI's published error %i",
    async (_, { status, body, body_text: text, headers, _retry }) => {
      const reply: Reply = { status, body: text ?? body, headers: headers ?? {} };
      const stand = await modelStandIn(() => reply);
      const answer = await modelAt(stand.base).answer(question);
      expect(answer).toEqual(_retry ? { failed: "model_balance" } : wanted[status]);
    },
  );

  test.each(errorsOf("openrouter-errors").map((one) => [one.status, one] as const))(
    "OpenRouter's published error %i",
    async (_, { status, body }) => {
      const stand = await modelStandIn(() => ({ status, body }));
      const answer = await modelAt(stand.base).answer(question);
      expect(answer).toEqual(
        {
          402: { failed: "model_balance" },
          429: { retry: 20_000, cause: "model_busy" },
          200: wanted[500],
        }[status],
      );
    },
  );

  test("a page instead of an answer, and nobody there, are tried again later", async () => {
    const stand = await modelStandIn(() => ({ body: "<html>hello</html>" }));
    const unread = { retry: 15_000, cause: "model_answer" };
    expect(await modelAt(stand.base).answer(question)).toEqual(unread);
    await stand.close();
    const down = { retry: 15_000, cause: "model_down" };
    expect(await modelAt(stand.base).answer(question)).toEqual(down);
  });

  test("a server that hangs is left at the question's deadline", async () => {
    const stand = await modelStandIn(() => ({ body: "", hangs: true }));
    const answer = await modelAt(stand.base).answer({ ...question, deadlineMs: 50 });
    expect(answer).toEqual({ retry: 15_000, cause: "model_down" });
  });

  test("the pause is the server's own, within reason", () => {
    expect(busy({ "retry-after": "7" })).toMatchObject({ retry: 7000 });
    expect(busy({ "retry-after-ms": "2500", "retry-after": "9" })).toMatchObject({ retry: 2500 });
    expect(busy({ "retry-after": "999999" })).toMatchObject({ retry: 900_000 });
    expect(busy({ "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" })).toMatchObject({
      retry: 20_000,
    });
  });

  test("whatever a server says, it comes to a try later or a named cause: property", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        (status, body) => {
          const fault = faultOf({ status, body, headers: {} });
          expect("retry" in fault ? fault.retry >= 1000 : fault.failed.startsWith("model_")).toBe(
            true,
          );
        },
      ),
    );
  });
});

test("an object is found bare, fenced or among words: property", () => {
  const around = fc.stringMatching(/^[a-z .,:\n]{0,20}$/);
  const value = fc.record({
    summary: fc.string(),
    outcome: fc.constant("other"),
    score: fc.integer(),
  });
  fc.assert(
    fc.property(around, value, around, fc.boolean(), (before, object, after, fenced) => {
      const text = JSON.stringify(object);
      const fence = "```";
      const said = fenced && !text.includes(fence) ? `${fence}json\n${text}\n${fence}` : text;
      expect(readObject(`${before}${said}${after}`, schema)).toEqual({ object });
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Object.keys(readObject(text, schema))).toHaveLength(1);
    }),
  );
});

function busy(headers: Record<string, string>) {
  return faultOf({ status: 429, body: "", headers });
}

const wanted: Record<number, object> = {
  401: { failed: "model_key" },
  404: { failed: "model_key" },
  400: { failed: "model_refused" },
  413: { failed: "model_refused" },
  429: { retry: 2000, cause: "model_busy" },
  500: { retry: 15_000, cause: "model_down" },
  503: { retry: 15_000, cause: "model_down" },
};

function modelAt(url: string): Model {
  return createOpenAi({ url, key: "sk-canary", model: "gpt-4o" }, fetcherFor());
}

function unsupported(what: string): Reply {
  return {
    status: 400,
    body: { error: { message: `Unsupported parameter: ${what}`, code: "unsupported" } },
  };
}

function sample(name: string): unknown {
  return JSON.parse(readFileSync(`test/fixtures/openai/chat/${name}.json`, "utf8"));
}

type Published = {
  status: number;
  body: unknown;
  body_text?: string;
  headers?: Record<string, string>;
  _retry?: string;
};

function errorsOf(name: string): Published[] {
  const published: Published[] = JSON.parse(
    readFileSync(`test/fixtures/speech/${name}.json`, "utf8"),
  );
  return published;
}
