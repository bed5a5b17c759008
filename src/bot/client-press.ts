import { memberOf } from "../business/member-service.ts";
import { callerOf } from "../calls/history-service.ts";
import { removePhone } from "../crm/client-change-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { joinClients, markAs } from "../desk/client-service.ts";
import { threadOf, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import { keepClient, showClients } from "./client.ts";
import { calledIn, dropScreen, mergeScreen } from "./client-screen.ts";
import { cardOf, clientHere, showClient, type ClientHere } from "./client-show.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { answer, show, tell } from "./screen.ts";

/** The buttons of clients. One who was merged meanwhile leads to who took them over, one who was erased to a sentence. */
export const clientPresses: Presses<
  | "clients"
  | "client"
  | "client_ask"
  | "client_phones"
  | "client_drop"
  | "client_mark"
  | "client_merge"
  | "client_merge_sure"
  | "client_save"
  | "card_client"
> = {
  clients: {
    right: "see_calls",
    run: (ctx, member, { text, page }) => showClients(ctx, member, { text, page }),
  },
  client: {
    right: "see_calls",
    run: (ctx, member, { clientId }) => showClient(ctx, member, { clientId, said: null }),
  },
  client_ask: {
    right: "work",
    run: async (ctx, member, { clientId, what }) => {
      const here = await clientHere(ctx, member, clientId);
      if (!here) return;
      const { client, seen } = here;
      await ask(ctx, html(seen.language, `client-ask-${what}`, { client: calledIn(client, seen) }));
      const state = { businessId: member.business.id, clientId: client.id, what };
      await enterForm(ctx, "client", state);
    },
  },
  client_phones: {
    right: "work",
    run: async (ctx, member, { clientId }) => {
      const here = await clientHere(ctx, member, clientId);
      if (!here) return;
      if (here.client.phones.length < 2)
        await showClient(ctx, member, { clientId, said: "client-last-phone" });
      else await show(ctx, member.business.id, dropScreen(here.client, here.seen));
    },
  },
  client_drop: {
    right: "work",
    run: async (ctx, member, { clientId, phone }) => {
      const here = await clientHere(ctx, member, clientId);
      if (!here) return;
      const { deps } = ctx.desk;
      const value = { clientId: here.client.id, phone, now: deps.clock.now() };
      const outcome = await removePhone(deps.db, member.business.id, value);
      const said = "refused" in outcome && outcome.refused === "last" ? "client-last-phone" : null;
      await showClient(ctx, member, { clientId, said });
    },
  },
  client_mark: { right: "work", run: mark },
  client_merge: {
    right: "work",
    run: async (ctx, member, { from, into }) => {
      const pair = await pairHere(ctx, member, { from, into });
      if (pair) await show(ctx, member.business.id, mergeScreen(pair, pair.seen));
    },
  },
  client_merge_sure: {
    right: "work",
    run: async (ctx, member, { from, into }) => {
      const pair = await pairHere(ctx, member, { from, into });
      if (!pair) return;
      const { deps } = ctx.desk;
      const { id: businessId, timezone: zone } = member.business;
      const value = { from: pair.from.id, into: pair.into.id, zone, now: deps.clock.now() };
      const outcome = await joinClients(deps.db, businessId, value);
      await showClient(ctx, member, {
        clientId: into,
        said: "client" in outcome ? "client-merged" : null,
      });
    },
  },
  client_save: {
    right: "work",
    private: true,
    run: (ctx, member, { phone, name }) =>
      keepClient(ctx, member, { phone, name, from: "contact" }),
  },
  card_client: { right: "see_calls", run: showBelow },
};

async function mark(
  ctx: DeskContext,
  member: Acting,
  { clientId, flag, on }: Extract<Action, { do: "client_mark" }>,
): Promise<void> {
  const here = await clientHere(ctx, member, clientId);
  if (!here) return;
  const { deps, person } = ctx.desk;
  const businessId = member.business.id;
  const now = deps.clock.now();
  const me = await memberOf(deps.db, businessId, person.id);
  const by = me?.name ?? person.firstName;
  await markAs(deps.db, businessId, { clientId: here.client.id, flag, on, by, now });
  await showClient(ctx, member, { clientId, said: null });
}

/** Two clients that are still two. */
async function pairHere(
  ctx: DeskContext,
  member: Acting,
  ids: { from: number; into: number },
): Promise<{ from: StoredClient; into: StoredClient; seen: ClientHere["seen"] } | null> {
  const into = await clientHere(ctx, member, ids.into);
  const from = into && (await clientHere(ctx, member, ids.from));
  if (!into || !from) return null;
  if (from.client.id === into.client.id) {
    await showClient(ctx, member, { clientId: ids.into, said: "client-merge-same" });
    return null;
  }
  // Whoever was merged since the button was drawn is somebody else now.
  if (from.merged) {
    await showClient(ctx, member, { clientId: from.client.id, said: "client-was-merged" });
    return null;
  }
  return { from: from.client, into: into.client, seen: into.seen };
}

/** The client of a call, below its card. */
async function showBelow(
  ctx: DeskContext,
  member: Acting,
  { callId }: Extract<Action, { do: "card_client" }>,
): Promise<void> {
  const { db } = ctx.desk.deps;
  const caller = await callerOf(db, member.business.id, callId);
  if (!caller) return tell(ctx, "why-gone");
  const { phone } = caller;
  const known = phone === null ? null : await clientsByPhones(db, member.business.id, [phone]);
  const id = phone === null ? undefined : known?.get(phone)?.id;
  if (id === undefined) return tell(ctx, "client-none-of-call");
  const here = await clientHere(ctx, member, id);
  const to = ctx.callbackQuery?.message?.message_id;
  if (!here || to === undefined) return;
  const screen = await cardOf(ctx, member, { ...here, said: null });
  await answer(ctx, member.business.id, { ...screen, to, threadId: threadOf(ctx) });
}
