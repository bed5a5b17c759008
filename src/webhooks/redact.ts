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

/** Takes every given secret out of a text: a receiver may send back what it got. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets.toSorted((a, b) => b.length - a.length))
    if (secret.length >= SHORTEST) clean = clean.replaceAll(secret, HIDDEN);
  return clean;
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
