import { wordsIn, type Service } from "../booking/salon.ts";
import type { Language } from "../texts/language.ts";
import {
  blame,
  presses,
  says,
  saysPrice,
  serviceWords,
  toDraft,
  wallOfSlot,
  type TrialTalk,
  type TrialWish,
} from "./trial-talk.ts";

/** Asked by its name what it costs, the agent says the price of the list, in the language of the question. */
export function priceTold(
  talk: TrialTalk,
  { service, language }: { service: Service; language: Language },
): void {
  says(talk, talk.words.price(serviceWords(talk, service)));
  if (talk.town.memory.language !== language) blame(talk, "language_other");
  // The whole list is no answer to a question of one.
  const all = talk.town.salon.services.length;
  const listed = othersNamed(talk, service);
  if (saysPrice(talk, service) && (listed < all - 1 || all === 1)) return;
  blame(talk, missed(talk, service));
}

/** Everything in one message, then whatever is asked. */
export function bookedByWords(talk: TrialTalk, wish: TrialWish): void {
  const { words } = talk;
  says(
    talk,
    words.bookAt({ service: serviceWords(talk, wish.service), ...wallOfSlot(talk, wish.slot) }),
  );
  if (talk.town.memory.asked === "service") blame(talk, missed(talk, wish.service));
  booked(talk, wish);
}

/** From the greeting on by buttons, where there are any. */
export function bookedByButtons(talk: TrialTalk, wish: TrialWish): void {
  says(talk, talk.words.hello);
  if (!presses(talk, ({ do: what }) => what === "book")) says(talk, talk.words.book);
  booked(talk, wish);
}

/** With one master, by name. */
export function bookedWith(talk: TrialTalk, wish: TrialWish, master: string): void {
  const service = serviceWords(talk, wish.service);
  says(talk, talk.words.bookWith({ service, master, ...wallOfSlot(talk, wish.slot) }));
  if (talk.town.memory.draft.masterId !== wish.masterId)
    return blame(talk, "master_unknown", master);
  booked(talk, wish);
}

/** Who has written no name is asked for it, and the visit is theirs. */
export function nameAsked(talk: TrialTalk, wish: TrialWish): void {
  bookedByWords(talk, wish);
  if (talk.found.length > 0) return;
  const { client } = talk.town;
  if (!talk.asked.includes("name") || client?.name !== talk.words.name) blame(talk, "broken");
}

/** Leads a booking to its draft, says yes, and looks at the visit. */
function booked(talk: TrialTalk, wish: TrialWish): void {
  const { service, masterId, slot } = wish;
  const { town, words } = talk;
  const drafted = toDraft(talk, wish);
  if (town.memory.draft.serviceId !== service.id) return blame(talk, missed(talk, service));
  if (!drafted) return blame(talk, "not_booked");
  if (!saysPrice(talk, service)) blame(talk, "price_missing");
  if (town.visits.length > 0) return blame(talk, "unconfirmed");
  says(talk, words.yes);
  const [visit, ...more] = town.visits;
  if (!visit) return blame(talk, "not_booked");
  const right =
    visit.serviceId === service.id &&
    visit.start === slot.start &&
    (masterId === null || visit.masterId === masterId);
  if (!right || more.length > 0) blame(talk, "booked_other");
}

/** Why a service was not taken up by its name. */
function missed(
  talk: TrialTalk,
  service: Service,
): "service_mixed" | "service_unknown" | "price_missing" {
  const { offered, draft } = talk.town.memory;
  if (draft.serviceId === service.id) return "price_missing";
  const few = offered.services.length > 1 && offered.services.includes(service.id);
  const whole = offered.services.length === talk.town.salon.services.length;
  return draft.serviceId !== null || (few && !whole) ? "service_mixed" : "service_unknown";
}

/** How many other services the answer names. */
function othersNamed({ town, last }: TrialTalk, { id: own }: Service): number {
  const { salon, memory } = town;
  const names = salon.services
    .filter(({ id }) => id !== own)
    .map((service) => wordsIn(service.names, memory.language, salon));
  return names.filter((name) => last?.text.includes(name)).length;
}
