import type { Router } from "@koa/router";
import { retestLater } from "../agent/trial-service.ts";
import { changeMaster, listMasters } from "../booking/master-service.ts";
import {
  addService,
  archiveService,
  changeService,
  listServices,
  moveService,
  type ListedService,
} from "../booking/price-service.ts";
import { wordsIn } from "../booking/salon.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { readServiceForm, serviceFields, serviceRefused } from "./care-price-form.ts";
import { ServicePage } from "./care-price-page.tsx";
import { once } from "./once.ts";
import { sayIn } from "./say.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

const AT = "/dashboard/agent/services";
const DONE = "/dashboard/agent?done=saved#services";

/** One service of the price list, or a new one. */
export function serviceRoutes(router: Router, deps: CabinetDeps): void {
  const read = (path: string, run: (visit: Visit) => Promise<Answer>): void =>
    void router.get(`${AT}${path}`, reading(deps, "settings", run));
  const write = (path: string, run: (visit: Visit) => Promise<Answer>): void =>
    void router.post(`${AT}${path}`, writing(deps, "settings", run));
  read("/new", (visit) => look(deps, visit, { service: null }));
  write("/new", (visit) => save(deps, visit, null));
  read("/:slug", async (visit) => look(deps, visit, { service: await here(deps, visit) }));
  write("/:slug", async (visit) => save(deps, visit, await here(deps, visit)));
  write("/:slug/move", async (visit) => {
    const { id: serviceId } = await here(deps, visit);
    const by = visit.form.get("by") === "up" ? -1 : 1;
    await moveService(deps.db, visit.visitor.business.id, { serviceId, by });
    return { to: DONE };
  });
  write("/:slug/archive", async (visit) => {
    const service = await here(deps, visit);
    const { visitor, form, now } = visit;
    const archived = form.get("on") === "yes";
    const value = { serviceId: service.id, archived, now };
    const saved = await archiveService(deps.db, visitor.business.id, value);
    if ("refused" in saved && saved.refused === "same_name")
      return look(deps, visit, { service, refused: "same_name" });
    await retestLater(deps.db, visitor.business.id, now);
    return { to: DONE };
  });
}

async function here(deps: CabinetDeps, { visitor, params }: Visit): Promise<ListedService> {
  const all = await listServices(deps.db, visitor.business.id, { archived: true });
  const service = all.find(({ slug }) => slug === params["slug"]);
  if (!service) throw new AppError("booking.no_service", "not_found");
  return service;
}

async function save(
  deps: CabinetDeps,
  visit: Visit,
  service: ListedService | null,
): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { id, currency } = visitor.business;
  const masters = await listMasters(deps.db, id, { archived: false });
  const kept = serviceFields(service, masters);
  const read = readServiceForm(form, currency);
  if ("wrongs" in read || isChanged(form, kept)) {
    const edit = typedEdit(visit, kept, "wrongs" in read ? read.wrongs : {});
    return look(deps, visit, { service, edit });
  }
  const wanted = new Set(form.getAll("who"));
  const make = async (tx: Tx): ReturnType<typeof addService> => {
    const outcome = service
      ? await changeService(tx, id, { serviceId: service.id, change: read.fields })
      : await addService(tx, id, read.fields);
    if ("refused" in outcome) return outcome;
    const serviceId = outcome.service.id;
    for (const master of masters) {
      const does = master.services.includes(serviceId);
      if (does === wanted.has(master.slug)) continue;
      const others = master.services.filter((one) => one !== serviceId);
      const services = does ? others : [...others, serviceId];
      await changeMaster(tx, id, { masterId: master.id, change: { services } });
    }
    return outcome;
  };
  const done = service
    ? { made: await deps.db.transaction(make) }
    : await once(deps, visit, { make, leadsTo: (one) => ("refused" in one ? null : DONE) });
  if ("to" in done) return done;
  const { made: saved } = done;
  if ("refused" in saved) {
    if (saved.refused === "gone") throw new AppError("booking.no_service", "not_found");
    const edit = typedEdit(visit, kept, serviceRefused(saved.refused));
    return look(deps, visit, { service, edit });
  }
  await retestLater(deps.db, id, now);
  return { to: DONE };
}

type Shown = { service: ListedService | null; edit?: Edit; refused?: "same_name" };

async function look(deps: CabinetDeps, visit: Visit, shown: Shown): Promise<Answer> {
  const { visitor } = visit;
  const { service, edit, refused } = shown;
  const say = sayIn(visitor.language);
  const masters = await listMasters(deps.db, visitor.business.id, { archived: false });
  const kept = freshEdit(serviceFields(service, masters));
  const fresh = refused ? { ...kept, wrongs: serviceRefused(refused) } : kept;
  const name = service && wordsIn(service.names, visitor.language, visitor.business);
  return {
    status: edit?.changed === true ? 409 : edit || refused ? 422 : 200,
    page: {
      title: name ?? say("web-care-service-title"),
      section: "agent",
      styles: ["care"],
      up: { to: "/dashboard/agent#services", label: say("web-care-services") },
      body: (
        <ServicePage
          visitor={visitor}
          say={say}
          action={service ? `${AT}/${service.slug}` : `${AT}/new`}
          edit={edit ?? fresh}
          others={masters}
          listed={
            service && {
              archived: service.archivedAt !== null,
              warning: say("web-care-away-service"),
              name: name ?? "",
            }
          }
        />
      ),
    },
  };
}
