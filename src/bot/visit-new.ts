import { salonOf } from "../booking/salon-service.ts";
import { may } from "../business/role.ts";
import { createClient } from "../crm/client-change-service.ts";
import { listClients } from "../crm/client-list-service.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import { calledIn } from "./client-screen.ts";
import { clientHere } from "./client-show.ts";
import { readClient } from "./client-words.ts";
import type { DeskContext } from "./context.ts";
import { ask, form } from "./form.ts";
import { chooseServiceScreen } from "./place-screen.ts";
import { html } from "./say.ts";
import { PAGE } from "./salon-words.ts";
import { send, show, tell, type Button } from "./screen.ts";
import { readerHere } from "./visit-show.ts";

/** Takes who is to be booked: a number, with a name or without, or a known client's name. */
export const visitClientForm = form<{ businessId: string }>(
  "visit_client",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
      return null;
    }
    const client = readClient(answer, member.business.country);
    if (client) {
      await newVisitOf(ctx, member, client);
      return null;
    }
    if (await offerClients(ctx, member, answer)) return null;
    const word = answer.trim().slice(0, QUERY);
    await ask(ctx, html(language, "place-client-none", { word }));
    return state;
  },
);

/** Goes on with the client of a number; who is not known is made. */
export async function newVisitOf(
  ctx: DeskContext,
  member: Acting,
  value: { phone: string; name: string | null },
): Promise<void> {
  const { deps } = ctx.desk;
  const { id: businessId, country } = member.business;
  const made = await deps.db.transaction((tx) =>
    createClient(tx, businessId, { ...value, country, from: "person", now: deps.clock.now() }),
  );
  if ("refused" in made)
    return tell(ctx, made.refused === "own" ? "client-own-phone" : "client-bad-phone");
  await showServices(ctx, member, { clientId: made.client.id, page: 0 });
}

/** What a new visit of a client is to be. */
export async function showServices(
  ctx: DeskContext,
  member: Acting,
  { clientId, page }: { clientId: number; page: number },
): Promise<void> {
  const here = await clientHere(ctx, member, clientId);
  const reader = here && (await readerHere(ctx, member.business));
  if (!reader) return;
  const { services } = await salonOf(ctx.desk.deps.db, member.business.id);
  const client = { id: here.client.id, called: calledIn(here.client, here.seen) };
  await show(ctx, member.business.id, chooseServiceScreen(reader, { client, services, page }));
}

const QUERY = 60;

/** Known clients with such a name; false when there are none. */
async function offerClients(ctx: DeskContext, member: Acting, answer: string): Promise<boolean> {
  const reader = await readerHere(ctx, member.business);
  if (!reader) return true;
  const query = Array.from(answer.trim()).slice(0, QUERY).join("");
  const { id: businessId } = member.business;
  const wish = { text: query, limit: PAGE, offset: 0 };
  const rows = query === "" ? [] : await listClients(ctx.desk.deps.db, businessId, wish);
  const [only] = rows;
  if (!only) return false;
  if (rows.length === 1) {
    await showServices(ctx, member, { clientId: only.id, page: 0 });
    return true;
  }
  const keys = rows.map(({ id: clientId, name, phone }): Button[] => [
    {
      label: calledIn({ name, phones: phone === null ? [] : [phone] }, reader),
      action: { do: "visit_new_of", clientId, page: 0 },
    },
  ]);
  await send(ctx, businessId, { html: html(reader.language, "place-client-which"), rows: keys });
  return true;
}
