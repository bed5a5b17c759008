import { sha256Hex } from "../lib/hmac.ts";

/**
 * What tells a form from any other: its page's one-time key with all that stands in it, because somebody may go back to
 * the page and write something else. Null: it carries no key.
 */
export function keyOf(path: string, form: URLSearchParams): string | null {
  if ((form.get("press") ?? "") === "") return null;
  const said = [...form].filter(([name]) => name !== "csrf");
  return sha256Hex(JSON.stringify([path, said]));
}
