import { GrammyError, type Api } from "grammy";
import { businessOf } from "../business/business-service.ts";
import { takeWatch, tokensOf, watchToken } from "../business/hook-token-service.ts";
import type { HookToken, Watch } from "../business/hook-token.ts";
import type { Database } from "../db/client.ts";
import { health } from "../desk/health-service.ts";
import { isLanguage } from "../texts/language.ts";
import { renderWatch, watchVerdict, type WatchState } from "./watch.ts";

export type WatchDeps = { db: Database; api: Api };

type Watched = { businessId: string; tokenId: string };

/** Brings the message that waits for a token's first event up to what has arrived since; done with it when one was taken. */
export async function refreshWatch(
  deps: WatchDeps,
  { businessId, tokenId }: Watched,
): Promise<void> {
  const token = (await tokensOf(deps.db, businessId)).find((one) => one.id === tokenId);
  const state = token && (await stateOf(deps.db, token));
  if (!token?.watch || !state || state.now === "waiting") return;
  const html = renderWatch(state, isLanguage(token.watch.language) ? token.watch.language : "en");
  const ended = state.now === "received";
  // A message that left later than it was asked for has no known id: it is answered by a new one, by one of the jobs.
  const watch =
    token.watch.messageId === 0 ? await takeWatch(deps.db, businessId, tokenId) : token.watch;
  if (!watch) return;
  const messageId = await tell(deps.api, watch, html);
  const next = ended || messageId === null ? null : { ...watch, messageId };
  if (next !== null || watch.messageId !== 0)
    await watchToken(deps.db, businessId, { tokenId, watch: next });
}

async function stateOf(db: Database, token: HookToken): Promise<WatchState | null> {
  const business = await businessOf(db, token.businessId);
  const found = (await health(db, token.businessId)).tokens.find((one) => one.id === token.id);
  if (!token.watch || !business || !found) return null;
  const { provider, label, line, ext } = token;
  return {
    provider,
    label,
    line,
    ext,
    zone: business.timezone,
    ...watchVerdict(found.hooks, Date.parse(token.watch.since)),
  };
}

/** Edits the waiting message or writes a new one; the id of what stands there now, null when the chat is closed to us. */
async function tell(api: Api, { chatId, messageId }: Watch, html: string): Promise<number | null> {
  try {
    if (messageId === 0)
      return (await api.sendMessage(chatId, html, { parse_mode: "HTML" })).message_id;
    await api.editMessageText(chatId, messageId, html, { parse_mode: "HTML" });
    return messageId;
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    if (error.description.includes("not modified")) return messageId;
    if (error.error_code === 403) return null;
    if (error.error_code === 400 && messageId !== 0)
      return tell(api, { chatId, messageId: 0, language: "", since: "" }, html);
    throw error;
  }
}
