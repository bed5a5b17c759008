import type { Router } from "@koa/router";
import { retestLater } from "../agent/trial-service.ts";
import {
  addMaster,
  archiveMaster,
  changeMaster,
  listMasters,
  moveMaster,
  type ListedMaster,
} from "../booking/master-service.ts";
import { listServices } from "../booking/price-service.ts";
import { wordsIn } from "../booking/salon.ts";
import { countVisits } from "../booking/visit-service.ts";
import { dateOf } from "../calls/period.ts";
import { AppError } from "../lib/app-error.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { masterFields, masterRefused, readMasterForm } from "./care-price-form.ts";
import { MasterPage } from "./care-price-page.tsx";
import { once } from "./once.ts";
import { sayIn } from "./say.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

const AT = "/dashboard/agent/masters";
const DONE = "/dashboard/agent?done=saved#masters";
const COMING = ["booked", "confirmed"] as const;

/** One master, or a new one. */
export function masterRoutes(router: Router, deps: CabinetDeps): void {
  const read = (path: string, run: (visit: Visit) => Promise<Answer>): void =>
    void router.get(`${AT}${path}`, reading(deps, "settings", run));
  const write = (path: string, run: (visit: Visit) => Promise<Answer>): void =>
    void router.post(`${AT}${path}`, writing(deps, "settings", run));
  read("/new", (visit) => look(deps, visit, { master: null }));
  write("/new", (visit) => save(deps, visit, null));
  read("/:slug", async (visit) => look(deps, visit, { master: await here(deps, visit) }));
  write("/:slug", async (visit) => save(deps, visit, await here(deps, visit)));
  write("/:slug/move", async (visit) => {
    const { id: masterId } = await here(deps, visit);
    const by = visit.form.get("by") === "up" ? -1 : 1;
    await moveMaster(deps.db, visit.visitor.business.id, { masterId, by });
    return { to: DONE };
  });
  write("/:slug/archive", async (visit) => {
    const master = await here(deps, visit);
    const { visitor, form, now } = visit;
    const archived = form.get("on") === "yes";
    const value = { masterId: master.id, archived, now };
    const saved = await archiveMaster(deps.db, visitor.business.id, value);
    if ("refused" in saved && saved.refused === "same_name")
      return look(deps, visit, { master, refused: "same_name" });
    await retestLater(deps.db, visitor.business.id, now);
    return { to: DONE };
  });
}

async function here(deps: CabinetDeps, { visitor, params }: Visit): Promise<ListedMaster> {
  const all = await listMasters(deps.db, visitor.business.id, { archived: true });
  const master = all.find(({ slug }) => slug === params["slug"]);
  if (!master) throw new AppError("booking.no_master", "not_found");
  return master;
}

async function save(deps: CabinetDeps, visit: Visit, master: ListedMaster | null): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { language, business } = visitor;
  const services = await listServices(deps.db, business.id, { archived: false });
  const today = dateOf(now, business.timezone);
  const kept = masterFields(master, { services, language, today });
  const read = readMasterForm(form, { services, today });
  if ("wrongs" in read || isChanged(form, kept)) {
    const edit = typedEdit(visit, kept, "wrongs" in read ? read.wrongs : {});
    return look(deps, visit, { master, edit });
  }
  const { id } = business;
  const done = master
    ? { made: await changeMaster(deps.db, id, { masterId: master.id, change: read.fields }) }
    : await once(deps, visit, {
        make: (tx) => addMaster(tx, id, read.fields),
        leadsTo: (made) => ("refused" in made ? null : DONE),
      });
  if ("to" in done) return done;
  const { made: saved } = done;
  if ("refused" in saved) {
    if (saved.refused === "gone") throw new AppError("booking.no_master", "not_found");
    const edit = typedEdit(visit, kept, masterRefused(saved.refused, form));
    return look(deps, visit, { master, edit });
  }
  await retestLater(deps.db, business.id, now);
  return { to: DONE };
}

type Shown = { master: ListedMaster | null; edit?: Edit; refused?: "same_name" };

async function look(deps: CabinetDeps, visit: Visit, shown: Shown): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { master, edit, refused } = shown;
  const { language, business } = visitor;
  const say = sayIn(language);
  const coming = { masterId: master?.id ?? 0, from: now, statuses: COMING };
  const [services, count] = await Promise.all([
    listServices(deps.db, business.id, { archived: false }),
    master ? countVisits(deps.db, business.id, coming) : 0,
  ]);
  const today = dateOf(now, business.timezone);
  const kept = freshEdit(masterFields(master, { services, language, today }));
  const fresh = refused ? { ...kept, wrongs: masterRefused(refused, form) } : kept;
  const name = master && wordsIn(master.names, language, business);
  return {
    status: edit?.changed === true ? 409 : edit || refused ? 422 : 200,
    page: {
      title: name ?? say("web-care-master-title"),
      section: "agent",
      styles: ["care"],
      up: { to: "/dashboard/agent#masters", label: say("web-care-masters") },
      body: (
        <MasterPage
          visitor={visitor}
          say={say}
          action={master ? `${AT}/${master.slug}` : `${AT}/new`}
          edit={edit ?? fresh}
          others={services}
          listed={
            master && {
              archived: master.archivedAt !== null,
              warning: say("web-care-away-master", { count }),
              name: name ?? "",
            }
          }
        />
      ),
    },
  };
}
