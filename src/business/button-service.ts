import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { buttons } from "../db/schema/business.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { canonicalJson } from "./button.ts";

/** An opaque reference (22 characters) of an inline button's action, the same for an equal action of the business. */
export async function reference(tx: Tx, businessId: string, action: object): Promise<string> {
  const digest = sha256Hex(canonicalJson(action));
  const equal = and(eq(buttons.businessId, businessId), eq(buttons.digest, digest));
  const [known] = await tx.select({ id: buttons.id }).from(buttons).where(equal);
  if (known) return known.id;
  const [row] = await tx
    .insert(buttons)
    .values({
      id: randomBytes(16).toString("base64url"),
      businessId,
      digest,
      action,
      createdAt: new Date(clock.now()),
    })
    .onConflictDoUpdate({ target: [buttons.businessId, buttons.digest], set: { digest } })
    .returning({ id: buttons.id });
  if (!row) throw new AppError("buttons.not_saved", "conflict");
  return row.id;
}

/** The action behind a reference, or null when this business has none such. */
export async function actionOf(tx: Tx, businessId: string, id: string): Promise<unknown> {
  const [row] = await tx
    .select({ action: buttons.action })
    .from(buttons)
    .where(and(eq(buttons.businessId, businessId), eq(buttons.id, id)));
  return row?.action ?? null;
}
