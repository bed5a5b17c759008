import type { Salon } from "../booking/salon.ts";
import { heardUnits, type Heard } from "./service-hear.ts";
import { impliedBy, listOf, type Called, type List, type Unit } from "./service-unit.ts";
import { take, type Reading } from "./word-reading.ts";

export type ServiceHint = {
  salon: Pick<Salon, "services">;
  /** What was asked about: tried before the rest of the list. */
  offered: readonly number[];
  /** The service so far, for "and the beard, too". */
  draft: number | null;
};
export type ServicesFound = { services: number[]; unknown: string | null };

/** Finds the services that a message may mean, and one that the list does not have. Their words are marked as taken. */
export function readServices(
  reading: Reading,
  { salon, offered, draft }: ServiceHint,
): ServicesFound {
  const list = listOf(salon.services);
  const groups = heardUnits(reading, list);
  const unknown = groups.find((group) => isUnknown(group, list)) ?? null;
  const rest = groups.filter((group) => !isUnknown(group, list)).flat();
  const among = list.called.filter(({ id }) => offered.includes(id));
  const near = among.length > 0 ? matched(rest, among, true) : [];
  const found = near.length > 0 ? near : matched(rest, list.called, false);
  const more = draft === null ? null : together(reading, rest, { list, draft });
  const services = more === null ? found.map(({ id }) => id) : [more];
  const stranger = unknown === null ? lackedKind(rest, list) : unknown;
  for (const { place } of [...rest, ...(unknown ?? [])]) take(reading, place, place + 1, "service");
  if (stranger === null) return { services, unknown: null };
  return { services: unknown === null ? [] : services, unknown: wordsOf(reading, stranger) };
}

const WEIGHTS: Record<string, number> = { work: 3, part: 2, stem: 2, who: 1 };
/** Words that a list need not have for its services to be meant. */
const OPEN = new Set(["work:pain", "work:removal", "work:coat"]);

/** Spoken of without anything being done to them: "можно с собакой?" */
const LOOSE = new Set(["part:dog", "part:face", "part:body"]);

function weightOf(unit: Unit): number {
  return WEIGHTS[unit.replace("no ", "").split(":")[0] ?? ""] ?? 0;
}

/** A work or a part of the body that nothing on the list is about: the whole phrase is of no service here. */
function isUnknown(group: readonly Heard[], { units }: List): boolean {
  const works = group.some(({ unit }) => unit.startsWith("work:"));
  return group.some(
    ({ unit }, index) =>
      (works || !LOOSE.has(unit)) &&
      /^(?:work|part):/.test(unit) &&
      !units.has(unit) &&
      (!OPEN.has(unit) || (unit === "work:removal" && index === 0)),
  );
}

/** The services that most of what was said fits; of equals those that are called just so, else all of them. */
function matched(heard: readonly Heard[], among: readonly Called[], asked: boolean): Called[] {
  const units = [...new Set(heard.map(({ unit }) => unit))];
  if (units.length === 0) return [];
  const scored = among.map((called) => ({ called, score: scoreOf(units, called) }));
  const most = Math.max(0, ...scored.map(({ score }) => score));
  const best = scored
    .filter(({ score }) => score === most && score > 0)
    .map(({ called }) => called);
  const known = units.filter((unit) => among.some(({ all }) => all.has(unit)));
  const person = heard.some(({ relative, unit }) => relative && !known.includes(unit));
  const just = person ? [] : best.filter((called) => isJust(called, known));
  if (just.length > 0) return just;
  const said = units.some(
    (unit) =>
      weightOf(unit) > 1 && best.some(({ all, implied }) => all.has(unit) || implied.has(unit)),
  );
  return asked || said ? best : [];
}

function scoreOf(units: readonly Unit[], { all, implied }: Called): number {
  let score = 0;
  for (const unit of units) {
    const weight = weightOf(unit);
    const opposite = unit.startsWith("no ") ? unit.slice(3) : `no ${unit}`;
    if (all.has(unit)) score += weight;
    else if (implied.has(unit)) score += weight * 0.6;
    else if (all.has(opposite) || (unit.startsWith("no ") && implied.has(opposite)))
      score -= weight;
    else if (impliedBy(unit).some((more) => all.has(`no ${more}`))) score -= 1;
    else if (isOther(unit, all)) score -= 2;
  }
  return score;
}

/** "чоловіча" against a service for women. */
function isOther(unit: Unit, all: ReadonlySet<Unit>): boolean {
  return PEOPLE.includes(unit) && PEOPLE.some((other) => all.has(other));
}

const PEOPLE: readonly Unit[] = ["who:man", "who:woman", "who:kid"];

function isJust({ phrases }: Called, known: readonly Unit[]): boolean {
  return phrases.some(
    (phrase) => phrase.length === known.length && phrase.every((unit) => known.includes(unit)),
  );
}

/** A haircut for women asked for where there are only men's. */
function lackedKind(heard: readonly Heard[], { called }: List): Heard[] | null {
  const kind = heard.find(({ unit, relative }) => !relative && PEOPLE.includes(unit));
  const works = heard.filter(({ unit }) => unit.startsWith("work:"));
  if (!kind || works.length === 0 || called.some(({ all }) => all.has(kind.unit))) return null;
  const same = called.filter(({ all }) => works.some(({ unit }) => all.has(unit)));
  return same.some(({ all }) => PEOPLE.some((other) => all.has(other))) ? [...heard] : null;
}

/** "а вместе с бородой?": one service that is both what is in the draft and what was said. */
function together(
  { tokens }: Reading,
  heard: readonly Heard[],
  { list, draft }: { list: List; draft: number },
): number | null {
  if (heard.length === 0 || !tokens.some(({ key }) => TOGETHER.has(key))) return null;
  const before = list.called.find(({ id }) => id === draft);
  if (!before) return null;
  const said = heard.map(({ unit }) => unit);
  const both = before.phrases.map((phrase) => [
    ...phrase.filter((unit) => !unit.startsWith("who:")),
    ...said,
  ]);
  const fits = list.called.filter(
    ({ id, all }) => id !== draft && both.some((units) => units.every((unit) => all.has(unit))),
  );
  return fits[0]?.id ?? null;
}

const TOGETHER = new Set(
  "вместе|разом|заодно|плюс|также|також|тоже|теж|еще|ще|together|plus|also|as|aswel|ta".split("|"),
);

function wordsOf({ tokens }: Reading, heard: readonly Heard[]): string {
  const places = heard.map(({ place }) => place);
  const [from, to] = [Math.min(...places), Math.max(...places)];
  return tokens
    .slice(from, Math.min(to, from + 6) + 1)
    .map(({ raw, gap }, index) => (index === 0 ? raw : `${/-/.test(gap) ? "-" : " "}${raw}`))
    .join("")
    .slice(0, 60);
}
