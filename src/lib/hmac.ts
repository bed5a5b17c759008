import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export function sha256Hex(value: string | Uint8Array): string {
  return createHash("sha256").update(value).digest("hex");
}

export function hmacSha1Hex(key: string, value: string | Uint8Array): string {
  return createHmac("sha1", key).update(value).digest("hex");
}

export function hmacSha256Hex(key: string, value: string | Uint8Array): string {
  return createHmac("sha256", key).update(value).digest("hex");
}

/** Compares digests of both sides, so that neither content nor length leaks through time. */
export function equalConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(value: string): Buffer {
  return createHash("sha256").update(value).digest();
}
