import { cardElsewhere } from "../calls/card-text-service.ts";
import { text } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import type { CallPlace } from "./calls-screen.ts";
import type { DeskContext } from "./context.ts";
import { nearHere } from "./here.ts";
import { html } from "./say.ts";
import { show, type Button, type Screen } from "./screen.ts";

type Asked = { callId: number; list: { text: string | null; before: CallPlace | null } | null };

/** A call opened from a list: what its card says, in the reader's language, with its buttons and the way back. */
export async function showCall(
  ctx: DeskContext,
  member: Acting,
  { callId, list }: Asked,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = member.business;
  const { masked, now } = await nearHere(ctx, member);
  const about = { callId, chatId: null, language, masked, now };
  const card = await cardElsewhere(deps.db, businessId, about);
  const back: Button[] = list
    ? [{ label: text(language, "call-back-to-list"), action: { do: "calls", ...list } }]
    : [];
  if (!card) return show(ctx, businessId, { html: html(language, "call-gone"), rows: [back] });
  const keys: Button[][] = (card.keyboard ?? []).map((row) =>
    row.map((key) => ({ label: key.text, data: key.callback_data })),
  );
  const why: Button = { label: text(language, "why-button"), action: { do: "card_why", callId } };
  const screen: Screen = { html: card.html, rows: [...keys, [why], back] };
  await show(ctx, businessId, screen);
}
