import { pino, type DestinationStream, type Logger } from "pino";
import { scrub } from "./scrub.ts";

/** The steps a person follows in the terminal; each is one JSON line with `step` and its fields. */
export type Step =
  | "hook.received"
  | "recording.processing"
  | "recording.transcribed"
  | "call.processed"
  | "message.in"
  | "message.out"
  | "failed";

/** JSON lines to stdout, pretty in a terminal; secrets, tokens and phone numbers never leave in clear. */
export const logger: Logger = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: told } },
  scrubbed(await output()),
);

/** Logs one step of the main job. */
export function logStep(step: Step, fields: Record<string, unknown> = {}): void {
  if (step === "failed") logger.error({ step, ...fields });
  else logger.info({ step, ...fields });
}

/** As deep as causes are followed, and as much of a message as a line holds. */
const CAUSES = 4;
const LONGEST = 4000;

/**
 * What an error says of itself and of its causes. Its other properties stay out of the log: grammY's errors carry the
 * update, the request and the whole context with the keys, Postgres's the row.
 */
function told(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === "object" ? "no error" : error;
  const inner: unknown = error.cause ?? ("error" in error ? error.error : undefined);
  return {
    type: error.constructor.name,
    message: withoutParameters(error.message),
    ...("code" in error ? { code: plain(error.code) } : {}),
    stack: (error.stack ?? "")
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .join("\n"),
    ...(inner === undefined || depth === CAUSES ? {} : { cause: told(inner, depth + 1) }),
  };
}

/** Drizzle repeats the query with its parameters in the message, and those who wrap its error repeat that. */
function withoutParameters(message: string): string {
  return (message.slice(0, LONGEST).split(/\n?params: /)[0] ?? "").trim();
}

function scrubbed(inner: Output): DestinationStream {
  return {
    write: (line) => {
      inner.write(scrub(line));
      if (!ORDINARY.test(line)) inner.flush?.();
    },
  };
}

/** Debug and information may wait for company, a warning may be the last thing the process says. */
const ORDINARY = /^\{"level":[123]0,/;

type Output = DestinationStream & { flush?: () => void };

async function output(): Promise<Output> {
  // A line is worth less than a system call under load: lines leave together, at the latest after a moment and at exit.
  if (!process.stdout.isTTY)
    return pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 100 });
  const { default: pretty } = await import("pino-pretty");
  return pretty({
    sync: true,
    translateTime: "SYS:HH:MM:ss",
    ignore: "step",
    messageFormat: words,
  });
}

/** The seed documents' own signs and words. */
function words(line: Record<string, unknown>, messageKey: string): string {
  const said = plain(line[messageKey]);
  switch (line["step"]) {
    case "hook.received":
      return `📞 Received call webhook: ${said || plain(line["event"])}, status: ${plain(line["status"])}`;
    case "recording.processing":
      return `🎙️ Processing call recording: ${plain(line["call"])}`;
    case "recording.transcribed":
      return "✅ Transcription completed";
    case "call.processed":
      return "✅ Call processed successfully!";
    case "message.in":
      return `📱 Получено Telegram сообщение ${said}`.trim();
    case "message.out":
      return `✅ Telegram сообщение отправлено ${said}`.trim();
    case "failed":
      return `❌ Ошибка ${said}`.trim();
    default:
      return said;
  }
}

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
