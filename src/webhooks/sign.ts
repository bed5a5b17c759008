import { createHmac } from "node:crypto";

/** A secret as its owner sees it: "whsec_" and base64 (Standard Webhooks 1.0). */
const SECRET_PREFIX = "whsec_";
export const SECRET_BYTES = 32;

export type Secret = { secret: string; createdAt: number; endsAt: number | null };

export function secretOf(bytes: Uint8Array): string {
  return SECRET_PREFIX + Buffer.from(bytes).toString("base64");
}

/** Those that sign at an instant, the newest first. */
export function liveSecrets(secrets: readonly Secret[], now: number): string[] {
  return secrets
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map(({ secret }) => secret);
}

/** "sha256=" and the hex HMAC of the body, as GitHub signs; the key is the whole secret as it is shown. */
export function hexSignature(secret: string | Uint8Array, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body, "utf8").digest("hex")}`;
}

/** Standard Webhooks: "v1," and base64 over id, timestamp and body; the key is what the base64 of the secret holds. */
export function standardSignature(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const signed = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`, "utf8");
  return `v1,${signed.digest("base64")}`;
}

/** What the base64 of a secret holds. */
export function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(SECRET_PREFIX, ""), "base64");
}

type Signed = {
  id: string;
  event: string;
  sequence: number | null;
  attempt: number;
  body: string;
  secrets: readonly string[];
  /** Epoch ms of the attempt. */
  now: number;
};

/** The headers of one attempt: the seed's, which sign with the newest secret alone, and those of Standard Webhooks, with every one. */
export function signedHeaders(value: Signed): Record<string, string> {
  const { id, event, sequence, attempt, body, secrets, now } = value;
  const timestamp = Math.floor(now / 1000);
  const [newest] = secrets;
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Frontdesk-Webhooks/1",
    "x-webhook-event": event,
    "x-webhook-timestamp": String(timestamp),
    "x-webhook-attempt": String(attempt),
    ...(sequence === null ? {} : { "x-webhook-sequence": String(sequence) }),
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    ...(newest === undefined
      ? {}
      : {
          "x-webhook-signature": hexSignature(newest, body),
          "webhook-signature": secrets
            .map((secret) => standardSignature(secret, { id, timestamp, body }))
            .join(" "),
        }),
  };
}
