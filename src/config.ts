import { existsSync } from "node:fs";
import { z } from "zod";
import {
  agentModelOf,
  analysisModelOf,
  modelEnvironment,
  modelProblems,
  s3Of,
  speechOf,
  type ModelConfig,
  type S3Config,
  type SpeechConfig,
} from "./config-model.ts";
import { parseAllow } from "./gateways/address.ts";
import { findProgram } from "./gateways/ffmpeg.ts";

const flag = z
  .enum(["0", "1", "true", "false", "yes", "no", "on", "off", ""])
  .transform((v) => ["1", "true", "yes", "on"].includes(v));
const whole = (min: number, max: number) =>
  z.coerce
    .number(`must be a whole number from ${min} to ${max}`)
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
const milliseconds = whole(0, 86_400_000);
const days = whole(1, 3650);
const TELEGRAM = "https://api.telegram.org";

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((url) => url.replace(/\/+$/, ""));
const keyList = z
  .string()
  .refine(
    (list) => list.split(",").every((key) => Buffer.from(key.trim(), "base64").length === 32),
    "must be base64 keys of 32 bytes, separated by commas",
  );

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function isAllowList(text: string): boolean {
  try {
    parseAllow(listOf(text));
    return true;
  } catch {
    return false;
  }
}

const environment = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: httpUrl.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
    .optional(),
  DB_POOL: whole(4, 200).default(10),
  TRUST_PROXY: flag.default(false),
  HTTPS_PROXY: httpUrl.optional(),
  DATA_DIR: z.string().default("./data"),
  ENCRYPTION_KEYS: keyList.optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{5,}:[\w-]{30,}$/, "must look like 123456789:AA… as BotFather gives it")
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.default(TELEGRAM),
  PHONET_API_URL: z
    .string()
    .regex(/^https?:\/\//, "must be an http(s) address, {domain} stands for the account's domain")
    .default("https://{domain}"),
  NOVOFON_API_URL: httpUrl.default("https://api.novofon.com"),
  WHATSAPP_API_URL: httpUrl.default("https://graph.facebook.com/v26.0"),
  WHATSAPP_APP_SECRET: z
    .string()
    .regex(/^\S{8,128}$/, "must be the app secret as Meta's dashboard shows it")
    .optional(),
  WHATSAPP_VERIFY_TOKEN: z
    .string()
    .regex(
      /^[\w.~-]{16,128}$/,
      "must be 16 to 128 letters, digits or - _ . ~ that nobody can guess",
    )
    .optional(),
  SETTLE_MS: milliseconds.default(10_000),
  SILENCE_RINGING_MS: milliseconds.optional(),
  SILENCE_TALKING_MS: milliseconds.optional(),
  OUTBOUND_ALLOW: z
    .string()
    .default("")
    .refine(isAllowList, "must be hosts, addresses or CIDRs, separated by commas"),
  HOOK_RATE: whole(1, 100_000).default(200),
  RETENTION_CALLS_DAYS: days.default(365),
  RETENTION_RECORDINGS_DAYS: days.default(90),
  RETENTION_DELIVERIES_DAYS: days.default(30),
  METRICS_TOKEN: z.string().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ...modelEnvironment,
});

export type Config = {
  port: number;
  host: string;
  publicUrl: string | null;
  databaseUrl: string | null;
  pool: number;
  trustProxy: boolean;
  proxy: string | null;
  dataDir: string;
  encryptionKeys: string | null;
  botToken: string | null;
  telegramApiRoot: string;
  phonetApiUrl: string;
  novofonApiUrl: string;
  /** The server's Meta app. Without a verify token one is made; without an app secret no event is believed. */
  whatsapp: { apiUrl: string; appSecret: string | null; verifyToken: string | null };
  windows: { settleMs: number; ringingMs: number; talkingMs: number };
  outboundAllow: string[];
  hookRate: number;
  retentionCallsDays: number;
  retentionRecordingsDays: number;
  retentionDeliveriesDays: number;
  /** Null: recordings are not turned into text; in the sandbox its own stand-in does it. */
  speech: SpeechConfig | null;
  /** Null: texts are not analysed; in the sandbox its own stand-in does it. */
  model: ModelConfig | null;
  /** Null: the rules alone read what customers write; `simulated`: the sandbox's own model of that kind does, too. */
  agentModel: ModelConfig | { simulated: "gigachat" | "openai" } | null;
  /** What one business may ask the agent's model on one day. */
  agentDailyRequests: number;
  /** Null: recordings are kept in `dataDir`. */
  s3: S3Config | null;
  /** The place of the decoder; null: there is none. */
  ffmpeg: string | null;
  metricsToken: string | null;
  logLevel: string;
  sandbox: boolean;
};

