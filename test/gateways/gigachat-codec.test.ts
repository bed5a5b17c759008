import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  errorOf,
  fromGigaChat,
  toGigaChat,
  type Encoded,
} from "../../src/gateways/gigachat-codec.ts";
import { toSubset, withNulls, type Schema } from "../../src/gateways/gigachat-schema.ts";
import { schemaProblem } from "./gigachat-stand-in.ts";

const STATE = "77d3fb14-457a-46ba-937e-8d856156d003";
const plainly: Encoded = { body: {}, schema: null, forced: false };

describe("requests", () => {
  test("OpenAI's structured output becomes the recorded form", () => {
    const { body } = toGigaChat(text("openai/chat/request-structured-output"), { forced: false });
    const recorded: { request: object } = JSON.parse(text("gigachat/recorded/v1-chat-json-schema"));
    expect(Object.keys(body)).toEqual(Object.keys(recorded.request));
    expect(body["response_format"]).toEqual({
      type: "json_schema",
      strict: true,
      schema: {
        type: "object",
        properties: {
          summary: { type: "string" },
          outcome: { type: "string", enum: ["booked", "refused", "callback", "other"] },
          score: { type: "integer" },
        },
        required: ["summary", "outcome", "score"],
        additionalProperties: false,
      },
    });
  });

  test("the recorded schema with bounds stays as it is, but for its titles", () => {
    const recorded: { request: { response_format: { schema: Schema } } } = JSON.parse(
      text("gigachat/recorded/v1-chat-json-schema-constraints"),
    );
    expect(toSubset(recorded.request.response_format.schema)).toEqual({
      type: "object",
      properties: { answer: { type: "string" }, n: { type: "integer", minimum: 0, maximum: 10 } },
      required: ["answer", "n"],
    });
  });

  test("tools become functions as the published request has them", () => {
    const { body } = toGigaChat(text("openai/chat/request-tools"), { forced: false });
    const composed: { messages: object[] } = JSON.parse(
      text("gigachat/composed/v1-function-request"),
    );
    expect(body).toMatchObject({
      messages: composed.messages,
      function_call: "auto",
      top_p: 0,
      functions: [
        {
          name: "find_slots",
          description: "Свободное время",
          parameters: {
            properties: { date: { type: "string", format: "date" } },
            required: ["date"],
          },
        },
      ],
    });
    expect(body).not.toHaveProperty("temperature");
  });

  test("a call and its result go back with the state that came in the call's id", () => {
    const asked: { messages: { tool_calls?: { id: string }[]; tool_call_id?: string }[] } =
      JSON.parse(text("openai/chat/request-tool-result"));
    for (const message of asked.messages) {
      for (const call of message.tool_calls ?? []) call.id = `call_${STATE}`;
      if (message.tool_call_id !== undefined) message.tool_call_id = `call_${STATE}`;
    }
    const { body } = toGigaChat(JSON.stringify(asked), { forced: false });
    const composed: { messages: object[] } = JSON.parse(
      text("gigachat/composed/v1-function-result-request"),
    );
    expect(body["messages"]).toMatchObject(composed.messages);
  });

  test("every system message is in the first one, and neighbours of one role are one", () => {
    const messages = [
      { role: "user", content: "a" },
      { role: "system", content: "one" },
      { role: "user", content: [{ type: "text", text: "b" }] },
      { role: "assistant", content: "c" },
      { role: "assistant", content: "d" },
      { role: "developer", content: "two" },
      { role: "user", content: "e" },
    ];
    const { body } = toGigaChat(JSON.stringify({ model: "GigaChat-2", messages }), {
      forced: false,
    });
    expect(body).toEqual({
      model: "GigaChat-2",
      messages: [
        { role: "system", content: "one\n\ntwo" },
        { role: "user", content: "a\n\nb" },
        { role: "assistant", content: "c\n\nd" },
        { role: "user", content: "e" },
      ],
    });
  });

  test("a tool that must be called is named, and a result that is no JSON becomes some", () => {
    const asked: { tool_choice: unknown } = JSON.parse(text("openai/chat/request-tools"));
    asked.tool_choice = "required";
    expect(toGigaChat(JSON.stringify(asked), { forced: false }).body["function_call"]).toEqual({
      name: "find_slots",
    });
    asked.tool_choice = "none";
    expect(toGigaChat(JSON.stringify(asked), { forced: false }).body["function_call"]).toBe("none");
    const messages = [
      { role: "user", content: "?" },
      { role: "assistant", content: null, tool_calls: [slotCall("call_0")] },
      { role: "tool", tool_call_id: "call_0", content: "no places" },
    ];
    const { body } = toGigaChat(JSON.stringify({ model: "m", messages }), { forced: false });
    expect(body["messages"]).toEqual([
      { role: "user", content: "?" },
      {
        role: "assistant",
        content: "",
        function_call: { name: "find_slots", arguments: { date: "2026-11-22" } },
      },
      { role: "function", name: "find_slots", content: '{"result":"no places"}' },
    ]);
  });
});

