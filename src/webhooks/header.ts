export type HeaderProblem = "name" | "value" | "reserved" | "too_large" | "too_many";

const MAX_HEADERS = 10;
const MAX_VALUE = 1024;
/** RFC 9110: a token. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Visible ASCII and blanks inside. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const RESERVED = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
]);

/** What is wrong with an owner's own headers, by name; null when nothing is. */
export function headerProblem(
  headers: Record<string, string>,
): { header: string; problem: HeaderProblem } | null {
  const entries = Object.entries(headers);
  if (entries.length > MAX_HEADERS) return { header: "", problem: "too_many" };
  for (const [header, value] of entries) {
    const problem = problemOf(header, value);
    if (problem) return { header, problem };
  }
  const names = entries.map(([name]) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? null : { header: twice, problem: "name" };
}

function problemOf(header: string, value: string): HeaderProblem | null {
  const name = header.toLowerCase();
  if (!NAME.test(header)) return "name";
  if (RESERVED.has(name) || /^(?:x-webhook-|webhook-|sec-|:)/.test(name)) return "reserved";
  if (value.length > MAX_VALUE) return "too_large";
  return VALUE.test(value) ? null : "value";
}
