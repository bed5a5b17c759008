import { randomBytes } from "node:crypto";
import { acceptConsent, changeSpeech } from "../../src/speech/settings-service.ts";
import { until } from "../db/until.ts";
import { openSalon, type SalonTenant } from "../flows/salon.ts";
import { owner } from "../flows/stand.ts";
import { openWorld, type World } from "../flows/world.ts";
import { openMirror, wrongs, type Mirror } from "./mirror.ts";

export const canary = (name: string): string => `canary-${name}-${randomBytes(8).toString("hex")}`;

const long = (name: string): string => `${canary(name)}${randomBytes(12).toString("hex")}`;
/** Where webhooks may go although it is private; Frontdesk itself lives at another address. */
export const RECEIVER = "127.0.0.2";
export const NUMBER = "106540352242922";
const employees = [{ ext: "101", name: "Олена" }];

/** What the server's environment holds. */
export const environment = {
  sttKey: long("stt"),
  llmKey: long("llm"),
  openaiKey: long("openai"),
  openrouterKey: long("openrouter"),
  gigachatSecret: long("gigachat"),
  s3Access: canary("s3-access"),
  s3Secret: long("s3-secret"),
  metricsToken: canary("metrics"),
  metaSecret: canary("meta-secret"),
  metaVerify: canary("meta-verify"),
  encryptionKey: randomBytes(32).toString("base64"),
};

/** What people give to the bot and the cabinet. */
export const given = {
  novofonSecret: canary("novofon"),
  novofonWrong: canary("novofon-wrong"),
  phonetSecond: canary("phonet-second"),
  whatsappToken: `EAA${long("whatsapp").replaceAll("-", "")}`,
  whatsappOther: `EAA${long("whatsapp-other").replaceAll("-", "")}`,
  ownMetaSecret: randomBytes(16).toString("hex"),
  headerValue: canary("webhook-header"),
};

export type Ground = { world: World; mirror: Mirror; salon: SalonTenant; chat: string };

/** A salon on a Frontdesk whose every vendor is reached through the mirror, and whose every door has a secret. */
export async function openCanaries(): Promise<Ground> {
  const mirror = await openMirror((path, headers) => {
    // The stand-in's own client; Frontdesk's is a canary.
    if (path.startsWith("/sandbox/gigachat/oauth"))
      headers.set("authorization", `Basic ${btoa("sandbox:sandbox-secret")}`);
  });
  const at = (path: string): string => `${mirror.url}/sandbox/${path}`;
  const world = await openWorld({
    webhooks: true,
    before: ({ stand }) => {
      mirror.leadTo(stand.url);
      return Promise.resolve();
    },
    env: {
      LOG_LEVEL: "trace",
      SETTLE_MS: "500",
      OUTBOUND_ALLOW: RECEIVER,
      ENCRYPTION_KEYS: environment.encryptionKey,
      METRICS_TOKEN: environment.metricsToken,
      TELEGRAM_API_ROOT: at("telegram"),
      PHONET_API_URL: at("phonet"),
      NOVOFON_API_URL: at("novofon"),
      WHATSAPP_API_URL: at("whatsapp/v26.0"),
      WHATSAPP_APP_SECRET: environment.metaSecret,
      WHATSAPP_VERIFY_TOKEN: environment.metaVerify,
      STT_URL: at("stt/v1/audio/transcriptions"),
      STT_API_KEY: environment.sttKey,
      LLM_URL: at("llm/v1"),
      LLM_API_KEY: environment.llmKey,
      OPENAI_API_KEY: environment.openaiKey,
      OPENROUTER_API_KEY: environment.openrouterKey,
      GIGACHAT_CLIENT_ID: "canary-client",
      GIGACHAT_CLIENT_SECRET: environment.gigachatSecret,
      GIGACHAT_AUTH_URL: at("gigachat/oauth"),
      GIGACHAT_API_URL: at("gigachat/v1"),
      ANALYSIS_MODEL: "gigachat",
      AGENT_MODEL: "openai",
      S3_ENDPOINT: mirror.url,
      S3_BUCKET: "bucket",
      S3_ACCESS_KEY: environment.s3Access,
      S3_SECRET_KEY: environment.s3Secret,
    },
  });
  const salon = await openSalon(world);
  const { stand, botId } = world;
  await acceptConsent(world.db(), salon.businessId, { personId: owner.id, now: Date.now() });
  await changeSpeech(world.db(), salon.businessId, { transcribe: true });
  const { account: domain, secret: apiKey } = salon;
  await stand.post("accounts", { provider: "phonet", domain, apiKey, employees });
  const second = { domain: "two.example", apiKey: given.phonetSecond };
  await stand.post("accounts", { provider: "phonet", ...second, employees });
  const novofon = { key: "appid_canary", secret: given.novofonSecret };
  await stand.post("accounts", { provider: "novofon", ...novofon, employees });
  return { world, mirror, salon, chat: `p${owner.id}-${botId}` };
}

/** Says something to the bot and waits until it has said something new. */
export async function tell({ world, chat }: Ground, text: string): Promise<void> {
  const last = async (): Promise<string> => {
    const said = (await world.stand.messages(chat)).filter(({ from }) => from.is_bot);
    return said.map(({ message_id: id, edits }) => `${id}.${edits}`).join();
  };
  const before = await last();
  await world.stand.say(owner.id, chat, text);
  await until(`an answer to ${text}`, async () => (await last()) !== before, 60_000);
}

/** The same while a vendor answers in each wrong way, once each, and then rightly. */
export async function tellThrough(ground: Ground, part: string, text: string): Promise<void> {
  for (const wrong of wrongs) {
    ground.mirror.plan(part, wrong);
    await tell(ground, text);
    const isThrough = (): boolean => ground.mirror.planned().length === 0;
    await until("the vendor has failed", isThrough, 10_000).catch(() => null);
  }
  ground.mirror.forget();
  await tell(ground, text);
}
