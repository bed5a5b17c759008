import { z } from "zod";

/** What a dialogue of the set is about. */
const trialTopics = [
  "setup",
  "price",
  "words",
  "buttons",
  "master",
  "wrong_master",
  "closed_day",
  "taken",
  "name",
  "no",
  "move",
  "cancel",
  "complaint",
  "person",
  "opt_out",
  "free",
  "others",
  "hours",
  "past",
] as const;
export type TrialTopic = (typeof trialTopics)[number];

/** Why a dialogue did not end as it has to: what is to be mended. */
const trialFaults = [
  "no_services",
  "no_masters",
  "no_hours",
  "nobody_does",
  "no_time",
  "service_unknown",
  "service_mixed",
  "master_unknown",
  "price_missing",
  "price_other",
  "time_outside",
  "unconfirmed",
  "not_booked",
  "booked_other",
  "not_moved",
  "not_cancelled",
  "no_person",
  "no_opt_out",
  "language_other",
  "leak",
  "silent",
  "broken",
] as const;
export type TrialFault = (typeof trialFaults)[number];

const line = z.object({ who: z.enum(["customer", "agent"]), text: z.string() });
const found = z.object({
  fault: z.enum(trialFaults),
  /** What it is about: a service, a master; empty for none. */
  subject: z.string(),
});
const outcome = z.object({
  /** The same dialogue has the same key in the next run. */
  key: z.string(),
  topic: z.enum(trialTopics),
  subject: z.string(),
  /** Empty: it passed. */
  faults: z.array(found),
  /** Kept of those that failed. */
  lines: z.array(line),
});
/** What a run of the dialogue set against a price list came to. */
export const trialResultShape = z.object({ outcomes: z.array(outcome) });

export type TrialLine = z.infer<typeof line>;
export type TrialFound = z.infer<typeof found>;
export type TrialOutcome = z.infer<typeof outcome>;
export type TrialResult = z.infer<typeof trialResultShape>;

/** The dialogues that did not end as they have to. */
export function failedOf({ outcomes }: TrialResult): TrialOutcome[] {
  return outcomes.filter(({ faults }) => faults.length > 0);
}

/** Of a run those that passed in the one before and fail now. */
export function newlyFailed(before: TrialResult, now: TrialResult): TrialOutcome[] {
  const passed = new Set(
    before.outcomes.filter(({ faults }) => faults.length === 0).map(({ key }) => key),
  );
  return failedOf(now).filter(({ key }) => passed.has(key));
}
