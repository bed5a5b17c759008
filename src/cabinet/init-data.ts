import { createHmac } from "node:crypto";
import { z } from "zod";
import { equalConstantTime } from "../lib/hmac.ts";

const MAX_AGE_S = 5 * 60;
/** A phone's clock and ours never agree to the second. */
const AHEAD_S = 60;
const userShape = z.looseObject({ id: z.number().int().positive() });

/**
 * Who opened the Mini App, or null for data that Telegram did not sign for this bot, or signed more than five minutes ago
 * (core.telegram.org/bots/webapps, "Validating data received via the Mini App"; `signature` takes part in the check).
 */
export function personIn(
  initData: string,
  about: { token: string; now: number },
): { personId: number } | null {
  const fields = [...new URLSearchParams(initData)];
  const names = new Set(fields.map(([name]) => name));
  if (names.size !== fields.length) return null;
  const given = Object.fromEntries(fields);
  const checked = fields
    .filter(([name]) => name !== "hash")
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join("\n");
  const key = createHmac("sha256", "WebAppData").update(about.token).digest();
  const hash = createHmac("sha256", key).update(checked).digest("hex");
  if (!equalConstantTime(hash, given["hash"] ?? "")) return null;
  const age = about.now / 1000 - Number(given["auth_date"] ?? Number.NaN);
  if (!(age <= MAX_AGE_S && age >= -AHEAD_S)) return null;
  const user = userShape.safeParse(parsed(given["user"] ?? ""));
  return user.success ? { personId: user.data.id } : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