/** The environment of this process, with what `.env` adds to it. */
export function loadConfig(): { config: Config } | { problems: string[] } {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return readConfig(process.env);
}

/** Reads the environment once. `problems` name every bad setting, never its value. */
export function readConfig(
  env: Record<string, string | undefined>,
): { config: Config } | { problems: string[] } {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = environment.safeParse(given);
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    };
  const problems = [
    ...contradictions(read.data),
    ...modelProblems(read.data, { sandbox: read.data.TELEGRAM_BOT_TOKEN === undefined }),
  ];
  if (problems.length > 0) return { problems };
  return {
    config: toConfig(read.data, {
      noSttModel: env["STT_MODEL"] === "",
      searched: env["PATH"] ?? "",
    }),
  };
}

function contradictions(env: z.infer<typeof environment>): string[] {
  const insecure =
    env.PUBLIC_URL?.startsWith("http://") === true && env.TELEGRAM_API_ROOT === TELEGRAM;
  return insecure ? ["PUBLIC_URL: must be https, Telegram delivers webhooks to nothing else"] : [];
}

function toConfig(
  env: z.infer<typeof environment>,
  { noSttModel, searched }: { noSttModel: boolean; searched: string },
): Config {
  const sandbox = env.TELEGRAM_BOT_TOKEN === undefined;
  return {
    port: env.PORT,
    host: env.HOST ?? (sandbox ? "127.0.0.1" : "0.0.0.0"),
    publicUrl: env.PUBLIC_URL ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    pool: env.DB_POOL,
    trustProxy: env.TRUST_PROXY,
    proxy: env.HTTPS_PROXY ?? null,
    dataDir: env.DATA_DIR,
    encryptionKeys: env.ENCRYPTION_KEYS ?? null,
    botToken: env.TELEGRAM_BOT_TOKEN ?? null,
    telegramApiRoot: env.TELEGRAM_API_ROOT,
    phonetApiUrl: env.PHONET_API_URL.replace(/\/+$/, ""),
    novofonApiUrl: env.NOVOFON_API_URL,
    whatsapp: {
      apiUrl: env.WHATSAPP_API_URL,
      appSecret: env.WHATSAPP_APP_SECRET ?? null,
      verifyToken: env.WHATSAPP_VERIFY_TOKEN ?? null,
    },
    windows: {
      settleMs: env.SETTLE_MS,
      // In the sandbox a lost hangup must be seen to close while somebody watches.
      ringingMs: env.SILENCE_RINGING_MS ?? (sandbox ? 30_000 : 180_000),
      talkingMs: env.SILENCE_TALKING_MS ?? (sandbox ? 30_000 : 14_400_000),
    },
    outboundAllow: listOf(env.OUTBOUND_ALLOW),
    hookRate: env.HOOK_RATE,
    retentionCallsDays: env.RETENTION_CALLS_DAYS,
    retentionRecordingsDays: env.RETENTION_RECORDINGS_DAYS,
    retentionDeliveriesDays: env.RETENTION_DELIVERIES_DAYS,
    speech: speechOf(env, noSttModel),
    model: analysisModelOf(env),
    agentModel: agentModelOf(env, { sandbox }),
    agentDailyRequests: env.AGENT_DAILY_REQUESTS,
    s3: s3Of(env),
    ffmpeg: findProgram(env.FFMPEG_PATH ?? "ffmpeg", searched),
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
    sandbox,
  };
}
