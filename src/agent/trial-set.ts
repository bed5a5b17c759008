import { slotAt } from "../booking/reason.ts";
import { wordsIn, type Master, type Salon, type Service, type Slot } from "../booking/salon.ts";
import { mastersFor, soonest } from "../booking/slot.ts";
import { dateAt, dayAfter } from "../booking/wall-day.ts";
import type { Language } from "../texts/language.ts";
import {
  bookedByButtons,
  bookedByWords,
  bookedWith,
  nameAsked,
  priceTold,
} from "./trial-booking.ts";
import {
  cancelled,
  closedDay,
  freeOfCharge,
  handed,
  hoursTold,
  moved,
  noToDraft,
  optedOut,
  othersAsked,
  takenTime,
  wrongMaster,
  yesterday,
} from "./trial-more.ts";
import type { TrialFault, TrialFound, TrialOutcome, TrialTopic } from "./trial.ts";
import { trialTalk, type TrialTalk } from "./trial-talk.ts";

/** A dialogue of the set: drawn from what the salon has. */
export type TrialCase = {
  key: string;
  topic: TrialTopic;
  subject: string;
  language: Language;
  play: (talk: TrialTalk) => void;
};

/** What is looked for first where the price list itself stops every dialogue. */
type Setup = { fault: TrialFault };

/** The dialogues of a salon; `now`: epoch ms. */
export function trialCases(salon: Salon, now: number): TrialCase[] {
  const services = salon.services.slice(0, MOST_SERVICES);
  const bookable = services.filter(({ id }) => slotFor(salon, id, now) !== null);
  return [
    ...services.flatMap((service) => ofService(salon, service, now)),
    ...bookable.slice(0, MOST_PRESSED).flatMap((service) => byButtons(salon, service, now)),
    ...ofMasters(salon, now),
    ...bookable.slice(0, 1).flatMap((service) => ofCalendar(salon, service, now)),
    ...ofTalk(salon, services),
  ];
}

/** A salon that nothing can be booked in needs no dialogue to show it. */
export function setupFault({ services, masters, hours }: Salon): Setup | null {
  if (services.length === 0) return { fault: "no_services" };
  if (masters.length === 0) return { fault: "no_masters" };
  const works = masters.some((one) => Object.values(one.hours).some((range) => range !== null));
  const opens = hours === null || Object.values(hours).some((range) => range !== null);
  return works && opens ? null : { fault: "no_hours" };
}

/** Plays one dialogue. */
export function playCase(
  salon: Salon,
  { key, topic, subject, language, play }: TrialCase,
  now: number,
): TrialOutcome {
  const talk = trialTalk(salon, { now, language });
  play(talk);
  const faults: TrialFound[] = talk.found.map((one) => ({
    ...one,
    subject: one.subject === "" ? subject : one.subject,
  }));
  return { key, topic, subject, faults, lines: faults.length === 0 ? [] : talk.lines };
}

const MOST_SERVICES = 30;
const MOST_PRESSED = 4;
const MOST_MASTERS = 4;
const MOST_SLOTS = 400;

/** A visit some days from now, in the middle of what is free then, so that it can still be moved and called off. */
function slotFor(
  salon: Salon,
  serviceId: number,
  now: number,
  masterId: number | null = null,
): Slot | null {
  const days = Math.ceil(salon.rules.freeCancelHours / 24) + 2;
  const reach = Math.min(days, Math.max(salon.rules.horizonDays - 1, 0));
  const from = dayAfter(dateAt(now, salon.zone), reach);
  const found = soonest(salon, [], { serviceId, masterId, now, from, count: MOST_SLOTS });
  const [first] = found;
  if (!first) return soonest(salon, [], { serviceId, masterId, now, count: 1 })[0] ?? null;
  const day = dateAt(first.start, salon.zone);
  const sameDay = found.filter(({ start }) => dateAt(start, salon.zone) === day);
  return sameDay[Math.floor(sameDay.length / 2)] ?? first;
}

function titled(salon: Salon, { names }: Pick<Service | Master, "names">): string {
  return wordsIn(names, salon.language, salon);
}

type Drawn = Pick<TrialCase, "topic" | "play"> & Partial<Pick<TrialCase, "subject" | "language">>;

function drawn(salon: Salon, id: string | number, wish: Drawn): TrialCase {
  const { topic, play, subject = "", language = mainLanguage(salon) } = wish;
  return { key: `${topic}:${id}:${language}`, topic, subject, language, play };
}

/** The business's own, where its customers are answered in it. */
function mainLanguage({ language, languages }: Salon): Language {
  return languages.includes(language) ? language : (languages[0] ?? language);
}

