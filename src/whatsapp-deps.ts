import { randomBytes } from "node:crypto";
import type { WhatsappDeps } from "./channels/whatsapp-number-service.ts";
import type { Config } from "./config.ts";
import type { Fetcher } from "./gateways/http.ts";
import { createWhatsapp } from "./gateways/whatsapp.ts";
import { loadVerifyToken } from "./keys.ts";
import { clock } from "./lib/clock.ts";
import type { Store } from "./store-start.ts";

/** What links numbers and sends from them. `sandbox`: the stand-in on our own HTTP side, and what it signs with. */
export function whatsappDeps({
  config,
  store: { db, keyring },
  fetcher,
  sandbox,
}: {
  config: Config;
  store: Pick<Store, "db" | "keyring">;
  fetcher: Fetcher;
  sandbox: { base: string; appSecret: string } | null;
}): WhatsappDeps {
  const { apiUrl, appSecret, verifyToken: given } = config.whatsapp;
  const verifyToken = loadVerifyToken({ dataDir: config.dataDir, given });
  return {
    db,
    clock,
    keyring,
    random: (bytes) => randomBytes(bytes),
    gateway: createWhatsapp({
      apiUrl: sandbox === null ? apiUrl : `${sandbox.base}/sandbox/whatsapp/v26.0`,
      fetcher,
    }),
    app: { verifyToken, appSecret: sandbox === null ? appSecret : sandbox.appSecret },
    publicUrl: config.publicUrl ?? (sandbox === null ? null : sandbox.base),
  };
}
