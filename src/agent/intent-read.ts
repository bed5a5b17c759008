import { courtesies, insults, topics, wishes } from "./intent-word.ts";
import { phrases, type Phrase } from "./phrase.ts";
import type { Hint, Intent } from "./understood.ts";
import { gapAt, keyAt, take, type Reading } from "./word-reading.ts";

const courtesy = phrases(courtesies);
const wish = phrases(wishes);
const topic = phrases(topics);
const insult = phrases(insults, true);

/** Greetings, thanks and partings, whose words are taken, so that "добрий день" is no day. */
export function readCourtesies(reading: Reading): Intent[] {
  const found = courtesy.find(reading).filter((phrase) => !isLater(reading, phrase));
  for (const { from, to } of found) take(reading, from, to, "phrase");
  const names = new Set(found.map(({ name }) => name));
  const order = ["greet", "thanks", "bye"] as const;
  const made: Intent[] = order.filter((name) => names.has(name));
  return isParting(reading) && !made.includes("bye") ? [...made, "bye"] : made;
}

/** What else is wanted, before the facts of the message are known. */
export function readWishes(
  reading: Reading,
  { asked, mine }: Pick<Hint, "asked" | "mine">,
): Set<string> {
  const found = wish
    .find(reading)
    .filter((phrase) => !isDenied(reading, phrase) && !isFalse(reading, phrase));
  const names = new Set(found.map(({ name }) => name));
  if (isStop(reading)) names.add("opt_out");
  if (asked === "visit" && cannot(reading)) names.add("cancel");
  if (reading.tokens.length < 3 && reading.tokens.some(({ key }) => NEAREST.test(key)))
    names.add("soonest");
  if (names.delete("change"))
    names.add(mine.length > 0 && asked !== "draft" && asked !== "time" ? "move" : "other_times");
  const mayCome = asked === "visit" || (asked === null && mine.length > 0);
  if (!mayCome) names.delete("coming");
  for (const [name, others] of Object.entries(silenced))
    if (names.has(name)) for (const other of others) names.delete(other);
  const isQuestion = `${reading.tokens.map(({ gap }) => gap).join("")}${reading.tail}`.includes(
    "?",
  );
  if (names.has("robot") && names.has("human")) names.delete(isQuestion ? "human" : "robot");
  return names;
}

/** Topics of the business's own answers. */
export function readTopics(reading: Reading): Set<string> {
  return new Set(topic.find(reading).map(({ name }) => name));
}

export function isRude(reading: Reading): boolean {
  return insult.find(reading).length > 0;
}

/** Whether a word belongs to wishes or courtesies: no name. */
export function isWishWord(key: string): boolean {
  return wish.knows(key) || courtesy.knows(key) || topic.knows(key);
}

/** What is not meant by its words when something more special was said. */
const silenced: Record<string, readonly string[]> = {
  wait: ["cancel", "book", "other_times", "move"],
  cancel: ["book", "my_visits", "coming", "other_times", "complaint"],
  move: ["book", "my_visits", "other_times"],
  my_visits: ["book", "hours"],
  late: ["other_times", "coming", "soonest"],
  opt_out: ["book", "coming", "cancel"],
  erase: ["cancel", "book", "phone"],
  medical: ["services"],
  soonest: ["other_times"],
};

const DENIABLE = new Set([
  "cancel",
  "move",
  "human",
  "book",
  "complaint",
  "wait",
  "erase",
  "coming",
  "late",
  "price",
  "opt_out",
  "my_visits",
]);
const NOT = new Set(["не", "нет", "ни", "not", "dont", "no", "without", "без"]);
const HELPERS = /^(?:над|треб|потр|нужн|хоч|буд|стал|варто|стоит|можу|могу|want|need|have|wont)/u;

/** "переносить не буду", "не надо отменять", "don't cancel". */
function isDenied(reading: Reading, { name, from, to }: Phrase): boolean {
  if (!DENIABLE.has(name) || NOT.has(keyAt(reading, from))) return false;
  const before = keyAt(reading, from - 1);
  if (NOT.has(before) && !/[,.!?;]/.test(gapAt(reading, from))) return true;
  if (
    HELPERS.test(before) &&
    NOT.has(keyAt(reading, from - 2)) &&
    !/[,.!?;]/.test(gapAt(reading, from - 1))
  )
    return name !== "opt_out";
  return (
    keyAt(reading, to) === "не" &&
    /^(?:над|треб|потр|нуж|хоч|буд)/u.test(keyAt(reading, to + 1)) &&
    !/[,.!?;]/.test(gapAt(reading, to))
  );
}

/** Words that say something else in their company. */
function isFalse(reading: Reading, { name, from, to }: Phrase): boolean {
  const next = keyAt(reading, to);
  if (name === "coming") return COMING.has(keyAt(reading, from)) && !isWhole(reading, to);
  if (name === "soonest") return next === "всего" || next === "за";
  if (name === "phone") return OWN.has(keyAt(reading, from - 1)) || OWN.has(keyAt(reading, from));
  if (name === "other_times")
    return (
      LATER.test(keyAt(reading, from)) &&
      [reading.taken[from], reading.taken[from - 1]].includes("time")
    );
  return false;
}

const COMING = new Set([
  "буду",
  "будемо",
  "будем",
  "приду",
  "прииду",
  "приеду",
  "пидииду",
  "подоиду",
]);
const OWN = new Set(["мии", "мои", "my", "мого", "моего"]);
const LATER = /^(?:по)?(?:пизниш|раниш|позж|ран|later|earl)/u;

/** "Буду!", "буду вчасно", "буду о 12", but not "буду думати". */
function isWhole(reading: Reading, to: number): boolean {
  if (to >= reading.tokens.length || /[,.!?;)\n]/.test(gapAt(reading, to))) return true;
  return (
    reading.taken[to] !== null ||
    /^(?:вчасн|воврем|обовя|обяз|точно|на|у|в|о|об|к|завтра|сегодня|сегодни|сеодни)/u.test(
      keyAt(reading, to),
    )
  );
}

const NEAREST = /^(?:наиближч|ближаиш)/u;

/** "не зможу", said to "will you come?". */
function cannot(reading: Reading): boolean {
  return reading.tokens.some(
    ({ key }, place) =>
      key === "не" && /^(?:змож|смог|буд|получ|виид)/u.test(keyAt(reading, place + 1)),
  );
}

/** "СТОП" by itself or in capitals; "стоп, не на завтра" is something else. */
function isStop({ tokens, tail }: Reading): boolean {
  return tokens.some(({ key, raw }, place) => {
    if (key !== "стоп" && key !== "stop") return false;
    const alone = tokens.length === 1 || (place === 0 && /[.!\n]/.test(tokens[1]?.gap ?? tail));
    const capitals =
      raw === raw.toUpperCase() && tokens.some((one) => one.raw !== one.raw.toUpperCase());
    return alone || capitals || tokens.length < 3;
  });
}

/** "пока" parts only at the end: "пока не знаю". */
function isParting({ tokens, tail }: Reading): boolean {
  return tokens.some(
    ({ key }, place) =>
      key === "пока" &&
      (place === tokens.length - 1 || /[.!\n]/.test(tokens[place + 1]?.gap ?? tail)),
  );
}

/** "хорошего дня" is said of a day, "hi" of nothing; "have a nice day" but not "nice day on Friday". */
function isLater(reading: Reading, { name, from, to }: Phrase): boolean {
  return name === "greet" && from > 8 && to - from === 1;
}
