import { createHash } from "node:crypto";
import { z } from "zod";
import { hmacSha1Hex } from "../lib/hmac.ts";
import { isZone } from "../lib/zone.ts";
import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";

export type NovofonKey = { key: string; secret: string };
export type NovofonCheck =
  /** `timezone` is the cabinet's IANA zone, null where the answer told none; `extensions` is empty when the list could not be read. */
  | { ok: true; timezone: string | null; extensions: string[] }
  | { refused: "key" }
  | { limited: true; retryAfterS: number | null }
  | { unreachable: string };
export type Novofon = { check(key: NovofonKey): Promise<NovofonCheck> };

type Body = { ok: Record<string, unknown> } | Exclude<NovofonCheck, { ok: true }>;

const envelope = z.looseObject({ status: z.string(), message: z.string().optional() });
const numbersShape = z.array(z.coerce.string().regex(/^\d{1,12}$/));

/** Novofon's REST, API v1, also of Zadarma. `apiUrl` is the server's own setting. */
export function createNovofon(options: { apiUrl: string; fetcher: Fetcher }): Novofon {
  const { fetcher } = options;
  const base = options.apiUrl.replace(/\/+$/, "");

  async function get(path: string, key: NovofonKey): Promise<Body> {
    const query = novofonQuery({});
    const headers = {
      authorization: novofonAuthorization(path, query, key),
      accept: "application/json",
    };
    return toBody(
      await fetcher.request({ url: `${base}${path}?${query}`, headers, trusted: true }),
    );
  }

  async function check(key: NovofonKey): Promise<NovofonCheck> {
    const zone = await get("/v1/info/timezone/", key);
    if (!("ok" in zone)) return zone;
    const internal = await get("/v1/pbx/internal/", key);
    return {
      ok: true,
      timezone: zoneOf(zone.ok),
      extensions: "ok" in internal ? extensionsOf(internal.ok) : [],
    };
  }

  return { check };
}

/** Parameters sorted by name with `format=json`, a blank as "+", as PHP's http_build_query writes them. */
export function novofonQuery(params: Record<string, string>): string {
  const sorted = Object.entries({ ...params, format: "json" }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

/** `{key}:{base64(hex(HMAC_SHA1(path + query + md5_hex(query), secret)))}`; the path keeps its trailing slash (PHP SDK novofon/user-api-v1). */
export function novofonAuthorization(
  path: string,
  query: string,
  { key, secret }: NovofonKey,
): string {
  const digest = createHash("md5").update(query).digest("hex");
  const hex = hmacSha1Hex(secret, `${path}${query}${digest}`);
  return `${key}:${Buffer.from(hex).toString("base64")}`;
}

/** An IANA zone for "UTC+3" or an IANA name; null for anything else. The sign of Etc/GMT is turned. */
export function toZone(text: string): string | null {
  const match = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text.trim());
  if (!match) return /[A-Za-z]/.test(text) && isZone(text.trim()) ? text.trim() : null;
  const [, sign = "+", hours = "0", minutes = "0"] = match;
  return zoneAt((sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
}

function toBody(answer: HttpAnswer | HttpFailure): Body {
  if ("failed" in answer) return { unreachable: answer.failed };
  if (answer.status === 429) return { limited: true, retryAfterS: retryAfter(answer) };
  if (answer.status >= 500) return { unreachable: `http_${answer.status}` };
  const body = envelope.safeParse(jsonOf(answer.body));
  if (!body.success)
    return answer.status === 401 || answer.status === 403
      ? { refused: "key" }
      : { unreachable: `http_${answer.status}` };
  if (body.data.status === "success" && answer.status === 200) return { ok: body.data };
  // «Exceeded per user Limits» was seen without a 429.
  return /limit/i.test(body.data.message ?? "")
    ? { limited: true, retryAfterS: null }
    : { refused: "key" };
}

function zoneOf(body: Record<string, unknown>): string | null {
  const { timezone, datetime, unixtime } = body;
  const named = typeof timezone === "string" ? toZone(timezone) : null;
  if (named) return named;
  const wall =
    typeof datetime === "string" ? Date.parse(`${datetime.replace(" ", "T")}Z`) : Number.NaN;
  const minutes = (wall / 1000 - Number(unixtime)) / 60;
  return Number.isFinite(minutes) ? zoneAt(Math.round(minutes / 15) * 15) : null;
}

function extensionsOf(body: Record<string, unknown>): string[] {
  const numbers = numbersShape.safeParse(body["numbers"]);
  return numbers.success ? numbers.data : [];
}

/** Etc/GMT knows whole hours only; the rest are countries without a clock change. */
function zoneAt(minutes: number): string | null {
  const broken: Record<number, string> = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
  };
  if (minutes % 60 !== 0) return broken[minutes] ?? null;
  const hours = minutes / 60;
  if (hours < -12 || hours > 14) return null;
  return hours === 0 ? "Etc/UTC" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}

function retryAfter(answer: HttpAnswer): number | null {
  const seconds = Number(answer.headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** PHP_QUERY_RFC1738: like encodeURIComponent, but for the blank and the marks that PHP escapes. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
