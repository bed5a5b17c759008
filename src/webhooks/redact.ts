import { isRecord, readJson, type Json } from "./json.ts";

const HIDDEN = "[hidden]";
/** Of people: names, numbers and what they said. */
const PERSONAL = new Set([
  "client",
  "client_name",
  "client_phone",
  "name",
  "phone",
  "phones",
  "text",
  "title",
  "transcript",
  "analysis",
  "author",
  "assignee",
  "answered_by",
  "last_by",
  "claimed_by",
  "closed_by",
  "summary",
]);
const SHORTEST = 6;
const SHORTEST_NAME = 3;

/** Takes every given secret out of a text: a receiver may send back what it got. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return without(
    text,
    secrets.filter(({ length }) => length >= SHORTEST),
  );
}

/** Takes out of an answer what is personal in the bodies that it answers. */
export function withoutPeopleOf(text: string, bodies: readonly string[]): string {
  const words = bodies
    .flatMap((body) => peopleIn(readJson(body) ?? null, false))
    .filter(({ length }) => length >= SHORTEST_NAME);
  return without(text, words.flatMap(asWritten));
}

/** A body without what is personal in it; one that is no JSON is hidden whole. */
export function withoutPeople(body: string): string {
  const value = readJson(body);
  return value === undefined ? HIDDEN : JSON.stringify(cleaned(value));
}

/** What of a header's value is a secret: all of it, and behind a scheme the part after that. */
export function secretsIn(headers: Record<string, string>): string[] {
  return Object.values(headers).flatMap((value) =>
    [value, ...value.split(" ").slice(1)].flatMap(withDecoded),
  );
}

function without(text: string, words: readonly string[]): string {
  let clean = text;
  for (const word of words.toSorted((a, b) => b.length - a.length))
    clean = clean.replaceAll(word, HIDDEN);
  return clean;
}

/** `own`: everything in here is of a person. */
function peopleIn(value: Json, own: boolean): string[] {
  if (typeof value === "string") return own ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => peopleIn(one, own));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => peopleIn(one, own || hides(key, one)));
}

/** As it is, in JSON, and in the JSON of Python and PHP, which write letters as numbers. */
function asWritten(word: string): string[] {
  const json = JSON.stringify(word).slice(1, -1);
  const ascii = json.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [word, json, ascii, ascii.replaceAll("/", "\\/")];
}

function withDecoded(value: string): string[] {
  const pair = /^[\w+/]{8,}={0,2}$/.test(value)
    ? Buffer.from(value, "base64").toString("utf8")
    : "";
  return pair.includes(":")
    ? [value, pair, ...pair.split(":").filter((part) => part !== "")]
    : [value];
}

function cleaned(value: Json): Json {
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, hides(key, one) ? HIDDEN : cleaned(one)]),
  );
}

/** Other shapes flatten the keys: data_client_name. */
function hides(key: string, value: Json): boolean {
  return value !== null && PERSONAL.has(key.toLowerCase().replace(/^data_/, ""));
}
