import { text } from "../texts/bundle.ts";
import { wallOf } from "../lib/zone.ts";
import type { Language } from "../texts/language.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogLine, Statistics } from "../webhooks/log.ts";
import { errorOf } from "../webhooks/word.ts";

/** Who reads a screen of webhooks, and when. */
export type WebhookReader = { language: Language; zone: string; now: number };

/** "🟢 Працює". */
export function stateOf({ language, now }: WebhookReader, endpoint: Endpoint): string {
  const { active, offReason, openUntil, failingSince } = endpoint;
  if (!active) {
    const own = offReason === "owner" || offReason === null;
    return own
      ? `⚪️ ${text(language, "wh-state-off")}`
      : `🔴 ${text(language, "wh-state-stopped")}`;
  }
  if (openUntil !== null && openUntil > now) return `🟡 ${text(language, "wh-state-paused")}`;
  if (failingSince !== null) return `🟡 ${text(language, "wh-state-failing")}`;
  return `🟢 ${text(language, "wh-state-on")}`;
}

/** "98,2"; null when nothing was sent. */
export function shareOf(
  language: Language,
  { attempts, succeeded }: Pick<Statistics, "attempts" | "succeeded">,
): string | null {
  if (attempts === 0) return null;
  const share = Math.floor((succeeded / attempts) * 1000) / 10;
  const digits = Number.isInteger(share) ? String(share) : share.toFixed(1);
  return language === "en" ? digits : digits.replace(".", ",");
}

/** "91 ms", "1,9 s". */
export function msOf(language: Language, ms: number): string {
  if (ms < 1000) return text(language, "console-ms", { ms: String(ms) });
  const seconds = (ms / 1000).toFixed(1);
  const shown = language === "en" ? seconds : seconds.replace(".", ",");
  return text(language, "console-s", { seconds: shown });
}

/** "14:43:58", with its day when that was another one. */
export function momentOf({ zone, now }: WebhookReader, at: number): string {
  const [wall, today] = [wallOf(at, zone), wallOf(now, zone)];
  const time = [wall.h, wall.mi, wall.s].map(two).join(":");
  const same = wall.d === today.d && wall.mo === today.mo && wall.y === today.y;
  return same ? time : `${two(wall.d)}.${two(wall.mo)} ${time}`;
}

/** "✅ 200 · 91 ms", "❌ No answer". */
export function outcomeOf(language: Language, log: LogLine): string {
  const { isSuccess, statusCode, responseTimeMs, errorMessage } = log;
  const mark = isSuccess ? "✅" : "❌";
  if (statusCode === null) return `${mark} ${text(language, `wh-error-${errorOf(errorMessage)}`)}`;
  return `${mark} ${statusCode} · ${msOf(language, responseTimeMs)}`;
}

/** A sentence about a failed attempt; null for a good one. */
export function reasonOf(language: Language, log: LogLine): string | null {
  return log.isSuccess ? null : text(language, `wh-why-${errorOf(log.errorMessage)}`);
}

/** A text as it is, in its own box, cut so that the message holds it. */
export function boxed(content: string, room: number): string {
  let shown = "";
  for (const sign of content) {
    const safe = escapeHtml(sign);
    if (shown.length + safe.length > room) return `<pre>${shown}…</pre>`;
    shown += safe;
  }
  return `<pre>${shown}</pre>`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
