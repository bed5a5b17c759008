import { slotAt } from "../booking/reason.ts";
import { freeDays, freeSlots } from "../booking/slot.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import { may } from "../business/role.ts";
import { readDay } from "../crm/when.ts";
import { parseWall } from "../lib/zone.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { placeAt } from "./place-at.ts";
import { searchFor } from "./place-find.ts";
import { chooseWhoScreen, daysScreen, timesScreen, type PlaceOf } from "./place-screen.ts";
import type { Presses } from "./press.ts";
import { PAGE } from "./salon-words.ts";
import { html } from "./say.ts";
import { show, tell, type Screen } from "./screen.ts";

type Place = { of: PlaceOf; masterId: number | null };

/** Takes a day and a time that a person writes for a visit. */
export const placeForm = form<{ businessId: string } & Place>(
  "place",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
      return null;
    }
    const start = await startIn(ctx, member, answer);
    if (start === null) {
      await ask(ctx, html(language, "place-ask-bad", { word: answer.trim().slice(0, 60) }));
      return state;
    }
    const masterId = state.masterId ?? (await whoIsFree(ctx, member, { of: state.of, start }));
    if (masterId !== null)
      await placeAt(ctx, member, { of: state.of, masterId, start, force: false });
    return null;
  },
);

export const placePresses: Presses<
  "place_masters" | "place_days" | "place_day" | "place_at" | "place_ask"
> = {
  place_masters: {
    right: "work",
    run: async (ctx, member, { of }) => {
      const search = await searchFor(ctx, member, of);
      if (!search) return;
      const { reader, service, masters } = search;
      await show(ctx, member.business.id, chooseWhoScreen(reader, { of, service, masters }));
    },
  },
  place_days: {
    right: "work",
    run: async (ctx, member, place) => {
      const screen = await daysOf(ctx, member, place);
      if (screen) await show(ctx, member.business.id, screen);
    },
  },
  place_day: {
    right: "work",
    run: async (ctx, member, { of, masterId, day, page }) => {
      const search = await searchFor(ctx, member, of);
      if (!search) return;
      const { reader, salon, busy, service, masters } = search;
      const wish = { serviceId: service.id, masterId, day, now: reader.now };
      const slots = freeSlots(salon, busy, wish);
      const master = masters.find(({ id }) => id === masterId) ?? null;
      const view = { of, service, master, day, slots, masters, page };
      await show(ctx, member.business.id, timesScreen(reader, view));
    },
  },
  place_at: { right: "work", run: placeAt },
  place_ask: {
    right: "work",
    run: async (ctx, { business }, { of, masterId }) => {
      await ask(ctx, html(ctx.desk.language, "place-ask"));
      await enterForm(ctx, "place", { businessId: business.id, of, masterId });
    },
  },
};

/** The days with a free time, a page of them; null where the person was told why not. */
export async function daysOf(
  ctx: DeskContext,
  member: Acting,
  { of, masterId, page }: Place & { page: number },
): Promise<Screen | null> {
  const search = await searchFor(ctx, member, of);
  if (!search) return null;
  const { reader, salon, busy, service, masters } = search;
  const master = masters.find(({ id }) => id === masterId) ?? null;
  const wish = { serviceId: service.id, masterId: master?.id ?? null, now: reader.now };
  const days = freeDays(salon, busy, { ...wish, count: (page + 1) * PAGE + 1 });
  return daysScreen(reader, { of, service, master, days: days.slice(page * PAGE), page });
}

/** The instant of "27.11 18:30"; null without a day and a time. */
async function startIn(
  ctx: DeskContext,
  { business }: Acting,
  answer: string,
): Promise<number | null> {
  const { deps, language } = ctx.desk;
  const zone = business.timezone;
  const day = await readDay(answer, { now: deps.clock.now(), zone, language });
  if (day === null) return null;
  if (typeof day !== "string") return day.past;
  const [date, time] = day.split("T");
  return time === undefined ? null : parseWall(`${date} ${time}:00`, zone);
}

/** Who may do it at an instant; null where nobody is free, of which the person is told. */
async function whoIsFree(
  ctx: DeskContext,
  member: Acting,
  { of, start }: { of: PlaceOf; start: number },
): Promise<number | null> {
  const search = await searchFor(ctx, member, of);
  if (!search) return null;
  const { reader, salon, busy, service, masters } = search;
  const { zone, now } = reader;
  const any = { ...salon, rules: { ...salon.rules, stepMin: 1, horizonDays: FAR } };
  const at = slotAt(any, busy, {
    serviceId: service.id,
    masterId: null,
    day: dateAt(start, zone),
    minute: minuteAt(start, zone),
    now,
  });
  const [first] = "free" in at ? at.free : [];
  if (first) return first.masterId;
  const said = chooseWhoScreen(reader, { of, service, masters });
  const none = html(reader.language, "place-no-master");
  await show(ctx, member.business.id, { ...said, html: `${none}\n\n${said.html}` });
  return null;
}

/** Staff may book as far ahead as they like. */
const FAR = 730;
