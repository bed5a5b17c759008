import { Composer } from "grammy";
import { may } from "../business/role.ts";
import { listClients } from "../crm/client-list-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import { humanName, type NameSource } from "../crm/client.ts";
import { keepClient as keep } from "../desk/client-service.ts";
import { showPhone, toE164, type Country } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { acting, allowed, isGroup, sentToPrivate, type Acting } from "./access.ts";
import { clientsScreen, PAGE } from "./client-list-screen.ts";
import { showClient } from "./client-show.ts";
import { readClient } from "./client-words.ts";
import type { DeskContext } from "./context.ts";
import { placeFor } from "./deal-place.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";

const QUERY = 60;

export const clientComposer = new Composer<DeskContext>();

clientComposer.command("clients", async (ctx) => {
  const member = await memberHere(ctx, "see_calls");
  if (!member) return;
  const query = Array.from(ctx.match.trim()).slice(0, QUERY).join("");
  await showClients(ctx, member, { text: query, page: 0 });
});

clientComposer.command("client", async (ctx) => {
  const member = await memberHere(ctx, "work");
  if (!member) return;
  const written = ctx.match.trim();
  const read = readClient(written, member.business.country);
  if (read) return keepClient(ctx, member, { ...read, from: "person" });
  await tell(ctx, written === "" ? "client-how" : "client-no-phone");
});

/** A contact that a member shares with the bot may be kept as a client. */
clientComposer.chatType("private").on("message:contact", async (ctx, next) => {
  const member = await acting(ctx);
  if (!member || !may(member.role, "work")) return next();
  const { contact } = ctx.message;
  const phone = phoneOf(contact.phone_number, member.business.country);
  if (phone === null) return tell(ctx, "client-contact-bad");
  const name = humanName([contact.first_name, contact.last_name ?? ""].join(" "));
  const { deps, language } = ctx.desk;
  const known = (await clientsByPhones(deps.db, member.business.id, [phone])).get(phone);
  if (known?.name) return showClient(ctx, member, { clientId: known.id, said: "client-known" });
  const called = name === null ? showPhone(phone) : `${name}, ${showPhone(phone)}`;
  await send(ctx, member.business.id, {
    html: html(language, "client-contact", { client: called }),
    rows: [
      [{ label: text(language, "client-contact-yes"), action: { do: "client_save", phone, name } }],
    ],
  });
});

/** A page of the clients that fit; of one alone the card. */
export async function showClients(
  ctx: DeskContext,
  member: Acting,
  { text: query, page }: { text: string; page: number },
): Promise<void> {
  const seen = await placeFor(ctx, member.business);
  if (!seen) return tell(ctx, "bot-private-only");
  const asked = { text: query, limit: PAGE + 1, offset: page * PAGE };
  const rows = await listClients(ctx.desk.deps.db, member.business.id, asked);
  const [only] = rows;
  if (query !== "" && page === 0 && only && rows.length === 1)
    return showClient(ctx, member, { clientId: only.id, said: null });
  await show(ctx, member.business.id, clientsScreen({ rows, text: query, page }, seen));
}

/** Keeps the client of a number that a person wrote or shared, and shows them. */
export async function keepClient(
  ctx: DeskContext,
  member: Acting,
  value: { phone: string; name: string | null; from: NameSource },
): Promise<void> {
  const { deps } = ctx.desk;
  const { id: businessId, country } = member.business;
  const wish = { ...value, country, now: deps.clock.now() };
  const outcome = await keep(deps.db, businessId, wish);
  if ("refused" in outcome) return tell(ctx, refusals[outcome.refused]);
  await showClient(ctx, member, { clientId: outcome.client.id, said: done[outcome.did] });
}

const refusals = { number: "client-bad-phone", own: "client-own-phone" } as const;
const done = { made: "client-made", named: "client-named", none: "client-known" } as const;

/** A member where clients may be shown; a group without cards leads to the private chat. */
async function memberHere(ctx: DeskContext, right: "see_calls" | "work"): Promise<Acting | null> {
  const member = await allowed(ctx, right);
  if (!member) return null;
  const elsewhere = isGroup(ctx) && (await placeFor(ctx, member.business)) === null;
  return elsewhere && (await sentToPrivate(ctx)) ? null : member;
}

/** Telegram gives the numbers of contacts without a plus, phone books as people wrote them. */
function phoneOf(raw: string, country: Country): string | null {
  return toE164(raw, country) ?? toE164(`+${raw.replace(/\D/g, "")}`, country);
}
