import type { Master, Service } from "../booking/salon.ts";
import { groupHolidays } from "../business/holiday.ts";
import { days } from "../business/working-hours.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import type { Action } from "./action.ts";
import { daysText, todayOf } from "./holiday-screen.ts";
import { workText } from "./hours.ts";
import { html } from "./say.ts";
import { named, pageOf, type SalonReader } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";
import { namesBlock, type Kept } from "./service-screen.ts";
import { ticked } from "./settings-view.ts";

type KeptMaster = Master & Kept;

const MOST_DAYS = 8;

/** A page of the masters, or of who was put away. */
export function mastersScreen(
  reader: SalonReader,
  view: { business: string; masters: readonly KeptMaster[]; page: number; archived: boolean },
): Screen {
  const { language } = reader;
  const { business, masters, page, archived } = view;
  const listed = masters.filter(({ archivedAt }) => (archivedAt !== null) === archived);
  const away = masters.filter(({ archivedAt }) => archivedAt !== null).length;
  const { shown, turns } = pageOf(listed, page, (to) => ({ do: "masters", page: to, archived }));
  const lines = shown.map((master) =>
    works(master)
      ? `• ${escapeName(named(reader, master.names))} · ${workText(language, master.hours)}`
      : `• ${html(language, "master-line-off", { name: named(reader, master.names) })}`,
  );
  const title = html(language, archived ? "masters-put-away" : "masters-title", { business });
  const none = html(language, archived ? "masters-none-put-away" : "masters-none");
  return {
    html: `${title}\n\n${lines.length > 0 ? lines.join("\n") : none}`,
    rows: [
      ...shown.map(({ id: masterId, names }): Button[] => [
        { label: named(reader, names), action: { do: "master", masterId } },
      ]),
      turns,
      ...lastRows(reader, { archived, away }),
    ],
  };
}

/** One master and what can be done, below a sentence of what was done. */
export function masterScreen(
  reader: SalonReader,
  view: { master: KeptMaster; services: readonly Service[]; said: string | null },
): Screen {
  const { language } = reader;
  const { master, services, said } = view;
  const does = services.filter(({ id }) => master.services.includes(id));
  const facts = [
    works(master)
      ? html(language, "master-hours", { hours: workText(language, master.hours) })
      : html(language, "master-hours-none"),
    ...(master.breaks.length === 0
      ? []
      : [html(language, "master-breaks", { breaks: breaksText(master) })]),
    ...daysOffLine(reader, master),
    does.length === 0
      ? html(language, "master-services-none")
      : html(language, "master-services", {
          services: does.map(({ names }) => named(reader, names)).join(", "),
        }),
    ...(master.archivedAt === null ? [] : [html(language, "master-is-away")]),
  ];
  return {
    html: [said, namesBlock(reader, master.names), facts.join("\n")]
      .filter((part) => part !== null)
      .join("\n\n"),
    rows: keysOf(reader, master),
  };
}

/** Which services a master does: each a button that turns it. */
export function whatScreen(
  reader: SalonReader,
  view: { master: Master; services: readonly Service[]; page: number },
): Screen {
  const { language } = reader;
  const { master, services, page } = view;
  const { id: masterId } = master;
  const to = (next: number): Action => ({ do: "master_services", masterId, page: next });
  const { shown, turns } = pageOf(services, page, to);
  return {
    html:
      services.length === 0
        ? html(language, "master-no-services")
        : html(language, "master-what", { master: named(reader, master.names) }),
    rows: [
      ...shown.map(({ id: serviceId, names }): Button[] => {
        const on = !master.services.includes(serviceId);
        const action: Action = {
          do: "master_service",
          masterId,
          serviceId,
          on,
          page,
          of: "master",
        };
        return [{ label: ticked(named(reader, names), !on), action }];
      }),
      turns,
      [{ label: text(language, "bot-back"), action: { do: "master", masterId } }],
    ],
  };
}

/** What is asked before a master is put away. */
export function awayScreen(
  reader: SalonReader,
  { master, coming }: { master: Master; coming: number },
): Screen {
  const { language } = reader;
  const { id: masterId } = master;
  const sure = html(language, "master-away-sure", { master: named(reader, master.names) });
  const warning = coming === 0 ? [] : [html(language, "master-away-visits", { count: coming })];
  return {
    html: [sure, ...warning].join("\n\n"),
    rows: [
      [
        {
          label: text(language, "master-key-away-sure"),
          action: { do: "master_archive", masterId, on: true, sure: true },
        },
      ],
      [{ label: text(language, "bot-back"), action: { do: "master", masterId } }],
    ],
  };
}

function works({ hours }: Master): boolean {
  return days.some((day) => hours[day] !== null && hours[day] !== undefined);
}

function breaksText({ breaks }: Master): string {
  return breaks.map(([from, to]) => `${from}–${to}`).join(", ");
}

/** Days that are over are of no interest. */
function daysOffLine(reader: SalonReader, { daysOff }: Master): string[] {
  const { language } = reader;
  const today = todayOf({ timezone: reader.zone }, reader.now);
  const groups = groupHolidays(
    daysOff.map((date) => ({ date, hours: null })),
    today,
  );
  if (groups.length === 0) return [];
  const shown = groups.slice(0, MOST_DAYS).map((group) => daysText(language, group, today));
  const more = groups.length > MOST_DAYS ? ["…"] : [];
  return [html(language, "master-days-off", { days: [...shown, ...more].join("; ") })];
}

function lastRows(
  { language }: SalonReader,
  { archived, away }: { archived: boolean; away: number },
): Button[][] {
  const list: Action = { do: "masters", page: 0, archived: !archived };
  if (archived) return [[{ label: text(language, "services-key-list"), action: list }]];
  const put: Button = {
    label: text(language, "masters-key-put-away", { count: String(away) }),
    action: list,
  };
  return [
    [{ label: text(language, "masters-key-new"), action: { do: "master_new" } }],
    away > 0 ? [put] : [],
  ];
}

function keysOf({ language }: SalonReader, { id: masterId, archivedAt }: KeptMaster): Button[][] {
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const ask = (id: TextId, what: Extract<Action, { do: "master_ask" }>["what"]): Button =>
    key(id, { do: "master_ask", masterId, what });
  const list: Action = { do: "masters", page: 0, archived: archivedAt !== null };
  const visits: Action = { do: "bookings", when: "week", masterId, page: 0 };
  if (archivedAt !== null)
    return [
      [key("master-key-back", { do: "master_archive", masterId, on: false, sure: true })],
      [key("bot-back", list)],
    ];
  return [
    [
      ask("master-key-name", "name"),
      key("master-key-services", { do: "master_services", masterId, page: 0 }),
    ],
    [ask("master-key-hours", "hours"), ask("master-key-breaks", "breaks")],
    [ask("master-key-days-off", "days_off"), key("master-key-visits", visits)],
    [
      key("service-key-up", { do: "master_move", masterId, by: -1 }),
      key("service-key-down", { do: "master_move", masterId, by: 1 }),
    ],
    [key("master-key-away", { do: "master_archive", masterId, on: true, sure: false })],
    [key("bot-back", list)],
  ];
}
