import { conversationShown, openConversations } from "../agent/conversation-list-service.ts";
import { windowLine } from "../agent/window-line.ts";
import { clientOf } from "../crm/client-service.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import {
  conversationScreen,
  conversationsScreen,
  type ConversationView,
} from "./conversation-screen.ts";
import { placeFor, type Seen } from "./deal-place.ts";
import { PAGE } from "./salon-words.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";

const LINES = 10;

/** A page of the open dialogues. */
export async function showConversations(
  ctx: DeskContext,
  { business }: Acting,
  { page }: { page: number },
): Promise<void> {
  const seen = await placeFor(ctx, business);
  if (!seen) return tell(ctx, "bot-private-only");
  const wish = { limit: PAGE, offset: page * PAGE };
  const { rows, count } = await openConversations(ctx.desk.deps.db, business.id, wish);
  const view = { business: business.name, rows, count, page };
  await show(ctx, business.id, conversationsScreen(seen, view));
}

/** A dialogue as it is now, below a sentence of what was done. */
export async function showConversation(
  ctx: DeskContext,
  member: Acting,
  { conversationId, said = null }: { conversationId: number; said?: string | null },
): Promise<void> {
  const here = await conversationHere(ctx, member, conversationId);
  if (!here) return;
  const { view, seen } = here;
  await show(ctx, member.business.id, conversationScreen(seen, { view, said }));
}

/** A dialogue that is still there, where customers may be named; otherwise the person is told. */
export async function conversationHere(
  ctx: DeskContext,
  { business }: Acting,
  conversationId: number,
): Promise<{ view: ConversationView; seen: Seen } | null> {
  const { db } = ctx.desk.deps;
  const seen = await placeFor(ctx, business);
  if (!seen) {
    await tell(ctx, "bot-private-only");
    return null;
  }
  const wish = { conversationId, lines: LINES };
  const found = await conversationShown(db, business.id, wish);
  if (!found) {
    const gone: TextId = "desk-dialog-gone";
    await show(ctx, business.id, { html: html(seen.language, gone), rows: [] });
    return null;
  }
  const { conversation, lines, takenBy } = found;
  const { id, clientId, mode, profileName } = conversation;
  const client = clientId === null ? null : await clientOf(db, business.id, clientId);
  const name = client?.client.name ?? profileName;
  const window = windowLine(seen.language, conversation, seen);
  return { view: { id, name, clientId, mode, takenBy, lines, window }, seen };
}
