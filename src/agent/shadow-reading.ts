import { z } from "zod";
import { actionShape } from "./action.ts";
import { intents, type Understood } from "./understood.ts";

const id = z.number().int();

const shape: z.ZodType<Understood> = z.object({
  language: z.enum(["uk", "ru", "en"]).nullable(),
  intents: z.array(z.enum(intents)),
  services: z.array(id),
  unknownService: z.string().nullable(),
  master: z.union([id, z.literal("any")]).nullable(),
  unknownMaster: z.string().nullable(),
  day: z.object({ from: z.string(), to: z.string(), past: z.boolean() }).nullable(),
  time: z.union([z.object({ at: id }), z.object({ from: id, to: id })]).nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  answer: z.enum(["yes", "no", "maybe"]).nullable(),
  faq: z.array(z.string()),
  rude: z.boolean(),
  pressed: actionShape.nullable(),
  text: z.string(),
});

/** What messages were understood as, as it was stored; what cannot be read is null: the rules read the message anew. */
export function readReadings(stored: unknown): (Understood | null)[] {
  const list = z.array(z.unknown()).safeParse(stored);
  if (!list.success) return [];
  return list.data.map((one) => {
    const read = shape.safeParse(one);
    return read.success ? read.data : null;
  });
}
