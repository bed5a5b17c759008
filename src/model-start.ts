import { readFileSync } from "node:fs";
import type { Config } from "./config.ts";
import type { ModelConfig } from "./config-model.ts";
import { createGigaChat } from "./gateways/gigachat.ts";
import { createFetcher, type Fetcher } from "./gateways/http.ts";
import type { Model } from "./gateways/model.ts";
import { createOpenAi } from "./gateways/model-openai.ts";
import { clock } from "./lib/clock.ts";

type Start = {
  config: Config;
  fetcher: Fetcher;
  /** This process's own address, where the simulated models are; null outside the sandbox. */
  base: string | null;
};

export type Models = {
  /** Analyses talks; null: none is configured. In the sandbox its own stand-in does, unless one is. */
  analysis: Model | null;
  /** Reads and words for the agent; null: the rules are alone. */
  agent: Model | null;
};

/** The models of this process. One that does both is one: its parallel requests are counted together. */
export function modelsOf(start: Start): Models {
  const { config, base } = start;
  const analysis = config.model ?? (base === null ? null : simulated(base, "openai"));
  const agent = agentOf(config.agentModel, base);
  const made = analysis && modelOf(start, analysis);
  const same = JSON.stringify(agent) === JSON.stringify(analysis);
  return { analysis: made, agent: same ? made : agent && modelOf(start, agent) };
}

function agentOf(chosen: Config["agentModel"], base: string | null): ModelConfig | null {
  if (chosen === null || !("simulated" in chosen)) return chosen;
  return base === null ? null : simulated(base, chosen.simulated);
}

/** The stand-ins of the sandbox, as if they were the vendors. */
function simulated(base: string, kind: "openai" | "gigachat"): ModelConfig {
  if (kind === "openai") return { kind, url: `${base}/sandbox/llm/v1`, key: null, model: "gpt-4o" };
  return {
    kind,
    clientId: "sandbox",
    clientSecret: "sandbox-secret",
    scope: "GIGACHAT_API_PERS",
    model: "GigaChat-2",
    authUrl: `${base}/sandbox/gigachat/oauth`,
    apiUrl: `${base}/sandbox/gigachat/v1`,
    caFile: null,
  };
}

function modelOf({ config, fetcher }: Start, chosen: ModelConfig): Model {
  if (chosen.kind === "openai") return createOpenAi(chosen, fetcher);
  return createGigaChat(chosen, { fetcher: fetcherFor(config, chosen), clock });
}

/** GigaChat's hosts may be signed by an authority that no machine knows: it counts for them alone. */
function fetcherFor({ proxy }: Config, { caFile }: { caFile: string | null }): Fetcher {
  const authority = caFile === null ? null : readFileSync(caFile, "utf8");
  return createFetcher({ allow: [], proxy, authority });
}