function ofService(salon: Salon, service: Service, now: number): TrialCase[] {
  const subject = titled(salon, service);
  const slot = slotFor(salon, service.id, now);
  const idle: TrialFault =
    mastersFor(salon, { serviceId: service.id, masterId: null }).length === 0
      ? "nobody_does"
      : "no_time";
  const languages = salon.languages.length === 0 ? [salon.language] : salon.languages;
  return [
    ...languages.map((language) =>
      drawn(salon, service.id, {
        topic: "price",
        subject,
        language,
        play: (talk) => priceTold(talk, { service, language }),
      }),
    ),
    drawn(salon, service.id, {
      topic: "words",
      subject,
      play: (talk) => {
        if (slot) bookedByWords(talk, { service, masterId: null, slot });
        else talk.found.push({ fault: idle, subject });
      },
    }),
  ];
}

function byButtons(salon: Salon, service: Service, now: number): TrialCase[] {
  const slot = slotFor(salon, service.id, now);
  if (!slot) return [];
  const play = (talk: TrialTalk): void => bookedByButtons(talk, { service, masterId: null, slot });
  return [drawn(salon, service.id, { topic: "buttons", subject: titled(salon, service), play })];
}

/** Each master by name, with something that they do. */
function ofMasters(salon: Salon, now: number): TrialCase[] {
  return salon.masters.slice(0, MOST_MASTERS).flatMap((master): TrialCase[] => {
    const service = salon.services.find(({ id }) => master.services.includes(id));
    const slot = service && slotFor(salon, service.id, now, master.id);
    if (!service || !slot) return [];
    const wish = { service, masterId: master.id, slot };
    const play = (talk: TrialTalk): void => bookedWith(talk, wish, titled(salon, master));
    return [drawn(salon, master.id, { topic: "master", subject: titled(salon, master), play })];
  });
}

/** Days, hours and changes of one visit. */
function ofCalendar(salon: Salon, service: Service, now: number): TrialCase[] {
  const slot = slotFor(salon, service.id, now);
  if (!slot) return [];
  const wish = { service, masterId: null, slot };
  const other = soonest(salon, [], {
    serviceId: service.id,
    masterId: slot.masterId,
    now,
    from: dayAfter(dateAt(slot.start, salon.zone), 1),
    count: 1,
  })[0];
  const stranger = salon.masters.find(({ services }) => !services.includes(service.id));
  const closed = closedDateOf(salon, { service, now });
  const subject = titled(salon, service);
  const cases: (TrialCase | null)[] = [
    drawn(salon, 0, { topic: "name", subject, play: (talk) => nameAsked(talk, wish) }),
    drawn(salon, 0, { topic: "no", subject, play: (talk) => noToDraft(talk, wish) }),
    drawn(salon, 0, { topic: "taken", subject, play: (talk) => takenTime(talk, wish) }),
    drawn(salon, 0, { topic: "past", subject, play: (talk) => yesterday(talk, wish) }),
    drawn(salon, 0, { topic: "cancel", subject, play: (talk) => cancelled(talk, wish) }),
    other
      ? drawn(salon, 0, { topic: "move", subject, play: (talk) => moved(talk, wish, other) })
      : null,
    closed === null
      ? null
      : drawn(salon, 0, {
          topic: "closed_day",
          subject,
          play: (talk) => closedDay(talk, wish, closed),
        }),
    stranger
      ? drawn(salon, stranger.id, {
          topic: "wrong_master",
          subject: titled(salon, stranger),
          play: (talk) => wrongMaster(talk, wish, stranger),
        })
      : null,
  ];
  return cases.filter((one) => one !== null);
}

const LOOK_DAYS = 21;
const NOON = 720;

/** A day on which nobody works. */
function closedDateOf(
  salon: Salon,
  { service, now }: { service: Service; now: number },
): string | null {
  const today = dateAt(now, salon.zone);
  for (let after = 1; after <= Math.min(LOOK_DAYS, salon.rules.horizonDays); after += 1) {
    const day = dayAfter(today, after);
    const at = { serviceId: service.id, masterId: null, now, day, minute: NOON };
    const answer = slotAt(salon, [], at);
    if ("taken" in answer && (answer.taken === "closed_day" || answer.taken === "master_day_off"))
      return day;
  }
  return null;
}

/** What customers write beside bookings. */
function ofTalk(salon: Salon, [service]: readonly Service[]): TrialCase[] {
  const languages = salon.languages.length === 0 ? [salon.language] : salon.languages;
  const each = (topic: TrialTopic, play: (talk: TrialTalk) => void): TrialCase[] =>
    languages.map((language) => drawn(salon, 0, { topic, language, play }));
  return [
    ...each("complaint", (talk) => handed(talk, talk.words.complaint)),
    ...each("person", (talk) => handed(talk, talk.words.person)),
    ...each("opt_out", optedOut),
    ...each("others", othersAsked),
    ...each("hours", hoursTold),
    ...(service ? each("free", (talk) => freeOfCharge(talk, service)) : []),
  ];
}
