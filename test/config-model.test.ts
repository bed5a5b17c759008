import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { modelsOf } from "../src/model-start.ts";
import { createFetcher } from "../src/gateways/http.ts";

const bot = { TELEGRAM_BOT_TOKEN: `123456789:${"A".repeat(35)}` };
const giga = { GIGACHAT_CLIENT_ID: "id", GIGACHAT_CLIENT_SECRET: "secret" };
const openai = { OPENAI_API_KEY: "key" };

function agentModel(env: Record<string, string>): unknown {
  const read = readConfig(env);
  return "problems" in read ? read.problems : read.config.agentModel;
}

test.each([
  ["nothing is configured", bot, null],
  ["both are", { ...bot, ...giga, ...openai }, { kind: "gigachat" }],
  ["only OpenAI is", { ...bot, ...openai }, { kind: "openai" }],
  ["it is chosen", { ...bot, ...giga, ...openai, AGENT_MODEL: "openai" }, { kind: "openai" }],
  ["rules are", { ...bot, ...giga, AGENT_MODEL: "rules" }, null],
  ["it is the sandbox", { ...giga }, null],
  ["the sandbox is to simulate it", { AGENT_MODEL: "gigachat" }, { simulated: "gigachat" }],
  ["the sandbox has a key", { ...openai, AGENT_MODEL: "openai" }, { kind: "openai" }],
])("the agent's model when %s", (_, env, model) => {
  if (model === null) expect(agentModel(env)).toBeNull();
  else expect(agentModel(env)).toMatchObject(model);
});

test("a model without its key is a problem where no sandbox stands in for it", () => {
  expect(agentModel({ ...bot, AGENT_MODEL: "gigachat" })).toEqual([
    "AGENT_MODEL: gigachat needs GIGACHAT_CLIENT_ID and GIGACHAT_CLIENT_SECRET",
  ]);
  expect(agentModel({ ...bot, AGENT_DAILY_REQUESTS: "-1" })).toEqual([
    "AGENT_DAILY_REQUESTS: must be at least 0",
  ]);
});

test("one model that analyses and reads for the agent is one: its streams are counted together", async () => {
  const read = readConfig({ ...bot, ...giga });
  if ("problems" in read) throw new Error(read.problems.join());
  const fetcher = createFetcher({ allow: [] });
  const { analysis, agent } = modelsOf({ config: read.config, fetcher, base: null });
  expect(agent).toBe(analysis);
  await fetcher.close();
});
