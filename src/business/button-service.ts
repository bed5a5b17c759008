import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { buttons } from "../db/schema/business.ts";
import type { Tx } from "../db/client.ts";
import { json } from "../db/value.ts";
import { AppError } from "../lib/app-error.ts";
import { clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { canonicalJson } from "./button.ts";

export type KnownButton = { id: string; action: object };

/** A reference that nobody has yet, for an action that is kept with `keepReferences`. */
export function drawReference(): string {
  return randomBytes(16).toString("base64url");
}

/** Keeps references that were drawn, each of an action that the business has not had before. */
export async function keepReferences(
  tx: Tx,
  businessId: string,
  { drawn, now }: { drawn: readonly KnownButton[]; now: number },
): Promise<void> {
  if (drawn.length === 0) return;
  const rows = drawn.map(({ id, action }) => ({ id, digest: digestOf(action), action }));
  await tx.execute(sql`
    insert into buttons (id, business_id, digest, action, created_at)
    select id, ${businessId}::uuid, digest, action, ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${json(rows)}) as r(id text, digest text, action jsonb) on conflict do nothing`);
}

/** Forgets what buttons would do with these calls. */
export async function forgetReferences(
  tx: Tx,
  businessId: string,
  { callIds }: { callIds: readonly number[] },
): Promise<void> {
  await tx.execute(sql`
    delete from buttons where business_id = ${businessId}
      and action->'callId' = any(array(select jsonb_array_elements(${json(callIds)})))`);
}

/** Gives each button of a card its reference. */
export async function keyboardOf(
  tx: Tx,
  businessId: string,
  rows: readonly (readonly { text: string; action: object }[])[],
): Promise<{ text: string; callback_data: string }[][] | null> {
  const keyboard: { text: string; callback_data: string }[][] = [];
  for (const row of rows) {
    const made: { text: string; callback_data: string }[] = [];
    for (const { text, action } of row)
      made.push({ text, callback_data: await reference(tx, businessId, action) });
    keyboard.push(made);
  }
  return keyboard.length === 0 ? null : keyboard;
}

/** An opaque reference (22 characters) of an inline button's action, the same for an equal action of the business. */
export async function reference(tx: Tx, businessId: string, action: object): Promise<string> {
  const digest = digestOf(action);
  const equal = and(eq(buttons.businessId, businessId), eq(buttons.digest, digest));
  const [known] = await tx.select({ id: buttons.id }).from(buttons).where(equal);
  if (known) return known.id;
  const [row] = await tx
    .insert(buttons)
    .values({
      id: drawReference(),
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

function digestOf(action: object): string {
  return sha256Hex(canonicalJson(action));
}
