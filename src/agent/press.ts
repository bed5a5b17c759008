import { slotOf } from "../booking/reason.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import type { Action } from "./action.ts";
import type { World } from "./conversation.ts";
import type { Understood } from "./understood.ts";

/** A pressed button says what its words would have said. What has a subject of its own stays in `pressed`. */
export function worded(heard: Understood, world: World): Understood {
  const { pressed } = heard;
  if (pressed === null) return heard;
  return { ...heard, ...factsOf(pressed, world) };
}

function factsOf(pressed: Action, world: World): Partial<Understood> {
  if (pressed.do === "book") return { intents: ["book"] };
  if (pressed.do === "prices") return { intents: ["price"] };
  if (pressed.do === "pick_service") return { intents: ["book"], services: [pressed.serviceId] };
  if (pressed.do === "pick_master") return { intents: ["book"], master: pressed.masterId ?? "any" };
  if (pressed.do === "pick_day")
    return { intents: ["book"], day: { from: pressed.day, to: pressed.day, past: false } };
  if (pressed.do === "pick_slot") return slotFacts(pressed, world);
  if (pressed.do === "more_times") return { intents: ["other_times"] };
  if (pressed.do === "yes") return { answer: "yes" };
  if (pressed.do === "no") return { answer: "no" };
  if (pressed.do === "human") return { intents: ["human"] };
  if (pressed.do === "opt_out") return { intents: ["opt_out"] };
  if (pressed.do === "wait") return { intents: ["wait"] };
  if (pressed.do === "cancel_visit") return { intents: ["cancel"] };
  if (pressed.do === "move_visit") return { intents: ["move"] };
  if (pressed.do === "confirm_visit") return { intents: ["coming"] };
  return {};
}

/** A slot of a button stands for its service, master, day and time; whether it is free still is looked up as for words. */
function slotFacts(
  { serviceId, masterId, start }: { serviceId: number; masterId: number; start: number },
  { salon, now }: World,
): Partial<Understood> {
  const service = salon.services.find(({ id }) => id === serviceId);
  if (!service) return { intents: ["book"] };
  const slot = slotOf(service, masterId, start);
  const day = dateAt(slot.start, salon.zone);
  return {
    intents: ["book"],
    services: [serviceId],
    master: masterId,
    day: { from: day, to: day, past: day < dateAt(now, salon.zone) },
    time: { at: minuteAt(start, salon.zone) },
  };
}
