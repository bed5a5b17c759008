import type { Conversation, Draft } from "./conversation.ts";
import { doers, masterName, readerOf, serviceName } from "./shown.ts";
import { drafted, minded, moving, said, type Talk, wants } from "./talk.ts";

/** What was said of a visit goes into the draft; what was said before and not taken back stays. */
export function noted(talk: Talk): Talk {
  const { heard, memory } = talk;
  const { draft } = memory;
  const plain = servicesNoted(mastersNoted(daysNoted(talk)));
  const anyTime = wants(talk, "other_times", "soonest");
  return masterFits(
    drafted(plain, {
      time: heard.time ?? (anyTime ? null : draft.time),
      name: heard.name ?? draft.name,
      phone: heard.phone ?? draft.phone,
    }),
  );
}

/** Whether the draft is of another visit than before. */
export function differs(before: Draft, after: Draft): boolean {
  const keys = ["serviceId", "masterId", "day", "time", "name", "phone"] as const;
  return keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** Whether a message says something of the visit that is wanted. */
export function hasFacts({ heard }: Pick<Talk, "heard">): boolean {
  return (
    heard.services.length > 0 ||
    heard.master !== null ||
    heard.unknownMaster !== null ||
    heard.day !== null ||
    heard.time !== null ||
    heard.name !== null ||
    heard.phone !== null
  );
}

function daysNoted(talk: Talk): Talk {
  const { day } = talk.heard;
  if (day === null) return talk;
  if (day.past) return said(drafted(talk, { day: null }), "agent-day-past");
  return drafted(talk, { day: { from: day.from, to: day.to } });
}

function mastersNoted(talk: Talk): Talk {
  const { heard } = talk;
  if (heard.unknownMaster !== null && heard.master === null) {
    const names = talk.world.salon.masters.map(({ id }) => masterName(readerOf(talk), id));
    return said(talk, "agent-no-such-master", { masters: names.join(", ") || "—" });
  }
  // Of anybody's times one was picked: who has it is a matter of the slot, not a wish.
  const anyones = typeof talk.memory.draft.masterId !== "number";
  if (heard.master === null || (heard.pressed?.do === "pick_slot" && anyones)) return talk;
  return drafted(talk, { masterId: heard.master });
}

/** One service is meant, or one of several: then which is asked, unless what stands in the draft is among them. */
function servicesNoted(talk: Talk): Talk {
  const services = doable(talk);
  const { draft, offered } = talk.memory;
  if (moving(talk) !== null || services.length === 0) return talk;
  if (draft.serviceId !== null && services.includes(draft.serviceId)) return talk;
  const among = services.filter((id) => offered.services.includes(id));
  const meant = among.length === 1 ? among : services;
  const [only] = meant;
  const serviceId = meant.length === 1 && only !== undefined ? only : null;
  const several = serviceId === null ? meant : [];
  const kept: Conversation["offered"] = { ...offered, services: several };
  return minded(drafted(talk, { serviceId }), { offered: kept });
}

/** Services that were meant and that the master asked for does; all that were meant when they do none. */
function doable({ heard, memory, world }: Talk): number[] {
  const known = heard.services.filter((id) => world.salon.services.some((one) => one.id === id));
  const masterId = heard.master ?? memory.draft.masterId;
  const master = world.salon.masters.find(({ id }) => id === masterId);
  const does = known.filter((id) => master?.services.includes(id));
  return does.length > 0 ? does : known;
}

/** A master who does not do the service is told so, and the visit may be with anybody who does. */
function masterFits(talk: Talk): Talk {
  const { serviceId, masterId } = talk.memory.draft;
  const { salon } = talk.world;
  if (serviceId === null || typeof masterId !== "number") return talk;
  const master = salon.masters.find(({ id }) => id === masterId);
  if (master?.services.includes(serviceId)) return talk;
  const reader = readerOf(talk);
  const free = drafted(talk, { masterId: null });
  if (!master) return free;
  const masters = doers(reader, salon, serviceId);
  if (masters === "") return free;
  return said(free, "agent-master-other", {
    master: masterName(reader, masterId),
    service: serviceName(reader, serviceId),
    masters,
  });
}
