const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LONGEST = 24 * HOUR;

/** The pauses between attempts, as Standard Webhooks proposes them: eleven attempts within 76 hours. */
export const PAUSES: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** After an answer that says the request itself is wrong, or a target that is refused: four attempts. */
export const SHORT_PAUSES: readonly number[] = PAUSES.slice(0, 3);
const JITTER = 0.2;

/**
 * How long to wait after the attempt of this number (from 1), or null when it was the last. What the receiver asked for is
 * kept to the millisecond unless the schedule's own pause is longer; `chance` is from 0 to 1.
 */
export function pauseAfter(
  attempt: number,
  { short, retryAfterMs, chance }: { short: boolean; retryAfterMs: number | null; chance: number },
): number | null {
  const pause = (short ? SHORT_PAUSES : PAUSES)[attempt - 1];
  if (pause === undefined) return null;
  if (retryAfterMs !== null) return Math.max(pause, retryAfterMs);
  return Math.round(pause * (1 - JITTER + 2 * JITTER * chance));
}

/** What a receiver asks for: seconds or a date in Retry-After, else Telegram's `parameters.retry_after`; null when nothing can be read. */
export function readRetryAfter(
  header: string | null,
  { body, now }: { body: string | null; now: number },
): number | null {
  const ms = (header === null ? null : fromHeader(header.trim(), now)) ?? fromTelegram(body);
  return ms === null ? null : Math.min(Math.max(0, ms), LONGEST);
}

function fromHeader(text: string, now: number): number | null {
  if (/^\d+(?:\.\d+)?(?:e\d+)?$/i.test(text)) return Number(text) * SECOND;
  // RFC 9110: a date begins with the name of its day.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at - now;
}

function fromTelegram(body: string | null): number | null {
  const asked = body?.match(/"parameters"\s*:\s*\{[^{}]*"retry_after"\s*:\s*(\d{1,9})\b/);
  return asked ? Number(asked[1]) * SECOND : null;
}
