import type { Master, Service, Words } from "../booking/salon.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import { languages } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import { lengthOf, named, pageOf, priceOf, type SalonReader } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";
import { ticked } from "./settings-view.ts";

/** A service as its business keeps it. */
export type Kept = { archivedAt: number | null };
type KeptService = Service & Kept;

/** A page of the price list, or of what was put away. */
export function servicesScreen(
  reader: SalonReader,
  view: { business: string; services: readonly KeptService[]; page: number; archived: boolean },
): Screen {
  const { language } = reader;
  const { business, services, page, archived } = view;
  const listed = services.filter(({ archivedAt }) => (archivedAt !== null) === archived);
  const away = services.filter(({ archivedAt }) => archivedAt !== null).length;
  const { shown, turns } = pageOf(listed, page, (to) => ({ do: "services", page: to, archived }));
  const lines = shown.map(
    (service) =>
      `• ${escapeName(named(reader, service.names))} · ${lengthOf(language, service.durationMin)} · ${priceOf(language, service.price, reader.currency)}`,
  );
  const title = html(language, archived ? "services-put-away" : "services-title", { business });
  const none = html(language, archived ? "services-none-put-away" : "services-none");
  return {
    html: `${title}\n\n${lines.length > 0 ? lines.join("\n") : none}`,
    rows: [
      ...shown.map(({ id: serviceId, names }): Button[] => [
        { label: named(reader, names), action: { do: "service", serviceId } },
      ]),
      turns,
      ...lastRows(reader, { archived, away }),
    ],
  };
}

/** One service and what can be done with it, below a sentence of what was done. */
export function serviceScreen(
  reader: SalonReader,
  view: { service: KeptService; masters: readonly Master[]; said: string | null },
): Screen {
  const { language, currency } = reader;
  const { service, masters, said } = view;
  const { id, names, durationMin, bufferMin, price, synonyms, archivedAt } = service;
  const length = lengthOf(language, durationMin);
  const buffer = lengthOf(language, bufferMin);
  const who = masters.filter(({ services }) => services.includes(id));
  const facts = [
    bufferMin === 0
      ? html(language, "service-length", { length })
      : html(language, "service-length-buffer", { length, buffer }),
    html(language, "service-price", { price: priceOf(language, price, currency) }),
    ...(synonyms.length === 0
      ? []
      : [html(language, "service-synonyms", { words: synonyms.join(", ") })]),
    who.length === 0
      ? html(language, "service-masters-none")
      : html(language, "service-masters", {
          masters: who.map((master) => named(reader, master.names)).join(", "),
        }),
    ...(archivedAt === null ? [] : [html(language, "service-is-away")]),
  ];
  return {
    html: [said, namesBlock(reader, names), facts.join("\n")]
      .filter((part) => part !== null)
      .join("\n\n"),
    rows: keysOf(reader, service),
  };
}

/** The name in bold, and below it those in other languages. */
export function namesBlock(reader: SalonReader, names: Words): string {
  const shown = named(reader, names);
  const others = languages
    .filter((language) => names[language] !== undefined && names[language] !== shown)
    .map((language) => `${language}: ${escapeName(names[language] ?? "")}`);
  return [`<b>${escapeName(shown)}</b>`, ...others].join("\n");
}

/** Which masters do a service: each a button that turns it. */
export function whoScreen(
  reader: SalonReader,
  view: { service: Service; masters: readonly Master[]; page: number },
): Screen {
  const { language } = reader;
  const { service, masters, page } = view;
  const { id: serviceId } = service;
  const to = (next: number): Action => ({ do: "service_masters", serviceId, page: next });
  const { shown, turns } = pageOf(masters, page, to);
  const called = named(reader, service.names);
  return {
    html:
      masters.length === 0
        ? html(language, "service-no-masters")
        : html(language, "service-who", { service: called }),
    rows: [
      ...shown.map(({ id: masterId, names, services }): Button[] => {
        const does = services.includes(serviceId);
        const action: Action = {
          do: "master_service",
          masterId,
          serviceId,
          on: !does,
          page,
          of: "service",
        };
        return [{ label: ticked(named(reader, names), does), action }];
      }),
      turns,
      [{ label: text(language, "bot-back"), action: { do: "service", serviceId } }],
    ],
  };
}

/** A name as it stands inside a question. */
export function shortName(reader: SalonReader, names: Words): string {
  return cleanName(named(reader, names), 60) ?? "";
}

function lastRows(
  { language }: SalonReader,
  { archived, away }: { archived: boolean; away: number },
): Button[][] {
  if (archived)
    return [
      [
        {
          label: text(language, "services-key-list"),
          action: { do: "services", page: 0, archived: false },
        },
      ],
    ];
  const fresh: Button = {
    label: text(language, "services-key-new"),
    action: { do: "service_new" },
  };
  const put: Button = {
    label: text(language, "services-key-put-away", { count: String(away) }),
    action: { do: "services", page: 0, archived: true },
  };
  return [[fresh], away > 0 ? [put] : []];
}

function keysOf({ language }: SalonReader, { id: serviceId, archivedAt }: KeptService): Button[][] {
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const ask = (id: TextId, what: Extract<Action, { do: "service_ask" }>["what"]): Button =>
    key(id, { do: "service_ask", serviceId, what });
  const list = { do: "services", page: 0, archived: archivedAt !== null } as const;
  if (archivedAt !== null)
    return [
      [key("service-key-back", { do: "service_archive", serviceId, on: false })],
      [key("bot-back", list)],
    ];
  return [
    [ask("service-key-name", "name"), ask("service-key-price", "price")],
    [ask("service-key-minutes", "minutes"), ask("service-key-buffer", "buffer")],
    [
      ask("service-key-synonyms", "synonyms"),
      key("service-key-masters", { do: "service_masters", serviceId, page: 0 }),
    ],
    [
      key("service-key-up", { do: "service_move", serviceId, by: -1 }),
      key("service-key-down", { do: "service_move", serviceId, by: 1 }),
    ],
    [key("service-key-away", { do: "service_archive", serviceId, on: true })],
    [key("bot-back", list)],
  ];
}
