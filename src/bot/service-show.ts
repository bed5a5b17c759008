import { listMasters } from "../booking/master-service.ts";
import { listServices, type ListedService } from "../booking/price-service.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { salonReader } from "./salon-reader.ts";
import { show } from "./screen.ts";
import { serviceScreen, servicesScreen, whoScreen } from "./service-screen.ts";

/** A page of the price list as it is now. */
export async function showServices(
  ctx: DeskContext,
  member: Acting,
  { page, archived }: { page: number; archived: boolean },
): Promise<void> {
  const { business } = member;
  const services = await listServices(ctx.desk.deps.db, business.id, { archived: true });
  const view = { business: business.name, services, page, archived };
  await show(ctx, business.id, servicesScreen(salonReader(ctx, member), view));
}

/** A service that is still there; otherwise the person hears that it is gone. */
export async function serviceHere(
  ctx: DeskContext,
  { business }: Acting,
  serviceId: number,
): Promise<ListedService | null> {
  const services = await listServices(ctx.desk.deps.db, business.id, { archived: true });
  const service = services.find(({ id }) => id === serviceId);
  if (service) return service;
  await show(ctx, business.id, { html: html(ctx.desk.language, "service-gone"), rows: [] });
  return null;
}

/** A service as it is now, below a sentence of what was done. */
export async function showService(
  ctx: DeskContext,
  member: Acting,
  { serviceId, said = null }: { serviceId: number; said?: TextId | null },
): Promise<void> {
  const { business } = member;
  const service = await serviceHere(ctx, member, serviceId);
  if (!service) return;
  const masters = await listMasters(ctx.desk.deps.db, business.id, { archived: false });
  const told = said === null ? null : html(ctx.desk.language, said);
  const view = { service, masters, said: told };
  await show(ctx, business.id, serviceScreen(salonReader(ctx, member), view));
}

/** Who does a service. */
export async function showWho(
  ctx: DeskContext,
  member: Acting,
  { serviceId, page }: { serviceId: number; page: number },
): Promise<void> {
  const { business } = member;
  const service = await serviceHere(ctx, member, serviceId);
  if (!service) return;
  const masters = await listMasters(ctx.desk.deps.db, business.id, { archived: false });
  await show(ctx, business.id, whoScreen(salonReader(ctx, member), { service, masters, page }));
}
