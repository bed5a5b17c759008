import { dateAt } from "../booking/wall-day.ts";
import { serviceButtons } from "./booking-step.ts";
import type { HandoffReason } from "./command.ts";
import { humanRow } from "./info-step.ts";
import { readerOf, serviceName } from "./shown.ts";
import { asking, drafted, minded, ordered, said, type Talk, wants, went } from "./talk.ts";

/** A person is called; when they will answer is said of what came of it. */
export function handedOff(talk: Talk, reason: HandoffReason): Talk {
  return ordered(minded(talk, { stuck: 0, strikes: { rude: 0, medical: 0 } }), {
    do: "handoff",
    reason,
  });
}

/** Whether a person is asked for, or has to be. */
export function needsPerson(talk: Talk): HandoffReason | null {
  if (wants(talk, "human")) return "asked";
  if (wants(talk, "complaint")) return "complaint";
  if (talk.heard.rude && talk.memory.strikes.rude >= 1) return "rude";
  const visit = wants(talk, "book", "soonest") || talk.heard.day !== null;
  if (wants(talk, "medical") && !visit && talk.memory.strikes.medical >= 1) return "medical";
  return null;
}

/** Rudeness is met once with a hand held out, and never answered in kind. */
export function soothed(talk: Talk): Talk {
  const { strikes } = talk.memory;
  const counted = minded(talk, { strikes: { ...strikes, rude: strikes.rude + 1 } });
  return said(counted, "agent-rude", {}, humanRow(talk));
}

/** No drug and no diagnosis: a visit, and at once where it is urgent. Clinics say which. */
export function advised(talk: Talk): Talk {
  const { heard, memory, world } = talk;
  const { strikes } = memory;
  const open = minded(went(talk, "service_inquiry"), {
    strikes: { ...strikes, medical: strikes.medical + 1 },
  });
  const named = heard.services.find((id) => isConsult(talk, id)) ?? consult(talk);
  const clinic = CLINIC.test(world.salon.kind) || named !== null;
  if (!clinic) return said(open, "agent-medical-salon", {}, humanRow(talk));
  if (named === null) return said(asking(open, "service"), "agent-medical", {}, humanRow(talk));
  return said(
    asking(drafted(open, { serviceId: named }), "service", { services: [named] }),
    "agent-medical-visit",
    { service: serviceName(readerOf(talk), named) },
    serviceButtons(talk, [named]),
  );
}

/** They will be late: a person decides; of nobody's visit there is nothing to be late for. */
export function late(talk: Talk): Talk | null {
  const { mine, now, salon } = talk.world;
  const today = dateAt(now, salon.zone);
  if (!mine.some(({ start }) => dateAt(start, salon.zone) === today)) return null;
  return handedOff(said(went(talk, "confirmation"), "agent-late"), "asked");
}

const CLINIC = /clinic|dent|medic|hospital|стомат|клин|клін/i;
const CONSULT = /консульт|осмотр|огляд|прийом|при[её]м|consult|check-?up|examination/i;

function consult(talk: Talk): number | null {
  return talk.world.salon.services.find(({ id }) => isConsult(talk, id))?.id ?? null;
}

function isConsult({ world }: Talk, id: number): boolean {
  const service = world.salon.services.find((one) => one.id === id);
  if (!service) return false;
  return Object.values(service.names).some((name) => CONSULT.test(name));
}
