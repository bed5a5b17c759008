import { Composer } from "grammy";
import { archiveMaster, changeMaster, moveMaster } from "../booking/master-service.ts";
import { allowed, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import { makeMaster } from "./master-form.ts";
import { askAway, masterHere, showMaster, showMasters, showWhat } from "./master-show.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { salonReader } from "./salon-reader.ts";
import { shortName } from "./service-screen.ts";
import { showWho } from "./service-show.ts";
import { retestSoon } from "./trial-again.ts";

export const masterComposer = new Composer<DeskContext>();

masterComposer.command("masters", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (!member) return;
  const written = ctx.match.trim();
  if (written === "") return showMasters(ctx, member, { page: 0, archived: false });
  const refusal = await makeMaster(ctx, member, written);
  if (refusal === null) return;
  await ask(ctx, refusal);
  await enterForm(ctx, "master", { businessId: member.business.id, what: "new", masterId: null });
});

export const masterPresses: Presses<
  | "masters"
  | "master"
  | "master_new"
  | "master_ask"
  | "master_move"
  | "master_services"
  | "master_service"
  | "master_archive"
> = {
  masters: { right: "settings", run: showMasters },
  master: {
    right: "settings",
    run: (ctx, member, { masterId }) => showMaster(ctx, member, { masterId }),
  },
  master_new: {
    right: "settings",
    run: async (ctx, { business }) => {
      await ask(ctx, html(ctx.desk.language, "master-ask-new"));
      await enterForm(ctx, "master", { businessId: business.id, what: "new", masterId: null });
    },
  },
  master_ask: {
    right: "settings",
    run: async (ctx, member, { masterId, what }) => {
      const found = await masterHere(ctx, member, masterId);
      if (!found) return;
      const master = shortName(salonReader(ctx, member), found.names);
      await ask(ctx, html(ctx.desk.language, questions[what], { master }));
      await enterForm(ctx, "master", { businessId: member.business.id, what, masterId });
    },
  },
  master_move: {
    right: "settings",
    run: async (ctx, member, { masterId, by }) => {
      await moveMaster(ctx.desk.deps.db, member.business.id, { masterId, by });
      await showMasters(ctx, member, { page: 0, archived: false });
    },
  },
  master_services: { right: "settings", run: showWhat },
  master_service: { right: "settings", run: turn },
  master_archive: { right: "settings", run: putAway },
};

const questions = {
  name: "master-ask-name",
  hours: "master-ask-hours",
  breaks: "master-ask-breaks",
  days_off: "master-ask-days-off",
} as const;

type Doing<D extends Action["do"]> = Extract<Action, { do: D }>;

/** A master does a service, or no more. */
async function turn(
  ctx: DeskContext,
  member: Acting,
  { masterId, serviceId, on, page, of }: Doing<"master_service">,
): Promise<void> {
  const master = await masterHere(ctx, member, masterId);
  if (!master) return;
  const others = master.services.filter((id) => id !== serviceId);
  const change = { services: on ? [...others, serviceId] : others };
  await changeMaster(ctx.desk.deps.db, member.business.id, { masterId, change });
  await retestSoon(ctx, member);
  if (of === "service") await showWho(ctx, member, { serviceId, page });
  else await showWhat(ctx, member, { masterId, page });
}

async function putAway(
  ctx: DeskContext,
  member: Acting,
  { masterId, on: archived, sure }: Doing<"master_archive">,
): Promise<void> {
  if (!sure) return askAway(ctx, member, masterId);
  const { db, clock } = ctx.desk.deps;
  const value = { masterId, archived, now: clock.now() };
  const done = await archiveMaster(db, member.business.id, value);
  if ("refused" in done && done.refused === "same_name")
    return showMaster(ctx, member, { masterId, said: "master-same-listed" });
  await retestSoon(ctx, member);
  const said = archived ? "master-done-away" : "master-done-back";
  await showMaster(ctx, member, { masterId, said });
}
