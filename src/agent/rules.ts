import { readAnswer } from "./answer-read.ts";
import { beyondOffered, minuteOf, readChoice, readShift, type Choice } from "./choice-read.ts";
import { doorsOf, type Doors } from "./clock-hour.ts";
import { readTimes } from "./clock-read.ts";
import { isoOf, todayOf, type Today } from "./day-calendar.ts";
import { readDays, type DayFound } from "./day-read.ts";
import { intentsOf } from "./intent-order.ts";
import { isRude, readCourtesies, readTopics, readWishes } from "./intent-read.ts";
import { guessLanguage } from "./language-guess.ts";
import { readMaster } from "./master-match.ts";
import { readName } from "./name-read.ts";
import { readPhone } from "./phone-read.ts";
import { readServices } from "./service-match.ts";
import { isContrary, type Facts } from "./draft-match.ts";
import { readTopicKeys } from "./topic-key.ts";
import type { DayWish, Heard, Hint, TimeWish, Understood } from "./understood.ts";
import { anyIn, reading as readingOf, type Reading } from "./word-reading.ts";

/** Understands a message by rules: what words say, read beside what was asked and offered. */
export function understand({ text, pressed }: Heard, hint: Hint): Understood {
  if (pressed !== null) return { ...nothing, pressed, text };
  const reading = readingOf(text);
  const { asked, salon } = hint;
  const own = asked === "name" || asked === "phone";
  const courtesies = readCourtesies(reading);
  const phone = readPhone(reading, {
    country: salon.country,
    asked: asked === "phone" || asked === "name",
  });
  const { day, time, choice } = whenOf(reading, hint);
  const { services, unknown: unknownService } = readServices(reading, {
    salon,
    offered: asked === "service" || asked === "which_visit" ? offeredServices(hint) : [],
    draft: hint.draft.serviceId,
  });
  const master = readMaster(reading, {
    salon,
    own: own || phone !== null,
    asked: asked === "master",
  });
  const wishes = readWishes(reading, hint);
  const name = readName(reading, { asked: own, phone: phone !== null });
  const language = guessLanguage(reading);
  const facts = {
    services: choice?.service == null || services.length > 0 ? services : [choice.service],
    unknownService,
    master: master.master ?? choice?.master ?? null,
    unknownMaster: master.unknown,
    day,
    time,
    name,
    phone,
  };
  const topics = readTopics(reading);
  return {
    ...nothing,
    ...facts,
    language,
    faq: readTopicKeys(reading, topics, salon),
    intents: intentsOf({ courtesies, wishes, topics, facts, hint }),
    answer: answerOf(reading, {
      facts,
      wishes,
      hint,
      russian: (language ?? hint.language) === "ru",
    }),
    rude: isRude(reading),
    text,
  };
}

const nothing: Omit<Understood, "text"> = {
  language: null,
  intents: [],
  services: [],
  unknownService: null,
  master: null,
  unknownMaster: null,
  day: null,
  time: null,
  name: null,
  phone: null,
  answer: null,
  faq: [],
  rude: false,
  pressed: null,
};

type When = { day: DayWish | null; time: TimeWish | null; choice: Choice | null };

/** The day and the time, each by its words, else by what was offered. */
function whenOf(reading: Reading, hint: Hint): When {
  const { now, salon, asked, offered } = hint;
  const today = todayOf(now, salon.zone);
  const doors = doorsOf(salon);
  const askedTime = asked === "time" || asked === "move_time" || offered.slots.length > 0;
  const choice =
    offered.slots.length + offered.services.length + offered.visits.length > 0
      ? readChoice(reading, hint)
      : null;
  const days = readDays(reading, {
    today,
    horizon: salon.rules.horizonDays,
    askedDay: asked === "day",
    askedTime,
  });
  const shift = readShift(reading, hint);
  const minutes = offered.slots.map(({ start }) => minuteOf(start, salon.zone));
  const times = readTimes(reading, { doors, asked: askedTime, offered: minutes, today });
  const chosen = shift ?? choice;
  const any = anyIn(reading) && asked !== "master";
  const time =
    times?.time ??
    (chosen?.at == null ? null : { at: chosen.at }) ??
    beyondOffered(reading, hint) ??
    (any && askedTime ? { from: doors.open, to: doors.close - 1 } : null);
  const day =
    (days && wishOf(days, { time, today, doors })) ??
    (times?.ahead == null ? null : oneDay(isoOf(today.day + times.ahead))) ??
    (chosen?.day == null ? null : oneDay(chosen.day)) ??
    (any && asked === "day"
      ? { from: isoOf(today.day), to: isoOf(today.day + FORTNIGHT), past: false }
      : null);
  return { day, time, choice };
}

const FORTNIGHT = 13;
const WEEK = 7;

/** A weekday that is today's means today until its hour is over. */
function wishOf(
  { from, to, bare, past }: DayFound,
  { time, today, doors }: { time: TimeWish | null; today: Today; doors: Doors },
): DayWish {
  const last = time === null ? doors.close - 1 : "at" in time ? time.at : time.to;
  const shift = bare === true && from === today.day && last <= today.minute ? WEEK : 0;
  const over = past === true || to < today.day;
  const first = over ? from : Math.max(from, today.day);
  return { from: isoOf(first + shift), to: isoOf(to + shift), past: over };
}

function oneDay(day: string): DayWish {
  return { from: day, to: day, past: false };
}

function offeredServices({ asked, offered, mine }: Hint): number[] {
  if (asked !== "which_visit") return offered.services;
  return mine.filter(({ id }) => offered.visits.includes(id)).map(({ serviceId }) => serviceId);
}

/** A yes to what was shown is none when the message wants it otherwise. */
function answerOf(
  reading: Reading,
  {
    facts,
    wishes,
    hint,
    russian,
  }: { facts: Facts; wishes: ReadonlySet<string>; hint: Hint; russian: boolean },
): Understood["answer"] {
  const said = readAnswer(reading, { russian });
  if (said === null || said.answer !== "yes") return said?.answer ?? null;
  const told = Object.values(facts).some(
    (fact) => fact !== null && (!Array.isArray(fact) || fact.length > 0),
  );
  if (
    said.weak &&
    (told || ["other_times", "move", "cancel", "human"].some((wish) => wishes.has(wish)))
  ) {
    return told && isQuestioned(hint) && !isContrary(facts, hint) && wishes.size === 0
      ? "yes"
      : null;
  }
  const elsewhere = isQuestioned(hint) && AGAINST.some((wish) => wishes.has(wish));
  return elsewhere || isContrary(facts, hint) ? null : "yes";
}

/** "да, отменить" is no yes to a draft. */
const AGAINST = ["cancel", "other_times", "opt_out", "erase"];

function isQuestioned({ asked }: Hint): boolean {
  return asked === "draft" || asked === "move_draft";
}
