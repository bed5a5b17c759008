import { createHash } from "node:crypto";
import { hmacSha1Hex } from "../lib/hmac.ts";
import { wallOf } from "../lib/zone.ts";

/** Base64 over the 40 hex digits of the HMAC, as Novofon's PHP library signs hooks and REST calls (not over the raw digest). */
export function signNovofon(text: string, secret: string): string {
  return Buffer.from(hmacSha1Hex(secret, text)).toString("base64");
}

/** The fields that the Signature header of a hook covers, in order, joined without separators. */
export function signedText(fields: Readonly<Record<string, string>>): string {
  return signedFields(fields["event"] ?? "")
    .map((name) => fields[name] ?? "")
    .join("");
}

/** The Authorization header of a REST call: parameters sorted by name and written as PHP's http_build_query does. */
export function restAuthorization(
  path: string,
  params: URLSearchParams,
  { key, secret }: { key: string; secret: string },
): string {
  const query = sortedQuery(params);
  const md5 = createHash("md5").update(query).digest("hex");
  return `${key}:${signNovofon(path + query + md5, secret)}`;
}

/** "YYYY-MM-DD HH:MM:SS" on the wall clock of the cabinet's zone, without an offset, as Novofon writes every time. */
export function wallText(instant: number, zone: string): string {
  const { y, mo, d, h, mi, s } = wallOf(instant, zone);
  return `${y}-${two(mo)}-${two(d)} ${two(h)}:${two(mi)}:${two(s)}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function signedFields(event: string): string[] {
  switch (event) {
    case "NOTIFY_ANSWER":
      return ["caller_id", "destination", "call_start"];
    case "NOTIFY_OUT_START":
    case "NOTIFY_OUT_END":
      return ["internal", "destination", "call_start"];
    case "NOTIFY_RECORD":
      return ["pbx_call_id", "call_id_with_rec"];
    default:
      return ["caller_id", "called_did", "call_start"];
  }
}

function sortedQuery(params: URLSearchParams): string {
  const sorted = new URLSearchParams(params);
  sorted.sort();
  // PHP writes "*" as %2A, a form of the web leaves it.
  return sorted.toString().replaceAll("*", "%2A");
}
