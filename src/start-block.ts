import type { Config } from "./config.ts";
import type { Embedded } from "./db/embedded.ts";
import { AppError } from "./lib/app-error.ts";

/** The short block a person reads after the start. */
export function startBlock({
  config,
  embedded,
  port,
}: {
  config: Config;
  embedded: Embedded | null;
  port: number;
}): string {
  const host = ["0.0.0.0", "::"].includes(config.host) ? "localhost" : config.host;
  const address = `http://${host}:${port}`;
  return [
    "",
    `Frontdesk is ready at ${address}`,
    `  database   ${embedded ? `embedded PostgreSQL in ${embedded.place}` : "yours (DATABASE_URL)"}`,
    ...(embedded?.moved
      ? ["             (not in DATA_DIR: the server's own user may not enter that folder)"]
      : []),
    `  Telegram   ${telegramLine(config)}`,
    ...(config.sandbox
      ? [
          `  open       ${address}/sandbox`,
          "  go live    set TELEGRAM_BOT_TOKEN (from @BotFather) and start again; .env.example lists the rest",
        ]
      : [
          `  hooks at   ${config.publicUrl ?? "no PUBLIC_URL: the PBX needs a public address, a tunnel will do"}`,
        ]),
    "",
    "",
  ].join("\n");
}

function telegramLine(config: Config): string {
  if (config.sandbox)
    return "sandbox: a local Telegram and a simulated PBX, nothing leaves this machine";
  return config.publicUrl === null ? "long polling" : `webhooks at ${config.publicUrl}`;
}

/** What went wrong at the start, in a sentence that names the cause. */
export function refusalOf(error: unknown, config: Config): string {
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return `port ${config.port} is taken. Stop what uses it, or set PORT.`;
  if (code === "EACCES" || code === "EROFS")
    return `DATA_DIR (${config.dataDir}) cannot be written.`;
  if (code === "ENOSPC") return `the disk that holds DATA_DIR (${config.dataDir}) is full.`;
  if (error instanceof AppError && error.code === "keys.foreign") {
    return "the database holds secrets sealed with a key that is not in ENCRYPTION_KEYS. Give the keys it was used with.";
  }
  // The cause of our own errors is a sentence for the person at the terminal.
  if (error instanceof AppError && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}
