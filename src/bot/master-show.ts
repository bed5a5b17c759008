import { listMasters, type ListedMaster } from "../booking/master-service.ts";
import { listServices } from "../booking/price-service.ts";
import { countVisits } from "../booking/visit-service.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { awayScreen, masterScreen, mastersScreen, whatScreen } from "./master-screen.ts";
import { html } from "./say.ts";
import { salonReader } from "./salon-reader.ts";
import { show } from "./screen.ts";

/** A page of the masters as they are now. */
export async function showMasters(
  ctx: DeskContext,
  member: Acting,
  { page, archived }: { page: number; archived: boolean },
): Promise<void> {
  const { business } = member;
  const masters = await listMasters(ctx.desk.deps.db, business.id, { archived: true });
  const view = { business: business.name, masters, page, archived };
  await show(ctx, business.id, mastersScreen(salonReader(ctx, member), view));
}

/** A master who is still there; otherwise the person hears that they are gone. */
export async function masterHere(
  ctx: DeskContext,
  { business }: Acting,
  masterId: number,
): Promise<ListedMaster | null> {
  const masters = await listMasters(ctx.desk.deps.db, business.id, { archived: true });
  const master = masters.find(({ id }) => id === masterId);
  if (master) return master;
  await show(ctx, business.id, { html: html(ctx.desk.language, "master-gone"), rows: [] });
  return null;
}

/** A master as they are now, below a sentence of what was done. */
export async function showMaster(
  ctx: DeskContext,
  member: Acting,
  { masterId, said = null }: { masterId: number; said?: TextId | null },
): Promise<void> {
  const { business } = member;
  const master = await masterHere(ctx, member, masterId);
  if (!master) return;
  const services = await listServices(ctx.desk.deps.db, business.id, { archived: false });
  const told = said === null ? null : html(ctx.desk.language, said);
  const view = { master, services, said: told };
  await show(ctx, business.id, masterScreen(salonReader(ctx, member), view));
}

/** What a master does. */
export async function showWhat(
  ctx: DeskContext,
  member: Acting,
  { masterId, page }: { masterId: number; page: number },
): Promise<void> {
  const { business } = member;
  const master = await masterHere(ctx, member, masterId);
  if (!master) return;
  const services = await listServices(ctx.desk.deps.db, business.id, { archived: false });
  await show(ctx, business.id, whatScreen(salonReader(ctx, member), { master, services, page }));
}

/** Asks before a master is put away, and tells of the visits that are coming. */
export async function askAway(ctx: DeskContext, member: Acting, masterId: number): Promise<void> {
  const { db, clock } = ctx.desk.deps;
  const { id: businessId } = member.business;
  const master = await masterHere(ctx, member, masterId);
  if (!master) return;
  const statuses = ["booked", "confirmed"] as const;
  const coming = await countVisits(db, businessId, { masterId, from: clock.now(), statuses });
  await show(ctx, businessId, awayScreen(salonReader(ctx, member), { master, coming }));
}
