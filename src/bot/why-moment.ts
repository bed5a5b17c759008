import type { Labels } from "../business/line.ts";
import { namesOf } from "../calls/card-row.ts";
import type { CardPart } from "../calls/filter.ts";
import type { Moment } from "../calls/timeline.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { duration } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { chatReason, hookReason } from "./reason.ts";
import { lineName } from "./why-filter.ts";

/** What happened in one line of a call's story, without its time, as Telegram HTML. */
export function momentLine(language: Language, moment: Moment, labels: Labels): string {
  if (moment.what === "hook") return `📥 ${hookLine(language, moment, labels)}`;
  if (moment.what === "step") return `💬 ${stepLine(language, moment)}`;
  return `⚙️ ${decisionLine(language, moment, labels)}`;
}

type Of<What extends Moment["what"]> = Extract<Moment, { what: What }>;

function hookLine(language: Language, hook: Of<"hook">, labels: Labels): string {
  const name = escapeHtml(cleanName(hook.name, 32) ?? "—");
  const ext = cleanName(hook.ext, 16);
  const facts = [
    hook.count > 1 ? `${name} ×${hook.count}` : name,
    lineName(language, hook, labels),
    ext === null ? null : text(language, "card-ext", { ext: escapeHtml(ext) }),
    verdictOf(language, hook),
  ];
  return facts.filter((fact) => fact !== null).join(" · ");
}

/** Nothing is said of a hook that was taken. */
function verdictOf(language: Language, { verdict, reason }: Of<"hook">): string | null {
  if (verdict === "accepted") return reason === null ? null : text(language, "why-hook-aside");
  if (verdict === "lookup") return text(language, "hook-lookup");
  const why = escapeHtml(hookReason(language, reason));
  return text(language, verdict === "refused" ? "why-hook-refused" : "why-hook-ignored", {
    reason: why,
  });
}

const beginnings: Record<Of<"began">["direction"], TextId> = {
  in: "why-began-in",
  out: "why-began-out",
  internal: "why-began-internal",
};

function decisionLine(
  language: Language,
  moment: Exclude<Moment, Of<"hook"> | Of<"step">>,
  labels: Labels,
): string {
  if (moment.what === "began") return text(language, beginnings[moment.direction]);
  if (moment.what === "recorded") return text(language, "why-recorded");
  if (moment.what === "resumed") return text(language, "why-resumed");
  if (moment.what === "joined") return text(language, "why-joined");
  if (moment.what === "waits")
    return text(language, "why-waits", { duration: duration(language, moment.ms / 1000) });
  if (moment.what === "handed")
    return text(language, "why-handed", {
      names: namesOf(labels.employees, [moment.to], language) ?? "?",
    });
  if (moment.what === "picked") {
    const names = namesOf(labels.employees, [moment.who], language);
    if (names === null) return text(language, "why-picked-unknown");
    return text(language, "why-picked", { names });
  }
  return text(language, moment.corrected ? "why-corrected" : "why-ended", {
    outcome: outcomeOf(language, moment),
  });
}

const outcomes: Record<Exclude<Of<"ended">["outcome"], "answered" | null>, TextId> = {
  missed: "why-outcome-missed",
  busy: "why-outcome-busy",
  no_answer: "why-outcome-unanswered",
  failed: "why-outcome-failed",
  unknown: "why-outcome-unknown",
};

function outcomeOf(language: Language, { outcome, talkS }: Of<"ended">): string {
  if (outcome !== "answered") return text(language, outcomes[outcome ?? "unknown"]);
  if (talkS === null) return text(language, "why-outcome-answered-unknown");
  return text(language, "why-outcome-answered", { duration: duration(language, talkS) });
}

const cards: Record<CardPart, TextId> = { ring: "why-card-ring", final: "why-card-final" };
const steps: Record<Of<"step">["step"], TextId> = {
  sent: "why-sent",
  edited: "why-edited",
  removed: "why-removed",
  repeated: "why-repeated",
  closed: "why-closed",
};
const closings: Partial<Record<string, TextId>> = {
  over: "why-closed-over",
  merged: "why-closed-merged",
  in_ring: "why-closed-shown",
  refused: "why-closed-refused",
  gone: "why-closed-gone",
  style: "why-closed-style",
  filtered: "why-closed-filtered",
  reopened: "why-closed-reopened",
  replaced: "why-closed-replaced",
  kept: "why-closed-kept",
  unsubscribed: "why-closed-off",
};
/** The codes of a chat that Telegram closed to us. */
const unreachable = new Set([
  "blocked",
  "kicked",
  "deactivated",
  "not_started",
  "not_found",
  "no_rights",
]);

function stepLine(language: Language, { step, part, reason }: Of<"step">): string {
  const card = text(language, cards[part]);
  if (step !== "closed") return text(language, steps[step], { card });
  return text(language, steps.closed, { card, reason: closingOf(language, reason ?? "") });
}

function closingOf(language: Language, reason: string): string {
  if (unreachable.has(reason)) return chatReason(language, reason);
  return text(language, closings[reason] ?? "why-closed-other");
}
