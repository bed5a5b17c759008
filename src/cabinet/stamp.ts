import { sha256Hex } from "../lib/hmac.ts";

/** What something is, in a few signs: a form carries those of what it was made from, so that another tab's change is seen. */
export function stampOf(value: unknown): string {
  return sha256Hex(JSON.stringify(value)).slice(0, 16);
}
