import { randomBytes } from "node:crypto";
import type { Config } from "./config.ts";
import type { Fetcher } from "./gateways/http.ts";
import { createNovofon } from "./gateways/novofon.ts";
import { createPhonet } from "./gateways/phonet.ts";
import { clock } from "./lib/clock.ts";
import type { Store } from "./store-start.ts";
import type { CallbackDeps } from "./telephony/callback-service.ts";
import type { LinkDeps } from "./telephony/link-service.ts";

/** In the sandbox the providers are the stand-ins on our own HTTP side. */
export function linkDeps({
  config,
  store,
  fetcher,
  base,
}: {
  config: Config;
  store: Store;
  fetcher: Fetcher;
  base: string | null;
}): LinkDeps & CallbackDeps {
  return {
    db: store.db,
    clock,
    keyring: store.keyring,
    phonet: createPhonet({
      apiUrl: base === null ? config.phonetApiUrl : `${base}/sandbox/phonet`,
      fetcher,
    }),
    novofon: createNovofon({
      apiUrl: base === null ? config.novofonApiUrl : `${base}/sandbox/novofon`,
      fetcher,
    }),
    random: (count) => randomBytes(count),
    publicUrl: config.publicUrl ?? base,
  };
}
