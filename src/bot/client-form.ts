import { may } from "../business/role.ts";
import { listClients } from "../crm/client-list-service.ts";
import { giveNumber, nameClient } from "../desk/client-service.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import { candidatesScreen, PAGE } from "./client-list-screen.ts";
import { calledIn } from "./client-screen.ts";
import { cardOf, clientHere, type ClientHere } from "./client-show.ts";
import type { DeskContext } from "./context.ts";
import { ask, form } from "./form.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";

type Asked = Extract<Action, { do: "client_ask" }>["what"];
type Wish = { member: Acting; here: ClientHere; answer: string };

/** Takes a client's name, another number, or whom to merge them with. */
export const clientForm = form<{ businessId: string; clientId: number; what: Asked }>(
  "client",
  async (ctx, state, answer) => {
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(ctx.desk.language, "work") });
      return null;
    }
    const here = await clientHere(ctx, member, state.clientId);
    if (!here) return null;
    const refusal = await take[state.what](ctx, { member, here, answer });
    if (refusal === null) return null;
    await ask(ctx, refusal);
    return state;
  },
);

/** Keeps what was written, or says what is wrong with it. */
const take: Record<Asked, (ctx: DeskContext, wish: Wish) => Promise<string | null>> = {
  name: async (ctx, { member, here, answer }) => {
    const { deps } = ctx.desk;
    const businessId = member.business.id;
    const value = { clientId: here.client.id, name: answer, now: deps.clock.now() };
    const outcome = await nameClient(deps.db, businessId, value);
    if ("refused" in outcome)
      return refused(ctx, { member, here, why: outcome.refused, badly: "client-bad-name" });
    await sendCard(ctx, member, { ...here, client: outcome.client });
    return null;
  },
  phone: async (ctx, { member, here, answer }) => {
    const { deps } = ctx.desk;
    const { id: businessId, country } = member.business;
    const value = { clientId: here.client.id, phone: answer, country, now: deps.clock.now() };
    const outcome = await giveNumber(deps.db, businessId, value);
    if ("taken" in outcome) {
      await offerMerge(ctx, member, { here, from: outcome.taken.id });
      return null;
    }
    if ("refused" in outcome) {
      const badly = outcome.refused === "own" ? "client-own-phone" : "client-bad-phone";
      return refused(ctx, { member, here, why: outcome.refused, badly });
    }
    await sendCard(ctx, member, { ...here, client: outcome.client });
    return null;
  },
  merge: async (ctx, { member, here, answer }) => {
    const { client, seen } = here;
    const text = Array.from(answer.trim()).slice(0, QUERY).join("");
    const query = { text, limit: PAGE, offset: 0, except: client.id };
    const rows = text === "" ? [] : await listClients(ctx.desk.deps.db, member.business.id, query);
    if (rows.length === 0) return html(seen.language, "clients-nothing", { text });
    const into = { id: client.id, called: calledIn(client, seen) };
    await send(ctx, member.business.id, candidatesScreen({ rows, into }, seen));
    return null;
  },
};

const QUERY = 60;

/** What a refusal means: written badly it is asked again; a client who is gone meanwhile ends the form. */
async function refused(
  ctx: DeskContext,
  about: {
    member: Acting;
    here: ClientHere;
    why: string;
    badly: "client-bad-name" | "client-bad-phone" | "client-own-phone";
  },
): Promise<string | null> {
  const { member, here, why, badly } = about;
  if (why !== "gone") return html(here.seen.language, badly);
  await clientHere(ctx, member, here.client.id);
  return null;
}

async function offerMerge(
  ctx: DeskContext,
  member: Acting,
  { here, from }: { here: ClientHere; from: number },
): Promise<void> {
  const other = await clientHere(ctx, member, from);
  if (!other) return;
  const { language } = here.seen;
  const said = html(language, "client-taken-phone", { client: calledIn(other.client, here.seen) });
  const into = here.client.id;
  await send(ctx, member.business.id, {
    html: said,
    rows: [
      [
        {
          label: html(language, "client-key-merge"),
          action: { do: "client_merge", from: other.client.id, into },
        },
      ],
    ],
  });
}

async function sendCard(ctx: DeskContext, member: Acting, here: ClientHere): Promise<void> {
  const said = here.merged ? "client-was-merged" : null;
  await send(ctx, member.business.id, await cardOf(ctx, member, { ...here, said }));
}
