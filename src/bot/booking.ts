import { Composer } from "grammy";
import { salonOf } from "../booking/salon-service.ts";
import { wordsIn, type Salon } from "../booking/salon.ts";
import { may } from "../business/role.ts";
import { readDay } from "../crm/when.ts";
import { languages } from "../texts/language.ts";
import { allowed, type Acting } from "./access.ts";
import { chooseMasterScreen } from "./booking-screen.ts";
import { readClient } from "./client-words.ts";
import type { DeskContext } from "./context.ts";
import { isElsewhere } from "./here.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show } from "./screen.ts";
import { newVisitOf } from "./visit-new.ts";
import { readerHere, showBookings } from "./visit-show.ts";
import { dayAt } from "./visit-screen.ts";
import { waitScreenOf } from "./wait-show.ts";

export const bookingComposer = new Composer<DeskContext>();

bookingComposer.command("bookings", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const written = ctx.match.trim().slice(0, MOST_WRITTEN);
  const client = may(member.role, "work") ? readClient(written, member.business.country) : null;
  if (client) return newVisitOf(ctx, member, client);
  const wish = await wishOf(ctx, member, written);
  if (wish) return showBookings(ctx, member, { ...wish, page: 0 });
  const { language } = ctx.desk;
  await send(ctx, null, { html: html(language, "bookings-unknown", { word: written }) });
});

export const bookingPresses: Presses<"bookings" | "bookings_masters" | "waits"> = {
  bookings: { right: "see_calls", run: (ctx, member, wish) => showBookings(ctx, member, wish) },
  bookings_masters: {
    right: "see_calls",
    run: async (ctx, { business }, { when }) => {
      const reader = await readerHere(ctx, business);
      if (!reader) return;
      const { masters } = await salonOf(ctx.desk.deps.db, business.id);
      await show(ctx, business.id, chooseMasterScreen(reader, { masters, when }));
    },
  },
  waits: {
    right: "see_calls",
    run: async (ctx, member, { day }) => {
      const screen = await waitScreenOf(ctx, member, day);
      if (screen) await show(ctx, member.business.id, screen);
    },
  },
};

const MOST_WRITTEN = 80;
const today = /^(?:сьогодні|сегодня|today)$/iu;
const week = /^(?:тиждень|неделя|week)$/iu;

/** «завтра», «27.11», «тиждень», a master's name; null for what is none of these. */
async function wishOf(
  ctx: DeskContext,
  { business }: Acting,
  written: string,
): Promise<{ when: string; masterId: number | null } | null> {
  if (written === "" || today.test(written)) return { when: "today", masterId: null };
  if (week.test(written)) return { when: "week", masterId: null };
  const { deps, language } = ctx.desk;
  const masterId = masterNamed(await salonOf(deps.db, business.id), written);
  if (masterId !== null) return { when: "today", masterId };
  const zone = business.timezone;
  const day = await readDay(written, { now: deps.clock.now(), zone, language });
  if (day === null) return null;
  const when = typeof day === "string" ? day.slice(0, 10) : dayAt(day.past, zone);
  return { when, masterId: null };
}

function masterNamed(salon: Salon, written: string): number | null {
  const wanted = written.toLowerCase();
  const fits = ({ names }: Salon["masters"][number]): boolean =>
    languages.some((one) => wordsIn(names, one, salon).toLowerCase().startsWith(wanted));
  return salon.masters.find(fits)?.id ?? null;
}
