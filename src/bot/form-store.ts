import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { forms } from "../db/schema/telegram.ts";
import { AppError } from "../lib/app-error.ts";
import { open, seal } from "../lib/secret-box.ts";
import type { DeskContext } from "./context.ts";

type Stored = VersionedState<ConversationData>;

/** Raise it when a form's questions change: forms begun before are forgotten. */
export const FORM_VERSION = 2;

const sealedShape = z.object({ sealed: z.string() });

/** Keeps the state of a person's form. Answers may be keys, so the state is sealed like every secret. */
export const formStore = {
  async read(ctx: DeskContext): Promise<Stored | undefined> {
    const key = keyOf(ctx);
    if (key === null) return undefined;
    const [row] = await ctx.desk.deps.db
      .select({ data: forms.data })
      .from(forms)
      .where(eq(forms.key, key));
    const kept = sealedShape.safeParse(row?.data);
    return kept.success ? unseal(ctx, kept.data.sealed) : undefined;
  },

  async write(ctx: DeskContext, state: Stored): Promise<void> {
    const key = keyOf(ctx);
    if (key === null || ctx.desk.failed) return;
    const { db, keyring, random, clock } = ctx.desk.deps;
    const data = { sealed: seal(keyring, JSON.stringify(state), random(12)) };
    const row = { data, version: FORM_VERSION, updatedAt: new Date(clock.now()) };
    await db
      .insert(forms)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: forms.key, set: row });
  },

  async delete(ctx: DeskContext): Promise<void> {
    const key = keyOf(ctx);
    if (key === null || ctx.desk.failed) return;
    await ctx.desk.deps.db.delete(forms).where(eq(forms.key, key));
  },
};

/** A person fills one form in a chat at a time, whatever others fill there. */
function keyOf(ctx: DeskContext): string | null {
  if (!ctx.chat || !ctx.from) return null;
  return `${ctx.me.id}:${ctx.chat.id}:${ctx.from.id}`;
}

/** A form sealed with a key that is gone is begun anew. */
function unseal(ctx: DeskContext, sealed: string): Stored | undefined {
  try {
    const stored: Stored = JSON.parse(open(ctx.desk.deps.keyring, sealed));
    return stored;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
