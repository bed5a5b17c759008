import { clock } from "../../../src/agent/shown.ts";
import { slotAt } from "../../../src/booking/reason.ts";
import { minuteAt } from "../../../src/booking/wall-day.ts";
import { type Business, type Check, known, type Known, type Sample } from "./fixture.ts";
import {
  type Chat,
  chatOf,
  type Kept,
  type Reply,
  says,
  type Town,
  town,
  visited,
} from "./town.ts";

type Played = {
  place: Town;
  chat: Chat;
  replies: Reply[];
  ids: Map<string, number>;
  transcript: string;
};

/** Plays a dialogue of the sample's form, message by message, in a town of its own; `answer`: who reads and answers. */
export function play(sample: Sample, file: Business, answer: typeof says = says): Played {
  const { salon, service, master, at } = known(file);
  const place = town(salon, Date.parse(sample.now));
  const ids = new Map<string, number>();
  for (const [index, booking] of file.bookings.entries()) {
    const id = index + 1;
    ids.set(booking.id, id);
    visited(place, {
      id,
      chat: placeOf(file, booking.client),
      serviceId: service(booking.service),
      masterId: master(booking.master),
      start: at(booking.start),
    });
  }
  const { client } = sample;
  const chat = chatOf(place, String(client.telegram_id ?? client.wa_id), {
    profileName: client.first_name ?? client.profile_name ?? null,
    channelPhone: client.wa_id === undefined ? null : `+${client.wa_id}`,
    client:
      file.clients.find(({ telegram_id: id }) => id !== undefined && id === client.telegram_id) ??
      null,
    code: client.language_code ?? "en",
  });
  const lines: string[] = [];
  const replies = sample.turns.map((text) => {
    const reply = answer(place, chat, text);
    place.now += 20_000;
    const titles = reply.buttons.map(({ title }) => title).join(" | ");
    lines.push(`> ${text}`, reply.text, titles === "" ? "" : `[${titles}]`);
    return reply;
  });
  return { place, chat, replies, ids, transcript: `${sample.id}\n${lines.join("\n")}` };
}

/** Whether a dialogue ended in the state that is expected; what is wrong, in words. */
export function faults(sample: Sample, file: Business, played: Played): string[] {
  const { expected } = sample;
  const { chat, replies, place } = played;
  const made = place.visits.filter(({ id }) => id > file.bookings.length);
  const found: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) found.push(what);
  };
  must(made.length === expected.new_bookings, `${made.length} bookings`);
  must(expected.reply_lang.includes(chat.memory.language), `speaks ${chat.memory.language}`);
  for (const state of expected.states_must_visit ?? [])
    must(
      chat.memory.visited.some((one) => one === state),
      `never in ${state}`,
    );
  const [visit] = made;
  if (expected.booking)
    found.push(...(visit ? wrongVisit(sample, known(file), visit) : ["no visit"]));
  if (expected.cancelled_booking_id !== undefined)
    must(statusOf(played, expected.cancelled_booking_id) === "cancelled", "not cancelled");
  for (const id of expected.unchanged_booking_ids ?? [])
    must(statusOf(played, id) === "booked", `${id} was touched`);
  if (expected.outcome === "privacy_request") {
    must(
      chat.done.some((one) => one.do === "opt_out"),
      "no opt-out",
    );
    must(
      chat.done.some((one) => one.do === "erase"),
      "no erasure",
    );
  }
  for (const check of expected.checks ?? [])
    found.push(...wrongReply(sample, known(file), check, replies[check.turn]));
  return found;
}

/** The reasons that the fixture gives for what cannot be, beside those of the engine of slots. */
export function reasons(sample: Sample, file: Business): { expected: unknown; is: unknown }[] {
  const { salon, service, master, at } = known(file);
  const now = Date.parse(sample.now);
  const busy = file.bookings.map((booking) => {
    const minutes = file.services.find(({ id }) => id === booking.service)?.duration_min ?? 0;
    const from = at(booking.start);
    return { masterId: master(booking.master), from, to: from + minutes * 60_000 };
  });
  return (sample.expected.unavailable ?? []).map((one) => {
    const wish = {
      serviceId: service(one.service),
      masterId: master(one.master),
      day: one.start_local.slice(0, 10),
      minute: Number(one.start_local.slice(11, 13)) * 60 + Number(one.start_local.slice(14)),
      now,
    };
    return { expected: { taken: one.reason }, is: slotAt(salon, busy, wish) };
  });
}

function wrongVisit(sample: Sample, { service, master }: Known, visit: Kept): string[] {
  const { booking } = sample.expected;
  if (!booking) return [];
  const is = {
    service: visit.serviceId,
    master: visit.masterId,
    start: visit.start,
    length: (visit.end - visit.start) / 60_000,
    price: visit.price.amount,
    phone: visit.phone,
  };
  const be = {
    service: service(booking.service_id),
    master: master(booking.master_id),
    start: Date.parse(booking.start_utc),
    length: booking.duration_min,
    price: booking.price.amount,
    phone: booking.client_phone,
  };
  const found =
    JSON.stringify(is) === JSON.stringify(be)
      ? []
      : [`${JSON.stringify(is)} for ${JSON.stringify(be)}`];
  const name = booking.client_name;
  if (name !== undefined && visit.name.toLowerCase() !== name.toLowerCase())
    found.push(`named ${visit.name} for ${name}`);
  const pattern = sample.expected.client_name_regex;
  if (pattern !== undefined && !new RegExp(pattern).test(visit.name))
    found.push(`named ${visit.name}`);
  return found;
}

function wrongReply(
  sample: Sample,
  { salon }: Known,
  check: Check,
  reply: Reply | undefined,
): string[] {
  if (!reply) return [`no turn ${check.turn}`];
  const found: string[] = [];
  for (const pattern of check.must ?? [])
    if (!new RegExp(pattern, "i").test(reply.text)) found.push(`turn ${check.turn}: no ${pattern}`);
  for (const pattern of check.must_not ?? [])
    if (new RegExp(pattern, "i").test(reply.text)) found.push(`turn ${check.turn}: ${pattern}`);
  if (check.max_reply_chars !== undefined && reply.text.length > check.max_reply_chars)
    found.push(`turn ${check.turn}: ${reply.text.length} signs`);
  if (check.offered_slots_subset_of === "@slots") {
    const { date, free } = sample.expected.slots ?? { date: "", free: {} };
    const offered = reply.slots.map((start) => clock(minuteAt(start, salon.zone)));
    for (const time of offered)
      if (!(time in free)) found.push(`turn ${check.turn}: ${time} on ${date}`);
  }
  return found;
}

function statusOf({ place, ids }: Played, slug: string): string | undefined {
  return place.visits.find(({ id }) => id === ids.get(slug))?.status;
}

function placeOf(file: Business, slug: string): string {
  return String(file.clients.find(({ id }) => id === slug)?.telegram_id ?? slug);
}
