import { pino, type DestinationStream, type Logger } from "pino";
import { scrub } from "./scrub.ts";

/** The steps a person follows in the terminal; each is one JSON line with `step` and its fields. */
export type Step = "hook.received" | "call.processed" | "message.in" | "message.out" | "failed";

/** JSON lines to stdout, pretty in a terminal; secrets, tokens and phone numbers never leave in clear. */
export const logger: Logger = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutQuery } },
  scrubbed(await output()),
);

/** Logs one step of the main job. */
export function logStep(step: Step, fields: Record<string, unknown> = {}): void {
  if (step === "failed") logger.error({ step, ...fields });
  else logger.info({ step, ...fields });
}

/** Drizzle writes the query with its parameters into its message: its cause says what went wrong without them. */
function withoutQuery(error: unknown): unknown {
  const told =
    error instanceof Error && "query" in error ? (error.cause ?? "a query failed") : error;
  return told instanceof Error ? pino.stdSerializers.err(told) : told;
}

function scrubbed(inner: DestinationStream): DestinationStream {
  return { write: (line) => inner.write(scrub(line)) };
}

async function output(): Promise<DestinationStream> {
  if (!process.stdout.isTTY) return pino.destination({ fd: 1, sync: true });
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
