import { z } from "zod";

/** The dialects in which calls are told: names that receivers of events know. */
const dialectNames = ["phonet", "novofon", "novofon2", "flat"] as const;
export type DialectName = (typeof dialectNames)[number];

const person = z.object({ ext: z.string(), name: z.string().nullable() });

/** `data` of every call event: times ISO 8601 with the business's offset, phones E.164. */
const call = z.object({
  call_id: z.number().int(),
  provider: z.enum(dialectNames),
  provider_call_id: z.string(),
  direction: z.enum(["in", "out", "internal"]),
  outcome: z.enum(["answered", "missed", "busy", "no_answer", "failed", "unknown"]).nullable(),
  client_phone: z.string().nullable(),
  client_id: z.number().int().nullable(),
  client_name: z.string().nullable(),
  line: z.string().nullable(),
  answered_by: person.nullable(),
  started_at: z.string(),
  answered_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  ring_s: z.number().int().nullable(),
  talk_s: z.number().int().nullable(),
  rang: z.array(z.string()),
  last_by: person.nullable(),
  transferred: z.boolean(),
  recorded: z.boolean(),
  corrected: z.boolean().optional(),
});

/** Every domain event with the shape of its `data`. */
export const payloads = {
  "call.started": call,
  "call.answered": call,
  "call.completed": call,
  "call.missed": call,
  "call.recorded": call,
} as const;

export type EventName = keyof typeof payloads;
export type CallData = z.infer<typeof call>;

/** Something that happened in a business, before the relay numbers it. `at` is epoch ms. */
export type DomainEvent = { businessId: string; event: EventName; data: CallData; at: number };

/** Something that was announced about a call. `at` is epoch ms. */
export type ToldEvent = { event: EventName; at: number; data: CallData };
