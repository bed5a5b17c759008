import { z } from "zod";

/** A transcription endpoint of OpenAI's kind; `url` is its full address. */
export type SpeechConfig = { url: string; key: string | null; model: string | null };

export type ModelConfig =
  | { kind: "openai"; url: string; key: string | null; model: string }
  | {
      kind: "gigachat";
      clientId: string;
      clientSecret: string;
      scope: string;
      model: string;
      authUrl: string;
      apiUrl: string;
      caFile: string | null;
    };

export type S3Config = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
};

const OPENAI_STT = "https://api.openai.com/v1/audio/transcriptions";
const OPENAI = "https://api.openai.com/v1";
const OPENROUTER = "https://openrouter.ai/api/v1";

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((url) => url.replace(/\/+$/, ""));

/** What this process hears and thinks with, and where it keeps what it heard. */
export const modelEnvironment = {
  STT_URL: httpUrl.optional(),
  STT_API_KEY: z.string().optional(),
  STT_MODEL: z.string().default("whisper-1"),
  LLM_URL: httpUrl.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENROUTER_API_KEY: z.string().optional(),
  GIGACHAT_CLIENT_ID: z.string().optional(),
  GIGACHAT_CLIENT_SECRET: z.string().optional(),
  GIGACHAT_SCOPE: z
    .enum(["GIGACHAT_API_PERS", "GIGACHAT_API_B2B", "GIGACHAT_API_CORP"])
    .default("GIGACHAT_API_PERS"),
  GIGACHAT_MODEL: z.string().default("GigaChat-2"),
  GIGACHAT_AUTH_URL: httpUrl.default("https://ngw.devices.sberbank.ru:9443/api/v2/oauth"),
  GIGACHAT_API_URL: httpUrl.default("https://api.giga.chat/v1"),
  GIGACHAT_CA_FILE: z.string().optional(),
  ANALYSIS_MODEL: z.enum(["gigachat", "openai", "none"]).optional(),
  AGENT_MODEL: z.enum(["gigachat", "openai", "rules"]).optional(),
  AGENT_DAILY_REQUESTS: z.coerce
    .number("must be a whole number from 0 to 1000000")
    .int("must be a whole number from 0 to 1000000")
    .min(0, "must be at least 0")
    .max(1_000_000, "must be at most 1000000")
    .default(2000),
  S3_ENDPOINT: httpUrl.optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  FFMPEG_PATH: z.string().optional(),
};

const shape = z.object(modelEnvironment);
type Environment = z.infer<typeof shape>;

/** Settings that need one another, by name. In the sandbox the agent's model may be the stand-in, which needs no key. */
export function modelProblems(env: Environment, { sandbox }: { sandbox: boolean }): string[] {
  const problems = [
    ...keyProblems(env, "ANALYSIS_MODEL"),
    ...(sandbox ? [] : keyProblems(env, "AGENT_MODEL")),
  ];
  if ((env.GIGACHAT_CLIENT_ID === undefined) !== (env.GIGACHAT_CLIENT_SECRET === undefined))
    problems.push("GIGACHAT_CLIENT_ID: goes with GIGACHAT_CLIENT_SECRET");
  const s3 = [env.S3_ENDPOINT, env.S3_BUCKET, env.S3_ACCESS_KEY, env.S3_SECRET_KEY];
  if (s3.some((one) => one !== undefined) && s3.includes(undefined))
    problems.push("S3_ENDPOINT: goes with S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY");
  return problems;
}

function keyProblems(env: Environment, name: "ANALYSIS_MODEL" | "AGENT_MODEL"): string[] {
  const wanted = env[name];
  if (wanted === "gigachat" && gigachatOf(env) === null)
    return [`${name}: gigachat needs GIGACHAT_CLIENT_ID and GIGACHAT_CLIENT_SECRET`];
  if (wanted === "openai" && openaiOf(env) === null)
    return [`${name}: openai needs OPENAI_API_KEY, OPENROUTER_API_KEY or LLM_URL`];
  return [];
}

/** Null: no transcription is configured. `noModel`: STT_MODEL was given empty, so that none is named. */
export function speechOf(env: Environment, noModel: boolean): SpeechConfig | null {
  const key = env.STT_API_KEY ?? env.OPENAI_API_KEY ?? null;
  if (env.STT_URL === undefined && key === null) return null;
  return { url: env.STT_URL ?? OPENAI_STT, key, model: noModel ? null : env.STT_MODEL };
}

/** The model that analyses talks; null: none. */
export function analysisModelOf(env: Environment): ModelConfig | null {
  if (env.ANALYSIS_MODEL === "none") return null;
  if (env.ANALYSIS_MODEL === "openai") return openaiOf(env);
  if (env.ANALYSIS_MODEL === "gigachat") return gigachatOf(env);
  return gigachatOf(env) ?? openaiOf(env);
}

/** The model that reads for the agent; null: the rules alone do. `simulated`: the sandbox's own, of that kind. */
export function agentModelOf(
  env: Environment,
  { sandbox }: { sandbox: boolean },
): ModelConfig | { simulated: "gigachat" | "openai" } | null {
  const wanted = env.AGENT_MODEL;
  if (wanted === "rules" || (wanted === undefined && sandbox)) return null;
  if (wanted === undefined) return gigachatOf(env) ?? openaiOf(env);
  const own = wanted === "openai" ? openaiOf(env) : gigachatOf(env);
  return own ?? (sandbox ? { simulated: wanted } : null);
}

export function s3Of(env: Environment): S3Config | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY } = env;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY) return null;
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: env.S3_REGION,
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
  };
}

function openaiOf(env: Environment): ModelConfig | null {
  const own = env.LLM_API_KEY ?? env.OPENAI_API_KEY ?? null;
  const router = own === null && env.LLM_URL === undefined ? env.OPENROUTER_API_KEY : undefined;
  if (router !== undefined)
    return {
      kind: "openai",
      url: OPENROUTER,
      key: router,
      model: env.LLM_MODEL ?? "openai/gpt-4o",
    };
  if (own === null && env.LLM_URL === undefined) return null;
  return { kind: "openai", url: env.LLM_URL ?? OPENAI, key: own, model: env.LLM_MODEL ?? "gpt-4o" };
}

function gigachatOf(env: Environment): ModelConfig | null {
  if (env.GIGACHAT_CLIENT_ID === undefined || env.GIGACHAT_CLIENT_SECRET === undefined) return null;
  return {
    kind: "gigachat",
    clientId: env.GIGACHAT_CLIENT_ID,
    clientSecret: env.GIGACHAT_CLIENT_SECRET,
    scope: env.GIGACHAT_SCOPE,
    model: env.GIGACHAT_MODEL,
    authUrl: env.GIGACHAT_AUTH_URL,
    apiUrl: env.GIGACHAT_API_URL,
    caFile: env.GIGACHAT_CA_FILE ?? null,
  };
}
