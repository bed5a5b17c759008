import type { Found, Search } from "../../../src/agent/search.ts";
import type { Busy, Slot } from "../../../src/booking/salon.ts";
import { dateAt, minuteAt } from "../../../src/booking/wall-day.ts";
import { clock } from "../../../src/agent/shown.ts";
import { lileya } from "./scene.ts";

const { salon, service, master, at } = lileya;

/** A woman's haircut at any time, asked for on Tuesday the 24th at 10:15. */
export const haircut: Search = {
  salon,
  busy: [],
  now: at("2026-11-24T10:15"),
  serviceId: service("haircut_w"),
  masterId: null,
  days: null,
  time: null,
  asap: false,
  but: [],
  prefer: null,
};

export const on = (from: string, to = from): Pick<Search, "days"> => ({
  days: { from: `2026-11-${from}`, to: `2026-11-${to}` },
});
export const taken = (who: string, from: string, to: string): Busy => ({
  masterId: master(who),
  from: at(`2026-11-${from}`),
  to: at(`2026-11-${to}`),
});
export const slot = (who: string, start: string): Slot => ({
  serviceId: service("haircut_w"),
  masterId: master(who),
  start: at(`2026-11-${start}`),
  end: at(`2026-11-${start}`) + 3_600_000,
});
export const full = [
  taken("olena", "27T09:00", "27T18:00"),
  taken("iryna", "27T12:00", "27T20:00"),
];
export const olena = { masterId: master("olena") };
export const sofia = { serviceId: service("brows") };

/** "27 09:00 olena": one; after "of": to choose from; before: why. */
export function told(found: Found): string {
  if ("slot" in found)
    return ["=", listed([found.slot]), ...found.others.map((one) => listed([one]))].join(" ");
  const { choose, why } = found;
  if (why === null) return listed(choose);
  const { of, ...rest } = why;
  const words = Object.values(rest).map((word) =>
    typeof word === "number" ? clock(word) : String(word),
  );
  return `${[of, ...words].join(" ")}: ${listed(choose)}`;
}

function listed(slots: readonly Slot[]): string {
  return slots
    .map(({ start, masterId }) => {
      const who = salon.masters.find(({ id }) => id === masterId)?.slug;
      return `${dateAt(start, salon.zone).slice(5)} ${clock(minuteAt(start, salon.zone))} ${who}`;
    })
    .join(", ");
}
