import { wordsIn, type Salon } from "../booking/salon.ts";
import type { FullVisit } from "../booking/visit.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, money } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";

export type VisitChange = "created" | "moved" | "cancelled";

/** What buttons under a visit's card do; the bot gives each a reference. */
export type VisitCardAction =
  | { do: "visit_client"; bookingId: number }
  | { do: "visit_move"; bookingId: number }
  | { do: "visit_cancel"; bookingId: number };

type Shown = {
  what: VisitChange;
  visit: FullVisit;
  salon: Salon;
  /** When it was before it was moved. */
  was?: number;
  masked: boolean;
  now: number;
};

/** What the business's people are told of a visit that a customer made, moved or called off, as Telegram HTML. */
export function visitCardOf(
  language: Language,
  { what, visit, salon, was, masked, now }: Shown,
): { html: string; rows: { text: string; action: VisitCardAction }[][] } {
  const { start, service, master, price, currency, client, note } = visit;
  const when = (at: number): string => dateNear(language, at, now, salon.zone);
  const phone = client?.phone ? (masked ? maskPhone : showPhone)(client.phone) : null;
  const name = cleanName(client?.name);
  const who = [name === null ? null : `<b>${escapeName(name)}</b>`, phone].filter(
    (part) => part !== null,
  );
  const said = masked ? null : cleanName(note, NOTE_LENGTH);
  const sum = money(language, price.amount, currency);
  const cost = price.kind === "from" ? text(language, "agent-price-from", { sum }) : sum;
  const lines = [
    text(language, titles[what], { number: String(visit.number) }),
    text(language, "visit-card-when", { when: when(start) }),
    was === undefined ? null : text(language, "visit-card-was", { when: when(was) }),
    text(language, "visit-card-what", {
      service: escapeHtml(wordsIn(service.names, language, salon)),
    }),
    `${text(language, "visit-card-who", { master: escapeHtml(wordsIn(master.names, language, salon)) })} · ${cost}`,
    who.length === 0 ? null : `👤 ${who.join(" · ")}`,
    said === null || isKnown(said, client) ? null : `📝 ${escapeName(said)}`,
  ];
  const row = [
    client === null
      ? null
      : {
          text: text(language, "visit-card-open"),
          action: { do: "visit_client" as const, bookingId: visit.id },
        },
    {
      text: text(language, "visit-card-move"),
      action: { do: "visit_move" as const, bookingId: visit.id },
    },
    {
      text: text(language, "visit-card-cancel"),
      action: { do: "visit_cancel" as const, bookingId: visit.id },
    },
  ].filter((button) => button !== null);
  const [first, ...rest] = row;
  const rows = what === "cancelled" ? [] : first && client ? [[first], rest] : [row];
  return { html: lines.filter((line) => line !== null).join("\n"), rows };
}

const NOTE_LENGTH = 200;

/** A visit's note says what they called themselves: nothing new where the client is known by just that. */
function isKnown(said: string, client: FullVisit["client"]): boolean {
  if (!client?.name) return false;
  const { name, phone } = client;
  return said === name || (phone !== null && said === `${name}, ${showPhone(phone)}`);
}

const titles: Record<VisitChange, TextId> = {
  created: "visit-card-created",
  moved: "visit-card-moved",
  cancelled: "visit-card-cancelled",
};
