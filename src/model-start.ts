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
  /** This process's own address, where the simulated model is; null outside the sandbox. */
  base: string | null;
};

/** The model that analyses talks; null: none is configured. In the sandbox its own stand-in does, unless one is. */
export function modelOf({ config, fetcher, base }: Start): Model | null {
  const simulated: ModelConfig | null =
    base === null
      ? null
      : { kind: "openai", url: `${base}/sandbox/llm/v1`, key: null, model: "gpt-4o" };
  const chosen = config.model ?? simulated;
  if (chosen === null) return null;
  if (chosen.kind === "openai") return createOpenAi(chosen, fetcher);
  return createGigaChat(chosen, { fetcher: fetcherFor(config, chosen), clock });
}

/** GigaChat's hosts may be signed by an authority that no machine knows: it counts for them alone. */
function fetcherFor({ proxy }: Config, { caFile }: { caFile: string | null }): Fetcher {
  const authority = caFile === null ? null : readFileSync(caFile, "utf8");
  return createFetcher({ allow: [], proxy, authority });
}
