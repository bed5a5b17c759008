// Verifies requests of Frontdesk with node:crypto alone: copy `verify` into your receiver, whatever its framework.
import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_S = 300;

/**
 * Null when the request is genuine, else the rule that failed. `headers` have lower-case names, `body` is the raw
 * text or bytes as they arrived (never JSON that was parsed and written again), `secret` is "whsec_…" as it was shown.
 */
export function verify({ headers, body, secret, now = Date.now() / 1000 }) {
  const raw = Buffer.isBuffer(body) ? body : Buffer.from(body, "utf8");
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return "headers";
  if (Math.abs(now - Number(timestamp)) > TOLERANCE_S) return "timestamp";
  // Standard Webhooks: the key is what the base64 holds; during a rotation there are several signatures.
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), raw]);
  const standard = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  const given = (headers["webhook-signature"] ?? "").split(" ");
  return given.some((one) => same(one, standard)) ? null : "signature";
}

/** For receivers that know X-Webhook-Signature only: it covers the body alone, and is of the newest secret alone. */
export function verifyHex({ headers, body, secret }) {
  const expected = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  return same(headers["x-webhook-signature"] ?? "", expected) ? null : "signature";
}

function same(given, expected) {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
