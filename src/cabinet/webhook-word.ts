import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogLine, Statistics } from "../webhooks/log.ts";
import { errorOf } from "../webhooks/word.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { wallOf } from "../lib/zone.ts";
import type { Say } from "./say.ts";
import type { FormProblem, Wrong } from "./webhook-form.ts";

type Tone = "ok" | "warn" | "bad" | "plain";
export type State = { tone: Tone; label: string };

/** How an endpoint is, in a word or two. */
export function stateOf(endpoint: Endpoint, now: number, say: Say): State {
  const { active, offReason, openUntil, failingSince } = endpoint;
  if (!active) {
    const tone = offReason === "owner" || offReason === null ? "plain" : "bad";
    return { tone, label: say(`wh-state-${offReason === "owner" ? "off" : "stopped"}`) };
  }
  if (openUntil !== null && openUntil > now) return { tone: "warn", label: say("wh-state-paused") };
  if (failingSince !== null) return { tone: "warn", label: say("wh-state-failing") };
  return { tone: "ok", label: say("wh-state-on") };
}

/** "deal.won, task.*", or that it is everything. */
export function eventsText(say: Say, events: readonly string[]): string {
  return events.includes("*") ? say("console-all") : events.join(", ");
}

/** Whose own an endpoint is; of the business's own nothing is said. */
export function whoseText(
  say: Say,
  { personId }: Endpoint,
  names: ReadonlyMap<number, string>,
): string | null {
  if (personId === null) return null;
  return say("wh-whose", { name: names.get(personId) ?? say("wh-whose-gone") });
}

/** The share of attempts that succeeded, "98,0 %"; null when there were none. */
export function shareOf(language: Language, { attempts, succeeded }: Statistics): string | null {
  if (attempts === 0) return null;
  const share = (Math.floor((succeeded / attempts) * 1000) / 10).toFixed(
    succeeded === attempts ? 0 : 1,
  );
  return language === "en" ? share : share.replace(".", ",");
}

/** "84 ms", "1,9 s". */
export function msOf(language: Language, ms: number, say: Say): { value: string; unit: string } {
  if (ms < 1000) return { value: String(ms), unit: say("wh-unit-ms") };
  const seconds = (ms / 1000).toFixed(1);
  return {
    value: language === "en" ? seconds : seconds.replace(".", ","),
    unit: say("wh-unit-s"),
  };
}

/** "14:43:58", with the day before it when it was another one. */
export function momentOf(at: number, now: number, zone: string): string {
  const [wall, today] = [wallOf(at, zone), wallOf(now, zone)];
  const time = [wall.h, wall.mi, wall.s].map(two).join(":");
  const same = wall.d === today.d && wall.mo === today.mo && wall.y === today.y;
  return same ? time : `${two(wall.d)}.${two(wall.mo)} ${time}`;
}

/** What an attempt came to, as a badge. */
export function outcomeOf(log: LogLine, say: Say): State {
  const label =
    log.statusCode === null ? say(`wh-error-${errorOf(log.errorMessage)}`) : String(log.statusCode);
  return { tone: log.isSuccess ? "ok" : "bad", label };
}

/** One sentence about a failed attempt; null for a good one. */
export function reasonOf(log: LogLine, say: Say): string | null {
  return log.isSuccess ? null : say(`wh-why-${errorOf(log.errorMessage)}`);
}

/** What is wrong, a sentence for each field of the form. */
export function wrongOf(problems: readonly FormProblem[], say: Say): Wrong {
  const wrong: Wrong = {};
  for (const one of problems) {
    const args =
      "header" in one ? { header: one.header } : { event: "event" in one ? (one.event ?? "") : "" };
    wrong[one.field] ??= say(wrongId(one), args);
  }
  return wrong;
}

const fields = {
  name: "name",
  url: "url",
  events: "events",
  filter: "filter",
  template: "template",
  headers: "headers",
  timeoutS: "timeout",
  rate: "rate",
  inFlight: "flight",
  batch: "batch",
} as const;

function wrongId(one: FormProblem): TextId {
  if (one.field === "name")
    return one.problem === "empty" ? "wh-wrong-name-empty" : "wh-wrong-name-long";
  if (one.problem === "range") return `wh-wrong-${fields[one.field]}-range`;
  return wrongs[`${one.field}.${one.problem}`] ?? "wh-wrong-other";
}

const wrongs: Record<string, TextId> = {
  "url.not_url": "wh-wrong-url",
  "url.not_https": "wh-wrong-url-https",
  "url.refused": "wh-wrong-url-refused",
  "url.too_long": "wh-wrong-url-long",
  "events.empty": "wh-wrong-events-empty",
  "events.unknown": "wh-wrong-events-unknown",
  "filter.not_json": "wh-wrong-json",
  "filter.not_object": "wh-wrong-filter-object",
  "filter.too_large": "wh-wrong-too-large",
  "filter.too_deep": "wh-wrong-filter-deep",
  "filter.unknown_operator": "wh-wrong-filter-operator",
  "filter.operand": "wh-wrong-filter-operand",
  "template.not_json": "wh-wrong-json",
  "template.too_large": "wh-wrong-too-large",
  "template.no_chat": "wh-wrong-template-chat",
  "headers.line": "wh-wrong-headers-line",
  "headers.name": "wh-wrong-headers-name",
  "headers.value": "wh-wrong-headers-value",
  "headers.reserved": "wh-wrong-headers-reserved",
  "headers.too_large": "wh-wrong-too-large",
  "headers.too_many": "wh-wrong-headers-many",
  "whose.gone": "wh-wrong-whose-gone",
  "batch.template": "wh-wrong-batch-template",
};

function two(number: number): string {
  return String(number).padStart(2, "0");
}
