import { chatHere } from "../business/chat-service.ts";
import { isGroup, sentToPrivate, threadOf, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";

/** Where a person is told: on which wall and when; `masked`: the chat is not shown whole numbers. */
export type Near = { zone: string; now: number; masked: boolean };

const MAX_QUERY = 60;

/** What a person looks for, cut where it is too long; null: nothing was written. */
export function queryOf(written: string): string | null {
  const text = Array.from(written.replace(/\s+/g, " ").trim()).slice(0, MAX_QUERY).join("");
  return text === "" ? null : text;
}

/** A group that nobody subscribed is not a place for who calls; there the person is led to the private chat, and true comes back. */
export async function isElsewhere(ctx: DeskContext): Promise<boolean> {
  return isGroup(ctx) && !(await isSubscribed(ctx)) && (await sentToPrivate(ctx));
}

/** How calls are told in this chat. */
export async function nearHere(ctx: DeskContext, { business }: Acting): Promise<Near> {
  const { deps } = ctx.desk;
  const here = ctx.chat ? await chatHere(deps.db, deps.botInfo.id, ctx.chat.id, threadOf(ctx)) : [];
  const masked = here.some((chat) => chat.businessId === business.id && chat.masked);
  return { now: deps.clock.now(), zone: business.timezone, masked };
}

async function isSubscribed(ctx: DeskContext): Promise<boolean> {
  const { db, botInfo } = ctx.desk.deps;
  return (
    ctx.chat !== undefined &&
    (await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx))).length > 0
  );
}
