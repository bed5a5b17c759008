import { may } from "../business/role.ts";
import type { Chat } from "../business/chat.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, form } from "./form.ts";
import { parseSpan } from "./hours.ts";
import { parseNumbers } from "./notify-command.ts";
import { MAX_CLIENTS, type NotifyWish } from "./notify-filter.ts";
import { change, screenOf, subscribedHere } from "./notify-place.ts";
import type { NotifyPart } from "./notify-screen.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";

type Asked = Extract<Action, { do: "notify_ask" }>["what"];

/** Takes the numbers or the quiet hours that a person writes for the chat they stand in. */
export const notifyForm = form<{ businessId: string; what: Asked }>(
  "notify",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "notify")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "notify") });
      return null;
    }
    const chat = await subscribedHere(ctx, member);
    if (!chat) return null;
    const read = readers[state.what](ctx, { member, chat, answer });
    if ("refusal" in read) {
      await ask(ctx, read.refusal);
      return state;
    }
    const changed = await change(ctx, member, chat, read.wish);
    await show(
      ctx,
      member.business.id,
      await screenOf(ctx, member, { chat: changed, ...read.shown }),
    );
    return null;
  },
);

type Read =
  | { refusal: string }
  | { wish: NotifyWish; shown: { screen: NotifyPart; notes: string[] } };

const readers: Record<
  Asked,
  (ctx: DeskContext, about: { member: Acting; chat: Chat; answer: string }) => Read
> = {
  clients: ({ desk: { language } }, { member, chat, answer }) => {
    const read = parseNumbers(answer, member.business.country);
    if ("notLine" in read)
      return { refusal: html(language, "notify-not-line", { word: read.notLine.slice(0, 60) }) };
    const before = chat.filter.clients ?? [];
    const clients = [...new Set([...before, ...read.numbers])].toSorted();
    if (clients.length > MAX_CLIENTS)
      return { refusal: html(language, "notify-clients-many", { max: MAX_CLIENTS }) };
    const added = html(language, "notify-clients-added", { count: clients.length - before.length });
    return { wish: { clients }, shown: { screen: "clients", notes: [added] } };
  },
  quiet: ({ desk: { language } }, { answer }) => {
    const span = parseSpan(answer);
    if (span === null)
      return { refusal: html(language, "notify-quiet-wrong", { word: answer.slice(0, 60) }) };
    const [from, to] = span;
    return { wish: { quiet: { from, to } }, shown: { screen: "quiet", notes: [] } };
  },
};
