import { chatHere } from "../business/chat-service.ts";
import type { Business } from "../business/business.ts";
import type { Language } from "../texts/language.ts";
import { isGroup, threadOf } from "./access.ts";
import type { DeskContext } from "./context.ts";

/** How something is shown where the person writes. */
export type Seen = { language: Language; masked: boolean; zone: string; now: number };

/** Null in a group that gets no cards of the business: clients are named only where cards come. */
export async function placeFor(
  ctx: DeskContext,
  { id, language, timezone: zone }: Business,
): Promise<Seen | null> {
  const { deps, language: own } = ctx.desk;
  const now = deps.clock.now();
  if (!isGroup(ctx) || !ctx.chat) return { language: own, masked: false, zone, now };
  const here = await chatHere(deps.db, deps.botInfo.id, ctx.chat.id, threadOf(ctx));
  const chat = here.find(({ businessId }) => businessId === id);
  return chat ? { language: chat.language ?? language, masked: chat.masked, zone, now } : null;
}
