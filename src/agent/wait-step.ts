import { asked, properName } from "./booking-step.ts";
import { noted } from "./fact.ts";
import { asking, ordered, type Talk, went } from "./talk.ts";

const DAY_MINUTES = 1440;

/** They want to hear when something becomes free on a day; without a service or a day these are asked for first. */
export function waited(before: Talk): Talk {
  const talk = noted(went(before, "booking"));
  const { draft } = talk.memory;
  const { day, time } = draft;
  if (draft.serviceId === null || day === null || day.from !== day.to) return asked(talk);
  const within =
    time === null || "at" in time
      ? { fromMin: 0, toMin: DAY_MINUTES }
      : { fromMin: time.from, toMin: time.to };
  return ordered(asking(talk, null), {
    do: "wait",
    serviceId: draft.serviceId,
    masterId: typeof draft.masterId === "number" ? draft.masterId : null,
    day: day.from,
    ...within,
  });
}

/** The answer to a freed place: its offer showed the visit in full, so its button is the yes. */
export function offerAnswered(talk: Talk): Talk | null {
  const { heard, memory, world } = talk;
  const { pressed } = heard;
  if (pressed?.do === "pass_offer")
    return ordered(talk, { do: "pass_offer", waitId: pressed.waitId });
  if (pressed?.do !== "take_offer") return null;
  const name = memory.draft.name ?? world.client?.name ?? properName(world.profileName);
  const phone = world.channelPhone ?? memory.draft.phone ?? world.client?.phone ?? null;
  return ordered(went(talk, "confirmation"), {
    do: "take_offer",
    waitId: pressed.waitId,
    name: name ?? "—",
    phone,
  });
}
