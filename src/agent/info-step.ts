import { type Service, wordsIn } from "../booking/salon.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { serviceButtons } from "./booking-step.ts";
import { hoursTold, workersOn } from "./hours.ts";
import { either, masterName, priceLine, readerOf, salonName, serviceName } from "./shown.ts";
import { asking, type Buttons, drafted, minded, said, type Talk, wants, went } from "./talk.ts";

const questions = [
  "price",
  "services",
  "masters",
  "address",
  "hours",
  "faq",
  "phone",
  "robot",
] as const;

/** Whether something is asked that is answered from what the business says of itself. */
export function inquires(talk: Talk): boolean {
  const { services, unknownService } = talk.heard;
  return wants(talk, ...questions) || (unknownService !== null && services.length === 0);
}

/** Answers every question of a message, in the order of the list; nothing is offered twice. */
export function informed(talk: Talk): Talk {
  let told = talk;
  if (talk.heard.unknownService !== null && talk.heard.services.length === 0) told = unlisted(told);
  else if (wants(talk, "price")) told = priced(told);
  else if (wants(talk, "services")) told = listed(told);
  if (wants(talk, "masters")) told = mastersTold(told);
  if (wants(talk, "hours")) told = hoursTold(went(told, "service_inquiry"));
  if (wants(talk, "address")) told = addressTold(told);
  if (wants(talk, "phone")) told = phoneTold(told);
  if (wants(talk, "faq")) told = answered(told);
  if (wants(talk, "robot")) told = robotTold(told);
  return told;
}

/** No such service: said without its words, with what there is. */
function unlisted(talk: Talk): Talk {
  const { services } = talk.world.salon;
  const reader = readerOf(talk);
  const open = asking(went(talk, "service_inquiry"), "service");
  const names = services.slice(0, LISTED).map(({ id }) => serviceName(reader, id));
  if (names.length === 0) return said(open, "agent-no-list", {}, humanRow(talk));
  const ids = services.map(({ id }) => id);
  return said(
    open,
    "agent-no-such-service",
    { services: names.join("\n") },
    serviceButtons(talk, ids),
  );
}

const LISTED = 30;

/** Every match of the price list and nothing else; of one that is asked for alone a visit may follow. */
function priced(talk: Talk): Talk {
  const meant = meantServices(talk);
  const open = went(talk, "pricing");
  if (meant.length === 0) return said(open, "agent-no-list", {}, humanRow(talk));
  const reader = readerOf(talk);
  const from = meant.some(({ price }) => price.kind === "from");
  const lines = meant.slice(0, LISTED).map((service) => priceLine(reader, service));
  const told = said(open, "agent-prices", { lines: lines.join("\n") }, offers(talk, meant));
  const noted = from ? said(told, "agent-price-from-why") : told;
  return interested(noted, meant);
}

/** The services of the list, those that were asked for first of all. */
function listed(talk: Talk): Talk {
  const meant = talk.heard.services.length > 0 ? meantServices(talk) : talk.world.salon.services;
  const open = went(talk, "service_inquiry");
  if (meant.length === 0) return said(open, "agent-no-list", {}, humanRow(talk));
  const reader = readerOf(talk);
  const lines = meant.slice(0, LISTED).map((service) => priceLine(reader, service));
  const told = said(open, "agent-services", { lines: lines.join("\n") }, offers(talk, meant));
  return interested(told, meant);
}

/** What a question is of: its words, else the visit that is being made, else everything. */
function meantServices({ heard, memory, world }: Talk): Service[] {
  const { services } = world.salon;
  const named = services.filter(({ id }) => heard.services.includes(id));
  if (named.length > 0) return named;
  const drafts = services.filter(({ id }) => id === memory.draft.serviceId);
  return drafts.length > 0 ? drafts : services;
}

/** "Book me for it" means the one service that was told of, unless another visit is being made. */
function interested(talk: Talk, meant: readonly Service[]): Talk {
  const { memory } = talk;
  const busy =
    memory.draft.slot !== null || memory.draft.day !== null || memory.draft.time !== null;
  const [only] = meant;
  if (busy) return talk;
  const ids = meant.map(({ id }) => id);
  if (meant.length === 1 && only)
    return asking(drafted(talk, { serviceId: only.id }), "service", { services: ids });
  const some = meant.length < talk.world.salon.services.length ? ids : [];
  return minded(asking(talk, "service", { services: some }), {
    draft: { ...memory.draft, serviceId: null },
  });
}

function offers(talk: Talk, meant: readonly Service[]): Buttons {
  return serviceButtons(
    talk,
    meant.map(({ id }) => id),
  );
}

function mastersTold(talk: Talk): Talk {
  const { salon } = talk.world;
  const { heard, memory } = talk;
  const reader = readerOf(talk);
  const open = went(talk, "service_inquiry");
  const [serviceId] = heard.services;
  const able = salon.masters.filter(
    ({ services }) => serviceId === undefined || services.includes(serviceId),
  );
  const day = heard.day !== null && heard.day.from === heard.day.to ? heard.day.from : null;
  const there = day === null ? able : workersOn(salon, able, day);
  if (there.length === 0) return said(open, "agent-masters-none");
  const names = either(
    memory.language,
    there.map(({ id }) => masterName(reader, id)),
  );
  if (serviceId !== undefined && day === null)
    return said(open, "agent-masters-of", {
      service: serviceName(reader, serviceId),
      masters: names,
    });
  if (day !== null) return said(open, "agent-masters-on", { masters: names });
  return said(open, "agent-masters", { masters: names });
}

function addressTold(talk: Talk): Talk {
  const { salon } = talk.world;
  const { language } = talk.memory;
  const open = went(talk, "service_inquiry");
  const address = salon.address === null ? "" : wordsIn(salon.address, language, salon);
  if (address === "") return unknown(open);
  return said(open, "agent-address", { address });
}

function phoneTold(talk: Talk): Talk {
  const { phone } = talk.world.salon;
  const open = went(talk, "service_inquiry");
  return phone === null ? unknown(open) : said(open, "agent-phone", { phone: showPhone(phone) });
}

/** The business's own answers; what it did not answer a person is asked. */
function answered(talk: Talk): Talk {
  const { salon } = talk.world;
  const open = went(talk, "service_inquiry");
  const answers = talk.heard.faq
    .map((key) => salon.faq[key])
    .filter((words) => words !== undefined)
    .map((words) => wordsIn(words, talk.memory.language, salon))
    .filter((answer) => answer !== "");
  return answers.length === 0
    ? unknown(open)
    : said(open, "agent-faq", { answer: answers.join("\n") });
}

function unknown(talk: Talk): Talk {
  return said(talk, "agent-unknown", {}, humanRow(talk));
}

function robotTold(talk: Talk): Talk {
  const salon = salonName(readerOf(talk));
  return said(went(talk, "service_inquiry"), "agent-robot", { salon }, humanRow(talk));
}

/** A person may be called. */
export function humanRow({ memory }: Talk): Buttons {
  return [[{ title: text(memory.language, "agent-button-human"), action: { do: "human" } }]];
}