describe("answers", () => {
  test.each([
    "recorded/v1-chat-simple",
    "recorded/v1-chat-json-schema",
    "recorded/v1-chat-json-schema-constraints",
  ])("%s", (name) => {
    const recorded: { response: { choices: [{ message: { content: string } }]; model: string } } =
      JSON.parse(text(`gigachat/${name}`));
    const made = fromGigaChat(JSON.stringify(recorded.response), plainly);
    expect(made).toMatchObject({
      model: recorded.response.model,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: recorded.response.choices[0].message.content },
          finish_reason: "stop",
        },
      ],
      usage: { prompt_tokens_details: { cached_tokens: expect.any(Number) } },
    });
  });

  test.each([
    [
      "captured/v1-function-call-response",
      "call_e379e132-2cf8-4ce1-8545-c9c94cbebb1b",
      "ListFiles",
      '{"path":"."}',
    ],
    ["sdk-fixtures/chat_completion_function", "call_0", "fc", '{"location":"Москва","num_days":0}'],
  ])("%s is a call whose arguments are a string", (name, id, fn, args) => {
    expect(fromGigaChat(text(`gigachat/${name}`), plainly)).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [{ id, type: "function", function: { name: fn, arguments: args } }],
          },
          finish_reason: "tool_calls",
        },
      ],
    });
  });

  test.each([
    ["captured/v1-function-final-response", "stop"],
    ["sdk-fixtures/chat_completion", "stop"],
    ["composed/v1-finish-error-response", "error"],
    ["composed/v1-blacklist-response", "content_filter"],
  ])("%s ends with %s", (name, finish) => {
    const made = fromGigaChat(text(`gigachat/${name}`), plainly);
    expect(made).toMatchObject({ choices: [{ finish_reason: finish }] });
    if (finish === "content_filter") expect(JSON.stringify(made)).not.toContain("менять тему");
  });

  test("the forced function's arguments are the answer", () => {
    const encoded = toGigaChat(text("openai/chat/request-structured-output"), { forced: true });
    expect(encoded.body).toMatchObject({
      function_call: { name: "answer" },
      functions: [{ name: "answer" }],
    });
    expect(encoded.body).not.toHaveProperty("response_format");
    const called = text("gigachat/captured/v1-function-call-response").replace(
      "ListFiles",
      "answer",
    );
    expect(fromGigaChat(called, encoded)).toMatchObject({
      choices: [{ message: { content: '{"path":"."}' }, finish_reason: "stop" }],
    });
  });

  test("errors keep their words", () => {
    expect(errorOf('{"status":404,"message":"No such model"}', 404)).toEqual({
      error: { message: "No such model", type: "gigachat", code: 404 },
    });
    expect(errorOf("<html>", 502)).toMatchObject({ error: { message: "<html>" } });
  });

  test("what is no answer is none: property", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (said) => {
        expect(fromGigaChat(said, plainly)).toBeNull();
      }),
    );
  });
});

describe("schemas", () => {
  const wide = z.object({
    day: z.iso.date(),
    who: z.enum(["us", "client"]).nullable(),
    at: z.union([z.literal("now"), z.literal("later")]),
    sum: z.number().nullable(),
    place: z.object({ street: z.string(), house: z.number().nullable() }).nullable(),
    list: z.array(z.string().nullable()),
    score: z.literal([1, 2, 3]),
  });

  test("nothing in it that GigaChat would refuse", () => {
    const made = toSubset(z.toJSONSchema(wide));
    expect(schemaProblem(made)).toBeNull();
    expect(made).toMatchObject({
      required: ["day", "who", "at", "list", "score"],
      properties: {
        day: { type: "string", format: "date" },
        who: { type: "string", description: expect.stringContaining("Empty") },
        at: { type: "string", enum: ["now", "later"] },
        sum: { type: "number" },
        score: { type: "number", description: "One of: 1, 2, 3." },
      },
    });
  });

  test("a schema that refers to itself and to others comes to an end", () => {
    const tree = {
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
      $ref: "#/$defs/node",
    };
    expect(schemaProblem(toSubset(tree))).toBeNull();
    expect(
      schemaProblem(toSubset({ type: "object", properties: { a: { $ref: "#/nowhere" } } })),
    ).toBeNull();
  });

  test("what was written for the subset is the same in the schema itself: property", () => {
    const value = fc.record({
      day: fc.constant("2026-11-21"),
      who: fc.constantFrom("us", "client", null),
      at: fc.constantFrom("now", "later"),
      sum: fc.option(fc.integer()),
      place: fc.option(fc.record({ street: fc.string(), house: fc.option(fc.integer()) })),
      list: fc.array(fc.option(fc.string({ minLength: 1 }))),
      score: fc.constantFrom(1, 2, 3),
    });
    fc.assert(
      fc.property(value, (whole) => {
        const sent: unknown = JSON.parse(
          JSON.stringify(whole, (_, one: unknown) => (one === null ? undefined : one)),
        );
        const list = whole.list.map((one) => one ?? "");
        const back = withNulls(
          Object.assign({}, sent, { list, who: whole.who ?? "" }),
          z.toJSONSchema(wide),
        );
        expect(back).toEqual(whole);
        expect(wide.safeParse(back).success).toBe(true);
      }),
    );
  });
});

function text(name: string): string {
  return readFileSync(`test/fixtures/${name}.json`, "utf8");
}

function slotCall(id: string) {
  return {
    id,
    type: "function",
    function: { name: "find_slots", arguments: '{"date":"2026-11-22"}' },
  };
}
