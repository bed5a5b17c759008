import { trialAdvice, trialTitle } from "../agent/trial-text.ts";
import { failedOf, type TrialOutcome, type TrialResult } from "../agent/trial.ts";
import type { Business } from "../business/business.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** While the set is played. */
export function trialRunning(
  language: Language,
  { business, progress }: { business: string; progress: { done: number; count: number } | null },
): string {
  const title = html(language, "trial-title", { business });
  const line =
    progress === null ? html(language, "trial-begun") : html(language, "trial-running", progress);
  return `${title}\n\n${line}`;
}

/** What a run came to: what failed, each with what is to be mended. */
export function trialScreen(
  language: Language,
  view: { business: Business; result: TrialResult; endedAt: number; now: number },
): Screen {
  const { business, result, endedAt, now } = view;
  const failed = failedOf(result);
  const count = result.outcomes.length;
  const time = dateNear(language, endedAt, now, business.timezone);
  const shown = failed.slice(0, MOST);
  const more = failed.length - shown.length;
  return {
    html: [
      html(language, "trial-title", { business: business.name }),
      failed.length === 0
        ? html(language, "trial-passed", { count })
        : html(language, "trial-failed", { passed: count - failed.length, count }),
      ...shown.map(
        (one) => `❌ <b>${trialTitle(language, one)}</b>\n${trialAdvice(language, one)}`,
      ),
      ...(more > 0 ? [html(language, "trial-more", { count: more })] : []),
      `${html(language, "trial-checked")}\n${html(language, "trial-at", { time })}`,
    ].join("\n\n"),
    rows: [
      ...shown.filter(({ lines }) => lines.length > 0).map((one) => [caseKey(language, one)]),
      [{ label: text(language, "trial-key-again"), action: { do: "trial", run: true } }],
      [{ label: text(language, "trial-key-agent"), action: { do: "agent", screen: "main" } }],
    ],
  };
}

/** One dialogue that failed, line by line. */
export function trialCaseScreen(language: Language, outcome: TrialOutcome): Screen {
  const lines = outcome.lines.slice(-MOST_LINES).map(({ who, text: said }) => {
    const name = text(language, who === "customer" ? "trial-customer" : "trial-agent");
    const words = cleanName(said, LINE) ?? "…";
    return `<b>${name}:</b> ${escapeHtml(words)}`;
  });
  return {
    html: [
      `❌ <b>${trialTitle(language, outcome)}</b>`,
      lines.join("\n"),
      `${html(language, "trial-case-mend")}\n${trialAdvice(language, outcome)}`,
    ].join("\n\n"),
    rows: [[{ label: text(language, "trial-key-list"), action: { do: "trial", run: false } }]],
  };
}

const MOST = 6;
const MOST_LINES = 14;
const LINE = 240;
const LABEL = 40;

function caseKey(language: Language, outcome: TrialOutcome): Button {
  const { key, topic, subject } = outcome;
  const title = trialTitle(language, { topic, subject: "" });
  const name = cleanName(subject, LABEL);
  return {
    label: `🔎 ${name === null ? title : `${title}: ${name}`}`,
    action: { do: "trial_case", key },
  };
}
