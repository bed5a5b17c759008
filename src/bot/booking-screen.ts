import type { Master } from "../booking/salon.ts";
import type { FullVisit } from "../booking/visit.ts";
import { parseWall } from "../lib/zone.ts";
import { text } from "../texts/bundle.ts";
import { dayOf } from "../texts/format.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import { inRows, named, PAGE } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";
import { ticked } from "./settings-view.ts";
import { dayAt, visitKey, visitLine, type VisitReader } from "./visit-screen.ts";

/** A day "YYYY-MM-DD", or seven of them. */
export type Span = "week" | { day: string };

export type BookingsView = {
  business: string;
  span: Span;
  /** Whose; null: everybody's. */
  master: Master | null;
  /** One more than a page means that there are others. */
  visits: readonly FullVisit[];
  page: number;
  waits: number;
  /** Whether there is anything to book. */
  ready: boolean;
};

/** A page of visits, under the headings of their days. */
export function bookingsScreen(reader: VisitReader, view: BookingsView): Screen {
  const { language } = reader;
  const { business, span, master, visits, page } = view;
  const shown = visits.slice(0, PAGE);
  const title =
    master === null
      ? html(language, "bookings-title", { business })
      : html(language, "bookings-title-master", { business, master: named(reader, master.names) });
  const none = html(language, view.ready ? "bookings-none" : "bookings-none-setup");
  const list = span === "week" ? byDay(reader, shown) : shown.map((one) => visitLine(reader, one));
  return {
    html: [`${title}\n${spanText(reader, span)}`, list.length > 0 ? list.join("\n") : none].join(
      "\n\n",
    ),
    rows: [
      ...shown.map((visit) => [visitKey(reader, visit)]),
      turnsOf(view, page, visits.length > PAGE),
      ...spanKeys(reader, view),
    ],
  };
}

/** Whose visits to show. */
export function chooseMasterScreen(
  reader: VisitReader,
  { masters, when }: { masters: readonly Master[]; when: string },
): Screen {
  const { language } = reader;
  const key = (label: string, masterId: number | null): Button => ({
    label,
    action: { do: "bookings", when, masterId, page: 0 },
  });
  return {
    html: html(language, "bookings-choose-master"),
    rows: [
      [key(text(language, "bookings-key-everyone"), null)],
      ...inRows(
        masters.map(({ id, names }) => key(named(reader, names), id)),
        2,
      ),
    ],
  };
}

/** "вт, 24 листопада" of "YYYY-MM-DD". */
export function dayText({ language }: Pick<VisitReader, "language">, day: string): string {
  return dayOf(language, parseWall(`${day} 12:00:00`, "UTC") ?? 0, "UTC");
}

/** The day after so many others. */
export function dayLater(day: string, days: number): string {
  const noon = parseWall(`${day} 12:00:00`, "UTC") ?? 0;
  return dayAt(noon + days * DAY_MS, "UTC");
}

const DAY_MS = 86_400_000;

function whenOf(span: Span): string {
  return span === "week" ? "week" : span.day;
}

function spanText(reader: VisitReader, span: Span): string {
  const { language, zone, now } = reader;
  if (span === "week") return text(language, "bookings-week");
  const today = dayAt(now, zone);
  const day = dayText(reader, span.day);
  if (span.day === today) return text(language, "bookings-today", { day });
  return span.day === dayLater(today, 1) ? text(language, "bookings-tomorrow", { day }) : day;
}

function byDay(reader: VisitReader, visits: readonly FullVisit[]): string[] {
  const lines: string[] = [];
  let last = "";
  for (const visit of visits) {
    const day = dayAt(visit.start, reader.zone);
    if (day !== last) lines.push(`${last === "" ? "" : "\n"}<b>${dayText(reader, day)}</b>`);
    last = day;
    lines.push(visitLine(reader, visit));
  }
  return lines;
}

function turnsOf({ span, master }: BookingsView, page: number, more: boolean): Button[] {
  const to = (next: number): Action => ({
    do: "bookings",
    when: whenOf(span),
    masterId: master?.id ?? null,
    page: next,
  });
  return [
    ...(page > 0 ? [{ label: "◀", action: to(page - 1) }] : []),
    ...(more ? [{ label: "▶", action: to(page + 1) }] : []),
  ];
}

function spanKeys(reader: VisitReader, view: BookingsView): Button[][] {
  const { language, zone, now } = reader;
  const { span, master, waits, ready } = view;
  const today = dayAt(now, zone);
  const masterId = master?.id ?? null;
  const day = span === "week" ? today : span.day;
  const go = (label: string, when: string, to: string): Button => ({
    label: ticked(label, whenOf(span) === to),
    action: { do: "bookings", when, masterId, page: 0 },
  });
  const days: Button[] = [
    go(text(language, "bookings-key-today"), "today", today),
    go(text(language, "bookings-key-tomorrow"), "tomorrow", dayLater(today, 1)),
    go(text(language, "bookings-key-week"), "week", "week"),
  ];
  const around = [day > today ? dayLater(day, -1) : null, dayLater(day, 1)];
  const beside = around.flatMap((one, at): Button[] => {
    if (one === null || span === "week") return [];
    const label = at === 0 ? `‹ ${dayText(reader, one)}` : `${dayText(reader, one)} ›`;
    return [{ label, action: { do: "bookings", when: one, masterId, page: 0 } }];
  });
  const choose: Button = {
    label: text(language, "bookings-key-master"),
    action: { do: "bookings_masters", when: whenOf(span) },
  };
  const fresh: Button = { label: text(language, "bookings-key-new"), action: { do: "visit_new" } };
  const queue: Button = {
    label: text(language, "bookings-key-waits", { count: String(waits) }),
    action: { do: "waits", day },
  };
  return [days, beside, ready ? [choose, fresh] : [], waits > 0 ? [queue] : []];
}
