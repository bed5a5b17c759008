import type { Router } from "@koa/router";
import type { Clock } from "../lib/clock.ts";
import { gigachatRouter } from "./gigachat-router.ts";
import { llmRouter } from "./llm-router.ts";
import type { Services } from "./service-log.ts";
import { sttRouter } from "./stt-router.ts";

type Deps = {
  services: Services;
  clock: Clock;
  /** The right keys; without one any key is right. */
  sttKey?: string | undefined;
  llmKey?: string | undefined;
};

/** What hears and what thinks, as stand-ins. */
export function serviceRouters({ services, clock, sttKey, llmKey }: Deps): Router[] {
  return [
    sttRouter({ services, key: sttKey ?? null }),
    llmRouter({ services, clock, key: llmKey ?? null }),
    gigachatRouter({ services, clock }),
  ];
}

/** Where they answer, below the address of the process. */
export function serviceAddresses(url: string) {
  return {
    stt: `${url}/sandbox/stt/v1/audio/transcriptions`,
    llm: `${url}/sandbox/llm/v1`,
    gigachat: { oauth: `${url}/sandbox/gigachat/oauth`, api: `${url}/sandbox/gigachat/v1` },
  };
}
