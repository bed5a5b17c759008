import { text } from "../texts/bundle.ts";
import { dayOf, money, timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { NoticeKind } from "./reminder.ts";
import { wordsIn, type Salon } from "./salon.ts";
import type { Place } from "./visit.ts";
import { dateAt, minuteAt, wallDay } from "./wall-day.ts";

/** What a button under such a message means: some of the agent's actions. */
type VisitPress =
  | { do: "confirm_visit" | "move_visit" | "cancel_visit"; bookingId: number }
  | { do: "take_offer" | "pass_offer"; waitId: number }
  | { do: "book" }
  | { do: "opt_out" };
type VisitMessage = { text: string; buttons: { title: string; action: VisitPress }[][] };

type Notice = {
  kind: NoticeKind;
  place: Place;
  waitId: number | null;
  reviewUrl: string | null;
  salon: Salon;
};
type Reading = { language: Language; now: number };

/** The words of a notice in the customer's language, without markup. */
export function visitMessage(notice: Notice, reading: Reading): VisitMessage {
  return messages[notice.kind](notice, reading);
}

/** A visit in one line, for a template that speaks around it. */
export function visitBrief(notice: Pick<Notice, "place" | "salon">, reading: Reading): string {
  return text(reading.language, "visit-brief", said(notice, reading));
}

/** "завтра (ср, 25 листопада) о 10:00". */
export function visitTime(
  start: number,
  { language, now, zone }: Reading & { zone: string },
): string {
  const time = timeOf(language, start, zone);
  const eleven = language === "uk" && Math.floor(minuteAt(start, zone) / 60) === 11;
  const at = text(language, eleven ? "visit-told-at-eleven" : "visit-told-at", { time });
  const day = dateAt(start, zone);
  if (day === dateAt(now, zone)) return text(language, "visit-told-today", { at });
  const date = dayOf(language, start, zone);
  const tomorrow = wallDay(dateAt(now, zone), zone, 1).date;
  return text(language, day === tomorrow ? "visit-told-tomorrow" : "visit-told-day", { date, at });
}

const messages: Record<NoticeKind, (notice: Notice, reading: Reading) => VisitMessage> = {
  day: remind,
  hours: remind,
  offer: ({ place, waitId, salon }, reading) => {
    const { language } = reading;
    const sum = money(language, place.price.amount, place.currency);
    const price =
      place.price.kind === "from" ? text(language, "visit-price-from", { price: sum }) : sum;
    const until = timeOf(language, place.heldUntil ?? place.start, salon.zone);
    const answers: VisitMessage["buttons"] =
      waitId === null
        ? []
        : [
            [{ title: text(language, "visit-take"), action: { do: "take_offer", waitId } }],
            [{ title: text(language, "visit-pass"), action: { do: "pass_offer", waitId } }],
          ];
    const values = { ...said({ place, salon }, reading), price, until };
    return { text: text(language, "visit-offer", values), buttons: answers };
  },
  review: ({ place, reviewUrl, salon }, reading) => {
    const { service } = said({ place, salon }, reading);
    const { language } = reading;
    return {
      text:
        reviewUrl === null
          ? text(language, "visit-review", { service })
          : text(language, "visit-review-at", { service, url: reviewUrl }),
      buttons: [[noMore(language)]],
    };
  },
  comeback: ({ place, salon }, reading) => {
    const { language } = reading;
    const { service, master } = said({ place, salon }, reading);
    return {
      text: text(language, "visit-comeback", { service, master }),
      buttons: [
        [{ title: text(language, "visit-book-again"), action: { do: "book" } }],
        [noMore(language)],
      ],
    };
  },
};

/** Who said already that they come is not asked again. */
function remind({ place, salon }: Notice, reading: Reading): VisitMessage {
  const { language } = reading;
  const { id: bookingId, status } = place;
  const values = said({ place, salon }, reading);
  const change: VisitMessage["buttons"][number] = [
    { title: text(language, "visit-other-time"), action: { do: "move_visit", bookingId } },
    { title: text(language, "visit-call-off"), action: { do: "cancel_visit", bookingId } },
  ];
  if (status === "confirmed")
    return { text: text(language, "visit-remind-confirmed", values), buttons: [change] };
  const coming = text(language, "visit-coming");
  return {
    text: text(language, "visit-remind", values),
    buttons: [[{ title: coming, action: { do: "confirm_visit", bookingId } }], change],
  };
}

function said({ place, salon }: Pick<Notice, "place" | "salon">, { language, now }: Reading) {
  return {
    when: visitTime(place.start, { language, now, zone: salon.zone }),
    service: wordsIn(place.service.names, language, salon),
    master: wordsIn(place.master.names, language, salon),
  };
}

function noMore(language: Language): VisitMessage["buttons"][number][number] {
  return { title: text(language, "visit-no-more"), action: { do: "opt_out" } };
}
