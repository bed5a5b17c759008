import { createHash } from "node:crypto";
import { z } from "zod";
import { hmacSha1Hex } from "../lib/hmac.ts";
import { isZone } from "../lib/zone.ts";
import { CALLING_DEADLINE_MS, type Calling } from "./calling.ts";
import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";
import { toBody, toCalling, type NovofonFailure } from "./novofon-answer.ts";

export type NovofonKey = { key: string; secret: string };
export type NovofonCheck =
  /** `timezone` is the cabinet's IANA zone, null where the answer told none; `extensions` is empty when the list could not be read. */
  { ok: true; timezone: string | null; extensions: string[] } | NovofonFailure;
export type Novofon = { check(key: NovofonKey): Promise<NovofonCheck> };

/** `start` and `end` are wall times of the cabinet, at most a month apart. */
type NovofonPeriod = { start: string; end: string; skip: number; limit: number };
export type NovofonCalls = {
  /** Rings at the extension, and when that is picked up at the number (digits). */
  callBack(key: NovofonKey, call: { ext: string; to: string }): Promise<Calling>;
  /** Rows as they came; three requests a minute are allowed. */
  statistics(key: NovofonKey, period: NovofonPeriod): Promise<{ rows: unknown[] } | NovofonFailure>;
};

const rowsShape = z.array(z.unknown());
const numbersShape = z.array(z.coerce.string().regex(/^\d{1,12}$/));

/** Novofon's REST, API v1, also of Zadarma. `apiUrl` is the server's own setting. */
export function createNovofon(options: {
  apiUrl: string;
  fetcher: Fetcher;
}): Novofon & NovofonCalls {
  const { fetcher } = options;
  const base = options.apiUrl.replace(/\/+$/, "");

  async function get(
    path: string,
    key: NovofonKey,
    { params = {}, deadlineMs }: { params?: Record<string, string>; deadlineMs?: number } = {},
  ): Promise<HttpAnswer | HttpFailure> {
    const query = novofonQuery(params);
    const headers = {
      authorization: novofonAuthorization(path, query, key),
      accept: "application/json",
    };
    return fetcher.request({
      url: `${base}${path}?${query}`,
      headers,
      trusted: true,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    });
  }

  async function check(key: NovofonKey): Promise<NovofonCheck> {
    const zone = toBody(await get("/v1/info/timezone/", key));
    if (!("ok" in zone)) return zone;
    const internal = toBody(await get("/v1/pbx/internal/", key));
    return {
      ok: true,
      timezone: zoneOf(zone.ok),
      extensions: "ok" in internal ? extensionsOf(internal.ok) : [],
    };
  }

  return {
    check,
    callBack: async (key, { ext, to }) => {
      const params = { from: ext, sip: ext, to };
      const deadlineMs = CALLING_DEADLINE_MS;
      return toCalling(await get("/v1/request/callback/", key, { params, deadlineMs }));
    },
    statistics: async (key, { start, end, skip, limit }) => {
      const params = { start, end, version: "2", skip: String(skip), limit: String(limit) };
      const body = toBody(await get("/v1/statistics/pbx/", key, { params }));
      if (!("ok" in body)) return body;
      const rows = rowsShape.safeParse(body.ok["stats"]);
      return rows.success ? { rows: rows.data } : { unreachable: "no_stats" };
    },
  };
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

/** PHP_QUERY_RFC1738: like encodeURIComponent, but for the blank and the marks that PHP escapes. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
