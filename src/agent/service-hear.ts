import {
  isBlank,
  isLack,
  relativeOf,
  stemOf,
  unitOf,
  type List,
  type Unit,
} from "./service-unit.ts";
import { isNear } from "./word-distance.ts";
import { gapAt, isNegated, keyAt, type Reading } from "./word-reading.ts";

/** A word of a message that says something of a service. `relative`: a person who is spoken of. */
export type Heard = { unit: Unit; place: number; relative: boolean };

/** What a message says of services, by phrases: "маникюр" and "наращивание ресниц" of "маникюр и наращивание ресниц". */
export function heardUnits(reading: Reading, list: List): Heard[][] {
  const groups: Heard[][] = [];
  let group: Heard[] = [];
  let last = -9;
  for (let place = 0; place < reading.tokens.length; place += 1) {
    const heard = heardAt(reading, place, list);
    if (heard === null) continue;
    if (group.length > 0 && isParted(reading, last, place)) {
      groups.push(group);
      group = [];
    }
    group.push(heard);
    last = place;
  }
  return group.length > 0 ? [...groups, group] : groups;
}

function heardAt(reading: Reading, place: number, list: List): Heard | null {
  const token = reading.tokens[place];
  if (token?.kind !== "word" || reading.taken[place] !== null) return null;
  if (isBlank(token.key) || isLack(token.key)) return null;
  // "годині" is no slip of "голінні".
  if ((reading.senses[place]?.length ?? 0) > 0) return null;
  const named = unitOf(token.key) ?? inList(token.key, list);
  const unit = named ?? relativeOf(token.key);
  if (unit === null) return null;
  if (isLack(keyAt(reading, place - 1)) && !/[,.;!?]/.test(token.gap))
    return { unit: `no ${unit}`, place, relative: false };
  return isNegated(reading, place) ? null : { unit, place, relative: named === null };
}

const SHORT = 5;
const LONG = 8;

/** A word of the list, perhaps with a slip. */
function inList(key: string, { words }: List): Unit | null {
  const stem = stemOf(key);
  const exact = words.find((word) => word.stem === stem);
  if (exact) return exact.unit;
  const most = stem.length < SHORT ? 0 : stem.length < LONG ? 1 : 2;
  if (most === 0) return null;
  const near = words.find(
    (word) =>
      word.stem.length >= SHORT &&
      (word.stem[0] === stem[0] || word.stem[1] === stem[1]) &&
      isNear(stem, word.stem, Math.min(most, word.stem.length < LONG ? 1 : 2)),
  );
  return near?.unit ?? null;
}

/** Between two phrases stands more than a small word, or a word that joins equals. */
function isParted(reading: Reading, last: number, place: number): boolean {
  for (let between = last + 1; between <= place; between += 1) {
    if (/[,.;!?+/\n]/.test(gapAt(reading, between))) return true;
    if (
      between < place &&
      (JOINS.has(keyAt(reading, between)) || !isBlank(keyAt(reading, between)))
    )
      return true;
  }
  return false;
}

const JOINS = new Set(["и", "та", "або", "или", "чи", "and", "or"]);
