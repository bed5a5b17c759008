import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { TrialFault, TrialOutcome, TrialTopic } from "./trial.ts";

/** What a dialogue was about: "Ціна: «Манікюр»". */
export function trialTitle(
  language: Language,
  { topic, subject }: Pick<TrialOutcome, "topic" | "subject">,
): string {
  const clean = cleanName(subject);
  const title = text(language, topics[topic]);
  return clean === null ? title : `${title}: «${escapeHtml(clean)}»`;
}

/** What is to be mended, a sentence for each fault. */
export function trialAdvice(language: Language, { faults }: Pick<TrialOutcome, "faults">): string {
  return faults
    .map(({ fault, subject }) =>
      text(language, advice[fault], { subject: escapeHtml(cleanName(subject) ?? "") }),
    )
    .join("\n");
}

/** What passed before and fails now, for those who lead the business. */
export function trialNews(
  language: Language,
  { business, failed }: { business: string; failed: readonly TrialOutcome[] },
): string {
  const lines = failed
    .slice(0, MOST_NEWS)
    .map((one) => `❌ ${trialTitle(language, one)}\n${trialAdvice(language, one)}`);
  const head = text(language, "trial-news", {
    business: escapeName(business),
    count: failed.length,
  });
  return [head, ...lines, text(language, "trial-news-more")].join("\n\n");
}

const MOST_NEWS = 5;

const topics: Record<TrialTopic, TextId> = {
  setup: "trial-topic-setup",
  price: "trial-topic-price",
  words: "trial-topic-words",
  buttons: "trial-topic-buttons",
  master: "trial-topic-master",
  wrong_master: "trial-topic-wrong-master",
  closed_day: "trial-topic-closed-day",
  taken: "trial-topic-taken",
  name: "trial-topic-name",
  no: "trial-topic-no",
  move: "trial-topic-move",
  cancel: "trial-topic-cancel",
  complaint: "trial-topic-complaint",
  person: "trial-topic-person",
  opt_out: "trial-topic-opt-out",
  free: "trial-topic-free",
  others: "trial-topic-others",
  hours: "trial-topic-hours",
  past: "trial-topic-past",
};

const advice: Record<TrialFault, TextId> = {
  no_services: "trial-fault-no-services",
  no_masters: "trial-fault-no-masters",
  no_hours: "trial-fault-no-hours",
  nobody_does: "trial-fault-nobody-does",
  no_time: "trial-fault-no-time",
  service_unknown: "trial-fault-service-unknown",
  service_mixed: "trial-fault-service-mixed",
  master_unknown: "trial-fault-master-unknown",
  price_missing: "trial-fault-price-missing",
  price_other: "trial-fault-price-other",
  time_outside: "trial-fault-time-outside",
  unconfirmed: "trial-fault-unconfirmed",
  not_booked: "trial-fault-not-booked",
  booked_other: "trial-fault-booked-other",
  not_moved: "trial-fault-not-moved",
  not_cancelled: "trial-fault-not-cancelled",
  no_person: "trial-fault-no-person",
  no_opt_out: "trial-fault-no-opt-out",
  language_other: "trial-fault-language-other",
  leak: "trial-fault-leak",
  silent: "trial-fault-silent",
  broken: "trial-fault-broken",
};
