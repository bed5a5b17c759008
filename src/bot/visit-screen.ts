import type { FullVisit } from "../booking/visit.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { wallOf } from "../lib/zone.ts";
import { isoDate } from "../business/holiday.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, timeOf } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import { lengthOf, named, priceOf, type SalonReader } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";

/** `masked`: the chat is not shown whole numbers. */
export type VisitReader = SalonReader & { masked: boolean };

/** One visit and what can be done with it, below a sentence of what was done. */
export function visitScreen(
  reader: VisitReader,
  { visit, said }: { visit: FullVisit; said: string | null },
): Screen {
  const { language } = reader;
  const { number, price, currency, note } = visit;
  const facts = [
    html(language, "booking-service", { service: named(reader, visit.service.names) }),
    html(language, "booking-when", { when: whenOf(reader, visit) }),
    html(language, "booking-master", { master: named(reader, visit.master.names) }),
    html(language, "booking-price", { price: priceOf(language, price, currency) }),
    html(language, "booking-client", { client: clientOf(reader, visit) }),
    html(language, `booking-channel-${visit.channel}`),
    // It may hold a number.
    ...(note === null || reader.masked ? [] : [`📝 ${escapeName(note)}`]),
  ];
  return {
    html: [
      said,
      html(language, "booking-title", { number: String(number), status: statusOf(reader, visit) }),
      facts.join("\n"),
    ]
      .filter((part) => part !== null)
      .join("\n\n"),
    rows: keysOf(reader, visit),
  };
}

/** What is asked before a visit is cancelled. */
export function cancelScreen(
  reader: VisitReader,
  { visit, inChat }: { visit: FullVisit; inChat: boolean },
): Screen {
  const { language } = reader;
  const { id: bookingId } = visit;
  const sure = (id: TextId, quiet: boolean): Button => ({
    label: text(language, id),
    action: { do: "visit_cancel_sure", bookingId, quiet },
  });
  return {
    html: [
      html(language, inChat ? "booking-cancel-sure-chat" : "booking-cancel-sure"),
      visitLine(reader, visit),
    ].join("\n\n"),
    rows: [
      [sure("booking-cancel-yes", false)],
      inChat ? [sure("booking-cancel-quiet", true)] : [],
      [{ label: text(language, "bot-back"), action: { do: "visit", bookingId } }],
    ],
  };
}

/** "10:00–11:30 · Манікюр · Марина · Оксана К.", its state before it where there is something to tell. */
export function visitLine(reader: VisitReader, visit: FullVisit): string {
  const { language, zone } = reader;
  const parts = [
    `${timeOf(language, visit.start, zone)}–${timeOf(language, visit.end, zone)}`,
    named(reader, visit.service.names),
    named(reader, visit.master.names),
    clientOf(reader, visit),
  ];
  return `${signs[visit.status]} ${escapeHtml(parts.join(" · "))}`;
}

/** What stands on the button of a visit in a list. */
export function visitKey(reader: VisitReader, visit: FullVisit): Button {
  const { language, zone } = reader;
  const who = cleanName(visit.client?.name, 24) ?? text(language, "booking-nobody");
  const label = [timeOf(language, visit.start, zone), who, named(reader, visit.master.names)];
  return { label: label.join(" · "), action: { do: "visit", bookingId: visit.id } };
}

/** "YYYY-MM-DD" of an instant on the business's wall. */
export function dayAt(instant: number, zone: string): string {
  return isoDate(wallOf(instant, zone));
}

const signs: Record<FullVisit["status"], string> = {
  booked: "▫️",
  confirmed: "✅",
  cancelled: "❌",
  completed: "☑️",
  no_show: "🚫",
};

function statusOf({ language }: VisitReader, { status, cancelledBy }: FullVisit): string {
  if (status === "no_show") return text(language, "booking-status-no-show");
  if (status === "cancelled" && cancelledBy === "client")
    return text(language, "booking-cancelled-client");
  return text(language, `booking-status-${status}`);
}

function whenOf({ language, zone, now }: VisitReader, { start, end }: FullVisit): string {
  const length = lengthOf(language, Math.round((end - start) / 60_000));
  return `${dateNear(language, start, now, zone)}–${timeOf(language, end, zone)} (${length})`;
}

function clientOf({ language, masked }: VisitReader, { client }: FullVisit): string {
  const name = cleanName(client?.name);
  const phone = client?.phone ?? null;
  const shown = phone === null ? null : masked ? maskPhone(phone) : showPhone(phone);
  const parts = [name, shown].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" · ") : text(language, "booking-nobody");
}

function keysOf({ language, zone, now }: VisitReader, visit: FullVisit): Button[][] {
  const { id: bookingId, status, start, client, conversationId } = visit;
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const isOpen = status === "booked" || status === "confirmed";
  const ended = status === "completed" || status === "no_show";
  const came = key("booking-key-came", { do: "visit_done", bookingId, came: true });
  const absent = key("booking-key-no-show", { do: "visit_done", bookingId, came: false });
  const confirm = key("booking-key-confirm", { do: "visit_confirm", bookingId });
  const move = key("booking-key-move", {
    do: "place_days",
    of: { bookingId },
    masterId: visit.masterId,
    page: 0,
  });
  return [
    isOpen && start <= now ? [came, absent] : [],
    ended ? [status === "completed" ? absent : came] : [],
    isOpen ? [...(status === "booked" && start > now ? [confirm] : []), move] : [],
    isOpen ? [key("booking-key-cancel", { do: "visit_cancel_ask", bookingId })] : [],
    [
      ...(client === null
        ? []
        : [key("booking-key-client", { do: "client", clientId: client.id })]),
      ...(conversationId === null
        ? []
        : [key("booking-key-dialog", { do: "conversation", conversationId })]),
    ],
    [
      key("booking-key-day", {
        do: "bookings",
        when: dayAt(start, zone),
        masterId: null,
        page: 0,
      }),
    ],
  ];
}
