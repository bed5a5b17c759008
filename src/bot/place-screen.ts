import type { Master, Service, Slot } from "../booking/salon.ts";
import { text } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import type { Action } from "./action.ts";
import { dayText } from "./booking-screen.ts";
import { html } from "./say.ts";
import { inPairs, inRows, named, PAGE, pageOf } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";
import type { VisitReader } from "./visit-screen.ts";

/** What gets a time: a visit that is moved, or a new one. */
export type PlaceOf = Extract<Action, { do: "place_days" }>["of"];

/** `master` null: anybody who does it. */
export type Placing = { of: PlaceOf; service: Service; master: Master | null };

/** What a new visit of a client is to be. */
export function chooseServiceScreen(
  reader: VisitReader,
  view: { client: { id: number; called: string }; services: readonly Service[]; page: number },
): Screen {
  const { language } = reader;
  const { client, services, page } = view;
  const clientId = client.id;
  const to = (next: number): Action => ({ do: "visit_new_of", clientId, page: next });
  const { shown, turns } = pageOf(services, page, to);
  return {
    html:
      services.length === 0
        ? html(language, "bookings-none-setup")
        : html(language, "place-choose-service", { client: client.called }),
    rows: [
      ...shown.map(({ id: serviceId, names }): Button[] => [
        {
          label: named(reader, names),
          action: { do: "place_masters", of: { clientId, serviceId } },
        },
      ]),
      turns,
      [{ label: text(language, "bot-back"), action: { do: "client", clientId } }],
    ],
  };
}

/** With whom. */
export function chooseWhoScreen(
  reader: VisitReader,
  view: { of: PlaceOf; service: Service; masters: readonly Master[] },
): Screen {
  const { language } = reader;
  const { of, service, masters } = view;
  const key = (label: string, masterId: number | null): Button => ({
    label,
    action: { do: "place_days", of, masterId, page: 0 },
  });
  if (masters.length === 0)
    return { html: html(language, "place-none-does"), rows: [backOf(reader, of)] };
  const anyone = masters.length > 1 ? [key(text(language, "place-anyone"), null)] : [];
  return {
    html: html(language, "place-choose-master", { service: named(reader, service.names) }),
    rows: [
      anyone,
      ...inPairs(masters.map(({ id, names }) => key(named(reader, names), id))),
      backOf(reader, of),
    ],
  };
}

/** The days with a free time; one more than a page means that there are others. */
export function daysScreen(
  reader: VisitReader,
  { days, page, ...placing }: Placing & { days: readonly string[]; page: number },
): Screen {
  const { language } = reader;
  const { of, master } = placing;
  const masterId = master?.id ?? null;
  const shown = days.slice(0, PAGE);
  const keys = shown.map((day): Button => ({
    label: dayText(reader, day),
    action: { do: "place_day", of, masterId, day, page: 0 },
  }));
  const turn = (label: string, to: number): Button => ({
    label,
    action: { do: "place_days", of, masterId, page: to },
  });
  return {
    html: html(
      language,
      shown.length > 0 ? "place-days" : "place-days-none",
      wordsOf(reader, placing),
    ),
    rows: [
      ...inPairs(keys),
      [
        ...(page > 0 ? [turn("◀", page - 1)] : []),
        ...(days.length > PAGE ? [turn("▶", page + 1)] : []),
      ],
      [writeKey(reader, placing)],
      [{ label: text(language, "place-key-master"), action: { do: "place_masters", of } }],
      "bookingId" in of ? backOf(reader, of) : [],
    ],
  };
}

/** The free times of a day, each with its master where anybody will do. */
export function timesScreen(
  reader: VisitReader,
  view: Placing & { day: string; slots: readonly Slot[]; masters: readonly Master[]; page: number },
): Screen {
  const { language, zone } = reader;
  const { of, day, slots, masters, page } = view;
  const masterId = view.master?.id ?? null;
  const at = Math.min(page, Math.max(0, Math.ceil(slots.length / TIMES) - 1));
  const keys = slots.slice(at * TIMES, (at + 1) * TIMES).map((slot): Button => {
    const who = masters.find(({ id }) => id === slot.masterId);
    const time = timeOf(language, slot.start, zone);
    return {
      label: view.master === null && who ? `${time} ${named(reader, who.names)}` : time,
      action: { do: "place_at", of, masterId: slot.masterId, start: slot.start, force: false },
    };
  });
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to * TIMES >= slots.length
      ? []
      : [{ label, action: { do: "place_day", of, masterId, day, page: to } }];
  const words = { ...wordsOf(reader, view), day: dayText(reader, day) };
  return {
    html: html(language, slots.length > 0 ? "place-times" : "place-times-none", words),
    rows: [
      ...inRows(keys, view.master === null ? 2 : 4),
      [...turn("◀", at - 1), ...turn("▶", at + 1)],
      [writeKey(reader, view)],
      [
        {
          label: text(language, "place-key-days"),
          action: { do: "place_days", of, masterId, page: 0 },
        },
      ],
    ],
  };
}

const TIMES = 24;

/** Where a choice of time goes back to. */
export function backOf({ language }: VisitReader, of: PlaceOf): Button[] {
  const action: Action =
    "bookingId" in of
      ? { do: "visit", bookingId: of.bookingId }
      : { do: "visit_new_of", clientId: of.clientId, page: 0 };
  return [{ label: text(language, "bot-back"), action }];
}

function writeKey({ language }: VisitReader, { of, master }: Placing): Button {
  const action: Action = { do: "place_ask", of, masterId: master?.id ?? null };
  return { label: text(language, "place-key-write"), action };
}

function wordsOf(reader: VisitReader, { service, master }: Pick<Placing, "service" | "master">) {
  const anyone = text(reader.language, "bookings-anyone");
  return {
    service: named(reader, service.names),
    master: master === null ? anyone : named(reader, master.names),
  };
}
