import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogDetail, LogLine } from "../webhooks/log.ts";
import { text } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import type { Button, Screen } from "./screen.ts";
import { boxed, momentOf, outcomeOf, reasonOf, type WebhookReader } from "./webhook-word.ts";

export const PAGE = 8;

const REQUEST_ROOM = 2000;
const ANSWER_ROOM = 1000;

type LogPage = {
  endpoint: Endpoint;
  logs: readonly LogLine[];
  next: number | null;
  before: number | null;
  bad: boolean;
};

/** The last attempts, the latest first. */
export function logScreen(reader: WebhookReader, page: LogPage): Screen {
  const { language } = reader;
  const { endpoint, logs, next, before, bad } = page;
  const { id: endpointId, name } = endpoint;
  const at = (label: string, to: number | null, only = bad): Button => ({
    label,
    action: { do: "webhook_log", endpointId, before: to, bad: only },
  });
  const lines = logs.map((log, index) => `${index + 1}. ${lineOf(reader, log)}`);
  const none = text(language, bad ? "console-log-good" : "wh-log-empty");
  const keys = logs.map((log, index): Button => ({
    label: `${index + 1} ${log.isSuccess ? "✅" : "❌"}`,
    action: { do: "webhook_entry", endpointId, logId: log.id },
  }));
  return {
    html: [
      `📜 <b>${escapeName(name)}</b>`,
      lines.length === 0 ? none : lines.join("\n"),
      text(language, "wh-log-kept"),
    ].join("\n\n"),
    rows: [
      keys.slice(0, 4),
      keys.slice(4),
      [...(before === null ? [] : [at("⏮", null)]), ...(next === null ? [] : [at("▶", next)])],
      [at(text(language, bad ? "wh-filter-all" : "wh-filter-bad"), null, !bad)],
      [{ label: text(language, "bot-back"), action: { do: "webhook", endpointId } }],
    ],
  };
}

/** One attempt: what was sent, what came back, and whether it leaves again. */
export function entryScreen(
  reader: WebhookReader,
  { endpointId, log, note }: { endpointId: string; log: LogDetail; note: string | null },
): Screen {
  const { language } = reader;
  const { payload, response, dueAt, kept, deliveryId, id: logId } = log;
  const why = reasonOf(language, log);
  const due =
    dueAt === null ? null : text(language, "wh-detail-next", { when: momentOf(reader, dueAt) });
  const head = [lineOf(reader, log), why, due].filter((line) => line !== null);
  const request =
    payload === null ? text(language, "wh-detail-gone") : boxed(payload, REQUEST_ROOM);
  const isEmpty = response === null || response === "";
  const answer = isEmpty ? text(language, "wh-detail-no-answer") : boxed(response, ANSWER_ROOM);
  const again: Button = {
    label: text(language, "console-again"),
    action: { do: "webhook_resend", endpointId, logId, deliveryId, sure: false },
  };
  return {
    html: [
      ...(note === null ? [] : [note]),
      head.join("\n"),
      `<b>${text(language, "wh-detail-request")}</b>\n${request}`,
      `<b>${text(language, "wh-detail-answer")}</b>\n${answer}`,
    ].join("\n\n"),
    rows: [
      kept ? [again] : [],
      [
        {
          label: text(language, "bot-back"),
          action: { do: "webhook_log", endpointId, before: null, bad: false },
        },
      ],
    ],
  };
}

/** "deal.won · ✅ 200 · 84 мс · 14:43:58 · спроба 2". */
function lineOf(reader: WebhookReader, log: LogLine): string {
  const { language } = reader;
  const { event, attempt, trigger, at } = log;
  return [
    `<b>${event}</b>`,
    outcomeOf(language, log),
    momentOf(reader, at),
    ...(attempt > 1 ? [text(language, "console-attempt", { attempt: String(attempt) })] : []),
    ...(trigger === "test" ? [text(language, "wh-log-test")] : []),
  ].join(" · ");
}
