import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { handlesOf } from "../../src/agent/mind-handle.ts";
import { mindPrompt } from "../../src/agent/mind-prompt.ts";
import { mindAnswer, takenCommands } from "../../src/agent/mind-schema.ts";
import { createGigaChat } from "../../src/gateways/gigachat.ts";
import { toGigaChat } from "../../src/gateways/gigachat-codec.ts";
import { hint } from "../agent/words/hint.ts";
import { gigachatStandIn, gigaSaying, type GigaReply } from "./gigachat-stand-in.ts";
import { closeAll, fetcherFor } from "./http-stand-in.ts";

afterEach(closeAll);

const STATE = "77d3fb14-457a-46ba-937e-8d856156d003";

describe("a request that GigaChat refuses is never made of a right one of OpenAI's", () => {
  test("a result goes behind its call, which keeps its functions_state_id", async () => {
    const { body } = toGigaChat(JSON.stringify(withState()), { forced: false });
    const { status, asked } = await posted(body);
    expect(status).toBe(200);
    expect(asked).toMatchObject({
      function_call: { name: "find_slots" },
      functions_state_id: STATE,
    });
  });

  test.each([
    ["several system messages, one of them late", [system("a"), user("b"), system("c"), user("d")]],
    ["neighbours of one role", [user("a"), user("b"), said("c"), said("d"), user("e")]],
    ["a developer's message behind the user's", [user("a"), { role: "developer", content: "b" }]],
  ])("%s", async (_, messages) => {
    const { body } = toGigaChat(JSON.stringify({ model: "GigaChat-2", messages }), {
      forced: false,
    });
    expect((await posted(body)).status).toBe(200);
  });

  test.each([
    ["a second system message", [system("a"), user("b"), said("c"), system("d"), user("e")]],
    ["a system message behind another", [user("a"), system("b")]],
    ["neighbours of one role", [user("a"), user("b")]],
    ["an assistant's message at the end", [user("a"), said("b")]],
    ["a result without its call", [user("a"), result()]],
    ["a result without the call's state", [user("a"), call({}), result()]],
    ["a result that is no JSON", [user("a"), call({ functions_state_id: STATE }), result("none")]],
  ])("and %s is refused with 422 as it stands", async (_, messages) => {
    const { status } = await posted({ model: "GigaChat-2", messages });
    expect(status).toBe(422);
  });
});

describe("the agent's question", () => {
  test("is taken by the letter of the contract, and its commands are read", async () => {
    const command = { do: "book", id: "", from: "", to: "", text: "", quote: "хочу" };
    const { stand, answer } = await answered(() =>
      gigaSaying(JSON.stringify({ commands: [command] })),
    );
    expect(answer).toMatchObject({ object: { commands: [command] } });
    expect(stand.refused).toEqual([]);
    expect(stand.asked[0]?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  test("goes by a function where the model takes no form of an answer", async () => {
    const { stand, answer } = await answered(({ response_format: form }) =>
      form === undefined
        ? calling({ commands: [{ do: "greet", quote: "вітаю" }] })
        : { status: 422, body: { status: 422, message: "response_format is not supported" } },
    );
    expect(answer).toMatchObject({
      object: { commands: [{ do: "greet", id: "", quote: "вітаю" }] },
    });
    expect(stand.refused).toEqual([]);
  });

  test("is asked once: an answer that is none is not mended while a customer waits", async () => {
    const { stand, answer } = await answered(() => gigaSaying("Конечно, записываю!"));
    expect(answer).toEqual({ failed: "model_answer" });
    expect(stand.asked).toHaveLength(1);
  });

  test("that the topic filter stops says so, and nothing of the canned text", async () => {
    const body: unknown = JSON.parse(fixture("composed/v1-blacklist-response"));
    const { answer } = await answered(() => ({ body }));
    expect(answer).toEqual({ failed: "model_refused", filtered: true });
  });
});

function withState(): object {
  const request: { messages: { tool_calls?: { id: string }[]; tool_call_id?: string }[] } =
    JSON.parse(readFileSync("test/fixtures/openai/chat/request-tool-result.json", "utf8"));
  for (const message of request.messages) {
    for (const one of message.tool_calls ?? []) one.id = `call_${STATE}`;
    if (message.tool_call_id !== undefined) message.tool_call_id = `call_${STATE}`;
  }
  return { ...request, model: "GigaChat-2" };
}

/** A body as it stands goes to the stand-in, with a token of its own; `asked`: its message with a call, as it was taken. */
async function posted(body: object): Promise<{ status: number; asked: unknown }> {
  const stand = await gigachatStandIn({ reply: () => gigaSaying("ok") });
  const oauth = await fetch(`${stand.url}oauth`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from("client:secret").toString("base64")}`,
      rquid: "6f0b1291-c7f3-43c6-bb2e-9f3efb2dc98e",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "scope=GIGACHAT_API_PERS",
  });
  const { access_token: token }: { access_token: string } = JSON.parse(await oauth.text());
  const answer = await fetch(`${stand.url}v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await answer.text();
  const taken = stand.asked[0]?.messages.find((one) => "function_call" in one);
  return { status: answer.status, asked: taken };
}

async function answered(reply: Parameters<typeof gigachatStandIn>[0]["reply"]) {
  const stand = await gigachatStandIn({ reply });
  const model = createGigaChat(
    {
      authUrl: `${stand.url}oauth`,
      apiUrl: `${stand.url}v1`,
      clientId: "client",
      clientSecret: "secret",
      scope: "GIGACHAT_API_PERS",
      model: "GigaChat-2",
    },
    { fetcher: fetcherFor(), clock: { now: () => 1_795_000_000_000 } },
  );
  const about = hint();
  const { system: told, user: question } = mindPrompt({
    hint: about,
    memory: { visitId: null, visitWish: null },
    handles: handlesOf(about),
    lines: [],
    message: "вітаю, хочу до вас",
    names: [],
    settings: { tone: "warm", restrictions: null },
  });
  const answer = await model.answer({
    system: told,
    user: question,
    schema: mindAnswer,
    taken: takenCommands,
    maxTokens: 800,
    deadlineMs: 15_000,
    once: true,
  });
  return { stand, answer };
}

function system(content: string) {
  return { role: "system", content };
}

function user(content: string) {
  return { role: "user", content };
}

function said(content: string) {
  return { role: "assistant", content };
}

function call(state: object) {
  const made = { name: "find_slots", arguments: { date: "2026-11-22" } };
  return { role: "assistant", content: "", function_call: made, ...state };
}

function result(content = '{"slots":[]}') {
  return { role: "function", name: "find_slots", content };
}

function calling(given: unknown): GigaReply {
  const made = { name: "answer", arguments: given };
  const message = { role: "assistant", content: "", function_call: made };
  return {
    body: {
      choices: [{ message, index: 0, finish_reason: "function_call" }],
      created: 1_795_000_000,
      model: "GigaChat-2:2.0.28.2",
    },
  };
}

function fixture(name: string): string {
  return readFileSync(`test/fixtures/gigachat/${name}.json`, "utf8");
}
