import { readAnswer } from "./answer-read.ts";
import type { Question } from "./conversation.ts";
import { meantBy, type Meant } from "./mind-command.ts";
import type { Handles } from "./mind-handle.ts";
import type { Does, ModelCommand } from "./mind-schema.ts";
import { answers } from "./mind-sure.ts";
import type { Hint, Intent, Understood } from "./understood.ts";
import { reading } from "./word-reading.ts";

/** A message as the rules and a model understand it together; `dropped`: commands of the model's that were none. */
export type MindReading = { understood: Understood; used: boolean; dropped: number };

type Beside = {
  rules: Understood;
  hint: Hint;
  handles: Handles;
  /** As the model was shown it: its quotes are of this. */
  message: string;
};

/**
 * What a model's commands add to what the rules read. What the rules read exactly stands; where they saw several things or
 * nothing, a quoted choice among what was offered counts. A yes to what writes is only ever the rules': a model may doubt
 * it, and never give it.
 */
export function readCommands(commands: readonly ModelCommand[], beside: Beside): MindReading {
  const { rules, hint } = beside;
  const meant = meantBy(commands, beside);
  const { dropped } = meant;
  if (meant.words.size === 0) return { understood: rules, used: false, dropped };
  const writes = WRITES.has(hint.asked);
  // What was surely agreed to, and what the customer told to be done at once, is not made another thing.
  if (writes && rules.answer === "yes" && !isWeak(rules, hint))
    return { understood: rules, used: false, dropped };
  const answer = answered(meant, { rules, hint, writes });
  const doubted = hasAny(meant.words, "no", "maybe") && rules.answer === null;
  const intents = rules.intents.filter((one) => !(doubted && (one === "coming" || one === "wait")));
  const held = { ...rules, answer, intents };
  if (rules.intents.some((one) => TOLD.has(one))) return { understood: held, used: true, dropped };
  return { understood: withFacts(held, meant, hint), used: true, dropped };
}

/** A message that the model's own filter lets it not speak of: what the rules do not know is a person's. */
export function filteredReading(rules: Understood): Understood {
  const known = rules.intents.some((one) => one !== "off_topic" && one !== "greet");
  const said = known || hasFact(rules) || rules.answer !== null || rules.rude;
  return said ? rules : { ...rules, intents: [...rules.intents, "human"] };
}

/** Questions whose yes writes something, or deletes it. */
const WRITES: ReadonlySet<Question | null> = new Set<Question>([
  "draft",
  "move_draft",
  "cancel_visit",
  "erase",
  "visit",
]);
/** What the rules read of these is done at once: of nothing but the customer's own words. */
const TOLD: ReadonlySet<Intent> = new Set<Intent>(["coming", "wait", "opt_out", "erase"]);

/** Words that a model's command may add as they are; what stands in none of these lists is never added. */
const ADDED: Partial<Record<Does, Intent>> = {
  book: "book",
  price: "price",
  services: "services",
  masters: "masters",
  address: "address",
  hours: "hours",
  phone: "phone",
  my_visits: "my_visits",
  cancel: "cancel",
  move: "move",
  late: "late",
  soonest: "soonest",
  other_times: "other_times",
  human: "human",
  complaint: "complaint",
  medical: "medical",
  robot: "robot",
};
/** These count only where nothing else was understood. */
const COURTESIES: Partial<Record<Does, Intent>> = {
  greet: "greet",
  thanks: "thanks",
  bye: "bye",
  off_topic: "off_topic",
};

function answered(
  { words }: Meant,
  { rules, hint, writes }: { rules: Understood; hint: Hint; writes: boolean },
): Understood["answer"] {
  const against = words.has("no") ? "no" : words.has("maybe") ? "maybe" : null;
  if (rules.answer !== null) {
    const weak = rules.answer === "yes" && isWeak(rules, hint);
    return weak && against !== null ? null : rules.answer;
  }
  if (hint.asked === null) return null;
  if (against !== null) return against;
  return words.has("yes") && !writes ? "yes" : null;
}

/** "Хорошо" and the like are said to much. */
function isWeak({ text, language }: Understood, hint: Hint): boolean {
  const said = readAnswer(reading(text), { russian: (language ?? hint.language) === "ru" });
  return said === null || said.answer !== "yes" || said.weak;
}

function withFacts(rules: Understood, meant: Meant, hint: Hint): Understood {
  const exact = rules.services.length === 1;
  const chosen = !exact && meant.services.length > 0;
  const services = chosen ? meant.services : rules.services;
  const unknownService = chosen || exact ? null : unknownOf(rules, meant);
  const day = rules.day ?? meant.day;
  const time = rules.time ?? meant.time;
  const master =
    rules.master ?? (rules.unknownMaster === null && agrees(rules, meant) ? meant.master : null);
  const name = rules.name ?? (hint.asked === "name" ? meant.name : null);
  const faq = rules.faq.length > 0 ? rules.faq : meant.topics;
  const facts = { ...rules, services, unknownService, day, time, master, name, faq };
  // Whoever answers what was asked, and asks nothing, wants nothing else beside it.
  const { asked } = hint;
  const told = rules.answer !== null || (asked !== null && answers(rules, asked));
  if (asked !== null && told && !rules.text.includes("?")) return facts;
  return { ...facts, intents: intentsOf(facts, meant) };
}

/** A word that the rules took for a service is none where the model heard a question of another kind in it. */
function unknownOf({ services, unknownService }: Understood, meant: Meant): string | null {
  if (unknownService === null) return services.length === 0 ? meant.unknownService : null;
  const other = meant.topics.length > 0 || hasAny(meant.words, ...OTHERS);
  return other && !meant.words.has("unknown_service") ? null : unknownService;
}

const OTHERS: readonly Does[] = [
  "services",
  "masters",
  "address",
  "hours",
  "phone",
  "my_visits",
  "cancel",
  "move",
  "late",
  "human",
  "complaint",
  "medical",
  "robot",
];

/** The master of a chosen time is meant only with that time. */
function agrees(rules: Understood, { words, day, time }: Meant): boolean {
  if (words.has("master") || !hasAny(words, "slot", "visit")) return true;
  const sameDay =
    rules.day === null || (day !== null && rules.day.from <= day.from && day.to <= rules.day.to);
  const sameTime = rules.time === null || JSON.stringify(rules.time) === JSON.stringify(time);
  return sameDay && sameTime;
}

function intentsOf(facts: Understood, { words, topics }: Meant): Intent[] {
  const added = [...words].flatMap((word) => ADDED[word] ?? []);
  const more: Intent[] = topics.length > 0 && !facts.intents.includes("faq") ? ["faq"] : [];
  const meaning = added.length > 0 || more.length > 0 || hasAny(words, "service", "slot", "visit");
  const stood = meaning ? facts.intents.filter((one) => one !== "off_topic") : facts.intents;
  const all = [...new Set([...stood, ...added, ...more])];
  if (all.length > 0 || hasFact(facts) || facts.answer !== null) return all;
  return [...words].flatMap((word) => COURTESIES[word] ?? []);
}

function hasFact(heard: Understood): boolean {
  const { services, unknownService, master, unknownMaster, day, time, name, phone } = heard;
  const one = [unknownService, master, unknownMaster, day, time, name, phone];
  return services.length > 0 || one.some((fact) => fact !== null);
}

function hasAny(words: ReadonlySet<Does>, ...any: readonly Does[]): boolean {
  return any.some((word) => words.has(word));
}
