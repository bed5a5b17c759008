import type { Hint, Intent, Understood } from "./understood.ts";

type Said = {
  courtesies: readonly Intent[];
  wishes: ReadonlySet<string>;
  topics: ReadonlySet<string>;
  facts: Pick<
    Understood,
    "services" | "unknownService" | "master" | "day" | "time" | "name" | "phone"
  >;
  hint: Hint;
};

/** The intents of a message in a set order: what is wanted by words, and what its facts amount to. */
export function intentsOf({ courtesies, wishes, topics, facts, hint }: Said): Intent[] {
  const found = new Set<string>([...courtesies, ...wishes]);
  const when = facts.day !== null || facts.time !== null;
  const service = facts.services.length > 0;
  const questions = [
    "price",
    "services",
    "masters",
    "address",
    "hours",
    "my_visits",
    "cancel",
    "move",
    "late",
    "wait",
    "medical",
  ];
  const asksMore = questions.some((one) => found.has(one));
  if (
    service &&
    (when || typeof facts.master === "number") &&
    !asksMore &&
    !VISITS.has(hint.asked ?? "")
  )
    found.add("book");
  if (found.has("works") && !found.has("masters"))
    found.add(typeof facts.master === "number" ? "masters" : "hours");
  if (found.has("sum") && service && !found.has("services") && !found.has("hours"))
    found.add("price");
  if (found.has("phone") && facts.phone !== null) found.delete("phone");
  if (found.has("services") && (service || facts.unknownService !== null) && found.has("price"))
    found.delete("services");
  if (found.has("masters") && found.has("book") && when) found.delete("masters");
  if (topics.size > 0 && !service) found.add("faq");
  if (found.has("off_topic") && (found.size > 1 || service || when || facts.phone !== null))
    found.delete("off_topic");
  return order.filter((intent) => found.has(intent));
}

/** Questions about a visit there is: what answers them books no other. */
const VISITS = new Set(["which_visit", "cancel_visit", "move_time", "move_draft", "visit"]);

const order: readonly Intent[] = [
  "greet",
  "opt_out",
  "erase",
  "human",
  "complaint",
  "medical",
  "cancel",
  "move",
  "coming",
  "late",
  "my_visits",
  "wait",
  "book",
  "soonest",
  "other_times",
  "price",
  "services",
  "masters",
  "hours",
  "address",
  "phone",
  "faq",
  "robot",
  "off_topic",
  "thanks",
  "bye",
];
