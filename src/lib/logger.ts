import { pino, type DestinationStream, type Logger } from "pino";
import { lastFour, scrub } from "./scrub.ts";

/** The steps a person follows in the terminal; each is one JSON line with `step` and its fields. */
export type Step = "hook.received" | "call.processed" | "message.in" | "message.out" | "failed";

/** JSON lines to stdout, pretty in a terminal; secrets, tokens and phone numbers never leave in clear. */
export const logger: Logger = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime },
  scrubbed(await output()),
);

/** Logs one step of the main job. */
export function logStep(step: Step, fields: Record<string, unknown> = {}): void {
  if (step === "failed") logger.error({ step, ...fields });
  else logger.info({ step, ...fields });
}

/** A phone number as a log may show it: its last four digits. */
export function maskPhone(phone: string): string {
  return lastFour(phone);
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
