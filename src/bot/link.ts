import { subscribedChats } from "../business/chat-service.ts";
import { isShared, watchToken } from "../business/hook-token-service.ts";
import { isWhole, type HookToken } from "../business/hook-token.ts";
import { may } from "../business/role.ts";
import type { Link, Linked } from "../telephony/link-service.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { sharedNote } from "./account-screen.ts";
import { actingFor, isGroup, whoMay, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { deleteKeyMessage } from "./key-message.ts";
import { html } from "./say.ts";
import { scopeName } from "./scope.ts";
import { send, tell, type Button, type Screen } from "./screen.ts";
import { refreshWatch } from "./watch-service.ts";
import { renderWatch } from "./watch.ts";

/** Keys are never taken in a group: a message with one is deleted and the person sent to the private chat. True when so. */
export async function refusedInGroup(ctx: DeskContext, words: number): Promise<boolean> {
  if (!isGroup(ctx)) return false;
  const { deps, language } = ctx.desk;
  const said = words > 1 ? await deleteKeyMessage(ctx) : html(language, "bot-private-only");
  const url = `https://t.me/${deps.botInfo.username}?start=connect`;
  await send(ctx, null, {
    html: said,
    rows: [[{ label: text(language, "bot-open-private"), url }]],
  });
  return true;
}

/** The person still may link for the business that the form was begun for; otherwise they are told, and null comes back. */
export async function stillLinking(ctx: DeskContext, businessId: string): Promise<Acting | null> {
  const member = await actingFor(ctx, businessId);
  if (member && may(member.role, "link")) return member;
  const { language } = ctx.desk;
  await tell(ctx, "bot-no-right", { who: whoMay(language, "link") });
  return null;
}

/** Deletes the message with the key, has the provider check it, and lets the person see that something goes on. */
export async function checkKey(
  ctx: DeskContext,
  check: () => Promise<Linked>,
): Promise<{ linked: Linked; deleted: string }> {
  const deleted = await deleteKeyMessage(ctx);
  await ctx.replyWithChatAction("typing");
  return { linked: await check(), deleted };
}

/** Tells of the new connection, then sends the message that waits for its first event. */
export async function tellLinked(
  ctx: DeskContext,
  acting: Acting,
  about: { link: Link; screen: Screen },
): Promise<void> {
  const { business } = acting;
  const { deps, language } = ctx.desk;
  const { screen, link } = about;
  const { id: tokenId, accountId, provider } = link.token;
  const parts = [screen.html];
  const rows = [...(screen.rows ?? [])];
  const whole = isWhole(link.token);
  if (!whole)
    parts.push(html(language, "address-takes", { scope: scopeName(language, link.token) }));
  if (await isShared(deps.db, business.id, accountId)) {
    parts.push(sharedNote(language, provider, [link.token]));
    if (whole)
      rows.push([
        { label: text(language, "address-narrow"), action: { do: "scopes", accountId, tokenId } },
      ]);
  }
  if ((await subscribedChats(deps.db, business.id)).length === 0) rows.push(notifyHere(language));
  await send(ctx, business.id, { html: parts.join("\n\n"), rows });
  await waitForEvent(ctx, acting, link.token);
}

/** Sends the message that waits for an address's first event. */
export async function waitForEvent(
  ctx: DeskContext,
  { business }: Acting,
  token: HookToken,
): Promise<void> {
  const { deps, language } = ctx.desk;
  // From before the message: a hook may come while it is on its way.
  const since = new Date(deps.clock.now()).toISOString();
  const waiting = renderWatch({ ...token, zone: business.timezone, now: "waiting" }, language);
  const messageId = await send(ctx, business.id, { html: waiting });
  if (!ctx.chat) return;
  await watchToken(deps.db, business.id, {
    tokenId: token.id,
    watch: { chatId: ctx.chat.id, messageId, language, since },
  });
  // An event may have come before anybody waited for it.
  await refreshWatch({ db: deps.db, api: ctx.api }, { businessId: business.id, tokenId: token.id });
}

/** Events without a chat for the cards are half of the way. */
function notifyHere(language: Language): Button[] {
  return [{ label: text(language, "link-notify-here"), action: { do: "subscribe" } }];
}

/** The provider took no key: what became of the message, and what to do next. */
export async function tellRefused(
  ctx: DeskContext,
  about: { deleted: string; refusal: string },
): Promise<void> {
  await send(ctx, null, { html: `${about.deleted}\n\n${about.refusal}` });
}

/** A key written by somebody who may not link, or in the wrong form, is not left standing in the chat. */
export async function refuseKey(ctx: DeskContext, words: number): Promise<void> {
  if (words > 1) await send(ctx, null, { html: await deleteKeyMessage(ctx) });
}

/** "UTC+3" for the Etc zones that stand for it (their sign is turned), else the zone's name. */
export function zoneName(zone: string): string {
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/.exec(zone) ?? [];
  if (hours === undefined) return zone.replace("Etc/", "");
  return `UTC${sign === "-" ? "+" : "-"}${hours}`;
}
