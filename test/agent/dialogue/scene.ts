import type { Understood } from "../../../src/agent/understood.ts";
import { known, samples } from "./fixture.ts";
import { heard } from "./heard.ts";
import { button, type Chat, chatOf, type Reply, town, type Town, turn, visited } from "./town.ts";

const { fixtures } = samples();
const kyiv = fixtures["salon_kyiv"];
const dentist = fixtures["clinic_almaty"];
if (!kyiv || !dentist) throw new Error("the sample has no salon");
export const lileya = known(kyiv);
export const clinic = known(dentist);
const { service, master, at } = lileya;

/** A customer's chat with a salon, in which a test says what was understood. */
export type Scene = {
  place: Town;
  chat: Chat;
  hear: (said: Partial<Understood>) => Reply;
  press: (reply: Reply, title: RegExp) => Reply;
};

export function scene(
  now = "2026-11-24T10:15",
  of = lileya,
  who: Parameters<typeof chatOf>[2] = {},
): Scene {
  const place = town(of.salon, of.at(now));
  const chat = chatOf(place, "a", who);
  return {
    place,
    chat,
    hear: (said) => turn(place, chat, heard(said)),
    press: (reply, title) => turn(place, chat, heard({ pressed: button(reply, title) })),
  };
}

export function day(date: string): Understood["day"] {
  return { from: date, to: date, past: false };
}

/** A visit of this customer, or of another one, that is there already. */
export function has(
  { place }: Scene,
  slug: string,
  who: string,
  start: string,
  chat: string = "a",
): number {
  return visited(place, {
    chat,
    serviceId: service(slug),
    masterId: master(who),
    start: at(start),
  }).id;
}

/** Everything in one message, up to the draft. */
export function toDraft(on: Scene, more: Partial<Understood> = {}): Reply {
  return on.hear({
    intents: ["book"],
    services: [service("haircut_w")],
    day: day("2026-11-27"),
    time: { at: 12 * 60 },
    name: "Оля",
    phone: "+380670000001",
    ...more,
  });
}
