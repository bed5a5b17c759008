import { GrammyError } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";
import { reference } from "../business/button-service.ts";
import type { TextArgs, TextId } from "../texts/bundle.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import * as say from "./say.ts";

/** A button with an action of the business, an address, or data of its own that belongs to no business. */
export type Button = { label: string } & (
  | { action: Action; of?: string }
  | { url: string }
  /** An https address that Telegram opens inside itself. */
  | { app: string }
  | { data: string }
  | { copy: string }
);

/** What a person sees: Telegram HTML and rows of buttons. */
export type Screen = { html: string; rows?: Button[][] };

const MAX_TEXT = 4096;
const MAX_LABEL = 60;

/** Sends a new message; answers with its id, 0 when Telegram's limits let it leave only later. */
export async function send(
  ctx: DeskContext,
  businessId: string | null,
  screen: Screen,
): Promise<number> {
  const sent = await ctx.reply(fit(screen.html), await options(ctx, businessId, screen));
  return sent.message_id;
}

/** Sends one text without buttons. */
export async function tell(ctx: DeskContext, id: TextId, args: TextArgs = {}): Promise<void> {
  await send(ctx, null, { html: say.html(ctx.desk.language, id, args) });
}

/** Turns the message of the pressed button into the screen; without one, or when it is out of reach, sends it anew. */
export async function show(
  ctx: DeskContext,
  businessId: string | null,
  screen: Screen,
): Promise<void> {
  if (!ctx.callbackQuery?.message) {
    await send(ctx, businessId, screen);
    return;
  }
  try {
    await ctx.editMessageText(fit(screen.html), await options(ctx, businessId, screen));
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    // A second press of the same button changes nothing.
    if (!error.description.includes("not modified")) await send(ctx, businessId, screen);
  }
}

/** Sends a screen as a reply to a message, in its topic; a message that is gone meanwhile gets none. */
export async function answer(
  ctx: DeskContext,
  businessId: string | null,
  screen: Screen & { to: number; threadId: number | null },
): Promise<void> {
  const { to, threadId } = screen;
  await ctx.reply(fit(screen.html), {
    ...(await options(ctx, businessId, screen)),
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    reply_parameters: { message_id: to, allow_sending_without_reply: true },
  });
}

/** Puts other buttons below the message of the pressed one; its text stays. */
export async function changeKeys(
  ctx: DeskContext,
  businessId: string | null,
  rows: Button[][],
): Promise<void> {
  const { reply_markup } = await options(ctx, businessId, { html: "", rows });
  try {
    await ctx.editMessageReplyMarkup(
      reply_markup && "inline_keyboard" in reply_markup ? { reply_markup } : {},
    );
  } catch (error) {
    // A second press of the same button changes nothing, and a message that is gone needs none.
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}

/** Cuts at a line, so that no tag is torn. */
function fit(html: string): string {
  if (html.length <= MAX_TEXT) return html;
  return `${html.slice(0, html.lastIndexOf("\n", MAX_TEXT - 2))}\n…`;
}

/** Rows of buttons as Telegram takes them; empty rows are left out. */
export async function keyboardOf(
  ctx: DeskContext,
  businessId: string | null,
  rows: Button[][],
): Promise<InlineKeyboardButton[][]> {
  const keyboard: InlineKeyboardButton[][] = [];
  for (const row of rows) {
    const made: InlineKeyboardButton[] = [];
    for (const button of row) made.push(await keyOf(ctx, businessId, button));
    if (made.length > 0) keyboard.push(made);
  }
  return keyboard;
}

async function options(ctx: DeskContext, businessId: string | null, screen: Screen) {
  const inline_keyboard = await keyboardOf(ctx, businessId, screen.rows ?? []);
  return {
    parse_mode: "HTML" as const,
    link_preview_options: { is_disabled: true },
    ...(screen.rows ? { reply_markup: { inline_keyboard } } : {}),
  };
}

async function keyOf(
  ctx: DeskContext,
  businessId: string | null,
  button: Button,
): Promise<InlineKeyboardButton> {
  const text = shorten(button.label);
  if ("url" in button) return { text, url: button.url };
  if ("app" in button) return { text, web_app: { url: button.app } };
  if ("data" in button) return { text, callback_data: button.data };
  if ("copy" in button) return { text, copy_text: { text: button.copy } };
  const owner = button.of ?? businessId;
  if (owner === null) throw new TypeError(`a button of no business: ${button.action.do}`);
  return { text, callback_data: await reference(ctx.desk.deps.db, owner, button.action) };
}

function shorten(label: string): string {
  const signs = Array.from(label);
  return signs.length > MAX_LABEL ? `${signs.slice(0, MAX_LABEL - 1).join("")}…` : label;
}
