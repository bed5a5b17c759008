import { z } from "zod";
import { languages } from "../texts/language.ts";
import { type Conversation, questions, states } from "./conversation.ts";
import { opened } from "./open.ts";

const id = z.number().int();
const day = z.string();
const slot = z.object({ masterId: id, serviceId: id, start: id, end: id });
const shape: z.ZodType<Conversation> = z.object({
  state: z.enum(states),
  visited: z.array(z.enum(states)),
  language: z.enum(["uk", "ru", "en"]),
  draft: z.object({
    serviceId: id.nullable(),
    masterId: z.union([id, z.literal("any")]).nullable(),
    day: z.object({ from: day, to: day }).nullable(),
    time: z.union([z.object({ at: id }), z.object({ from: id, to: id })]).nullable(),
    slot: slot.nullable(),
    holdId: id.nullable(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  asked: z.enum(questions).nullable(),
  offered: z.object({ slots: z.array(slot), services: z.array(id), visits: z.array(id) }),
  visitId: id.nullable(),
  visitWish: z.enum(["cancel", "move"]).nullable(),
  bookedId: id.nullable(),
  stuck: id,
  strikes: z.object({ rude: id, medical: id }),
  noPhone: z.boolean(),
  turnedAt: id.nullable(),
});

/** A dialogue as it was stored; what another version of the product wrote begins anew in its language. */
export function remembered(stored: unknown): Conversation {
  const read = shape.safeParse(stored);
  if (read.success) return read.data;
  const language = z.object({ language: z.enum(["uk", "ru", "en"]) }).safeParse(stored);
  return opened(language.success ? language.data.language : (languages[0] ?? "uk"));
}
