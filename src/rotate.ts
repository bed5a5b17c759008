import { randomBytes } from "node:crypto";
import { resealTalk } from "./bot/rotation-service.ts";
import { resealSalonBots, resealWhatsapp } from "./channels/rotation-service.ts";
import { resealSecrets } from "./business/rotation-service.ts";
import { loadConfig } from "./config.ts";
import { refusalOf } from "./start-block.ts";
import { openStore } from "./store-start.ts";
import { resealEndpoints } from "./webhooks/rotation-service.ts";

/** `npm run keys:rotate`: seals every secret anew with the first of ENCRYPTION_KEYS. */
const read = loadConfig();
if ("problems" in read) throw new Error(read.problems.join("; "));
try {
  const store = await openStore(read.config);
  if ("taken" in store) throw new Error("stop the Frontdesk that runs on this data first");
  const rotation = { keyring: store.keyring, random: randomBytes };
  const count =
    (await resealSecrets(store.db, rotation)) +
    (await resealEndpoints(store.db, rotation)) +
    (await resealSalonBots(store.db, rotation)) +
    (await resealWhatsapp(store.db, rotation)) +
    (await resealTalk(store.db, rotation));
  await store.close();
  process.stdout.write(`${count} secrets are sealed with the first key now.\n`);
} catch (error) {
  process.stderr.write(`The keys were not rotated: ${refusalOf(error, read.config)}\n`);
  process.exitCode = 1;
}
