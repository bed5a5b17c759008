import { equalConstantTime, hmacSha256Hex } from "../lib/hmac.ts";

const SHOWN = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether the holder of the app secret signed exactly these bytes (`X-Hub-Signature-256`). Meta escapes what is not ASCII
 * its own way, so that a body that was read and written again never fits.
 */
export function isSigned(
  raw: Uint8Array,
  { shown, secret }: { shown: string; secret: string },
): boolean {
  const [, hex] = SHOWN.exec(shown) ?? [];
  return hex !== undefined && equalConstantTime(hex, hmacSha256Hex(secret, raw));
}
