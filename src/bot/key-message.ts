import { GrammyError } from "grammy";
import { isGroup } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";

/** Deletes the message that carried a key; the sentence tells the person what is left to them. */
export async function deleteKeyMessage(ctx: DeskContext): Promise<string> {
  const { language } = ctx.desk;
  const deleted = await tryDelete(ctx);
  if (isGroup(ctx))
    return html(language, deleted ? "link-key-in-group-deleted" : "link-key-in-group");
  return html(language, deleted ? "link-key-deleted" : "link-key-not-deleted");
}

/** True also when the message is gone already. */
async function tryDelete(ctx: DeskContext): Promise<boolean> {
  try {
    return await ctx.deleteMessage();
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    return error.description.includes("message to delete not found");
  }
}
