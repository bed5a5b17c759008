import { Composer } from "grammy";
import { archiveService, moveService } from "../booking/price-service.ts";
import { allowed } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { salonReader } from "./salon-reader.ts";
import { takeNew, type NewService } from "./service-form.ts";
import { shortName } from "./service-screen.ts";
import { serviceHere, showService, showServices, showWho } from "./service-show.ts";
import { retestSoon } from "./trial-again.ts";

const nothing: NewService = { names: null, minutes: null, price: null };

export const serviceComposer = new Composer<DeskContext>();

serviceComposer.command("services", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (!member) return;
  const written = ctx.match.trim();
  if (written === "") return showServices(ctx, member, { page: 0, archived: false });
  const next = await takeNew(ctx, member, { fresh: nothing, answer: written });
  if (next) await enterForm(ctx, "service", { businessId: member.business.id, fresh: next });
});

export const servicePresses: Presses<
  | "services"
  | "service"
  | "service_new"
  | "service_ask"
  | "service_archive"
  | "service_move"
  | "service_masters"
> = {
  services: { right: "settings", run: showServices },
  service: {
    right: "settings",
    run: (ctx, member, { serviceId }) => showService(ctx, member, { serviceId }),
  },
  service_new: {
    right: "settings",
    run: async (ctx, { business }) => {
      await ask(ctx, html(ctx.desk.language, "service-ask-new"));
      await enterForm(ctx, "service", { businessId: business.id, fresh: nothing });
    },
  },
  service_ask: {
    right: "settings",
    run: async (ctx, member, { serviceId, what }) => {
      const found = await serviceHere(ctx, member, serviceId);
      if (!found) return;
      const service = shortName(salonReader(ctx, member), found.names);
      await ask(ctx, html(ctx.desk.language, `service-ask-${what}`, { service }));
      await enterForm(ctx, "service", { businessId: member.business.id, serviceId, what });
    },
  },
  service_archive: {
    right: "settings",
    run: async (ctx, member, { serviceId, on: archived }) => {
      const { db, clock } = ctx.desk.deps;
      const value = { serviceId, archived, now: clock.now() };
      const done = await archiveService(db, member.business.id, value);
      if ("refused" in done && done.refused === "same_name")
        return showService(ctx, member, { serviceId, said: "service-same-listed" });
      await retestSoon(ctx, member);
      const said = archived ? "service-done-away" : "service-done-back";
      await showService(ctx, member, { serviceId, said });
    },
  },
  service_move: {
    right: "settings",
    run: async (ctx, member, { serviceId, by }) => {
      const { db } = ctx.desk.deps;
      await moveService(db, member.business.id, { serviceId, by });
      await showServices(ctx, member, { page: 0, archived: false });
    },
  },
  service_masters: { right: "settings", run: showWho },
};
