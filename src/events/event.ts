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

/** The words of a call; seconds count from the beginning of its recording. */
const transcribed = call.extend({
  transcript: z.array(
    z.object({
      speaker: z.enum(["employee", "client", "unknown"]),
      start_s: z.number(),
      end_s: z.number(),
      text: z.string(),
    }),
  ),
});

/** Something that was said, with the words that prove it and their second. */
const claim = z.object({ value: z.string(), quote: z.string(), at_s: z.number() });

/** What a call came to: a claim without proof is null or left out. */
const analyzed = call.extend({
  analysis: z.object({
    purpose: z.string().nullable(),
    outcome: z.string().nullable(),
    wish: claim.nullable(),
    /** `due`: a day "YYYY-MM-DD" or a moment with the business's offset, resolved from the words. */
    next_step: claim.extend({ due: z.string().nullable() }).nullable(),
    name: claim.nullable(),
    address: claim.nullable(),
    date: claim.extend({ due: z.string().nullable() }).nullable(),
    service: claim.nullable(),
    amount: claim.extend({ amount: z.number(), currency: z.string() }).nullable(),
    objections: z.array(claim),
    mood: claim.nullable(),
    promises: z.array(
      claim.extend({ whose: z.enum(["us", "client"]), due: z.string().nullable() }),
    ),
    tasks: z.array(claim.extend({ due: z.string().nullable() })),
    /** Only of talks about a sale: 0 to 10 for each line of the rubric. */
    scores: z.array(z.object({ line: z.string(), score: z.number().int() })),
  }),
});

/** Numbers that people see count per business; `amount` is a decimal number in major units. */
const deal = z.object({
  deal_id: z.number().int(),
  name: z.string(),
  amount: z.number().nullable(),
  currency: z.string(),
  client: z.string().nullable(),
  client_id: z.number().int().nullable(),
  stage: z.string().nullable(),
  created_at: z.string(),
  won_at: z.string().optional(),
  lost_at: z.string().optional(),
  reason: z.string().nullable().optional(),
  source_call_id: z.number().int().nullable(),
  /** Undone: it was made by a call and nobody wanted it. */
  removed: z.boolean().optional(),
});

const task = z.object({
  task_id: z.number().int(),
  title: z.string(),
  status: z.enum(["pending", "completed"]),
  priority: z.enum(["low", "medium", "high"]),
  created_at: z.string(),
  completed_at: z.string().optional(),
  due_at: z.string().nullable(),
  assignee: z.string().nullable(),
  client_id: z.number().int().nullable(),
});

const client = z.object({
  client_id: z.number().int(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** Every number, the first one included. */
  phones: z.array(z.string()),
});

/** What is left to say of an erased client: nothing of the person. */
const erased = z.object({
  client_id: z.number().int(),
  name: z.null(),
  phone: z.null(),
  /** How many rows of each kind went. */
  removed: z.record(z.string(), z.number().int()),
});

const target = z.enum(["client", "call", "deal", "task"]);
const comment = z.object({
  comment_id: z.number().int(),
  text: z.string(),
  author: z.string(),
  /** What was commented; the number of a call, else the one that people see. */
  target: z.object({ kind: target, id: z.number().int() }),
  client_id: z.number().int().nullable(),
});

const followup = z.object({
  call_id: z.number().int(),
  client_phone: z.string().nullable(),
  claimed_by: z.string().nullable(),
  due_at: z.string().nullable(),
  closed_by: z.string().nullable(),
  closed_how: z.string().nullable(),
  /** Seconds from the end of the first missed call. */
  waited_s: z.number().int(),
});

/** Ids of services and masters are those of the business file; `start` and `end` carry the business's offset. */
const booking = z.object({
  booking_id: z.number().int(),
  service_id: z.string(),
  service: z.string(),
  master_id: z.string(),
  master: z.string(),
  start: z.string(),
  end: z.string(),
  duration_min: z.number().int(),
  price: z.object({ amount: z.number(), currency: z.string(), kind: z.enum(["fixed", "from"]) }),
  client: z.object({
    id: z.number().int().nullable(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  channel: z.enum(["telegram", "whatsapp", "person", "import"]),
  status: z.enum(["booked", "confirmed", "cancelled", "completed", "no_show"]),
});

const conversation = z.object({
  conversation_id: z.number().int(),
  channel: z.enum(["telegram", "whatsapp"]),
  client_id: z.number().int().nullable(),
  /** Visited in this order since it was opened. */
  states: z.array(
    z.enum(["greeting", "service_inquiry", "booking", "pricing", "confirmation", "goodbye"]),
  ),
  /** Why a person took over. */
  reason: z.string().nullable(),
});

/** Every domain event with the shape of its `data`. */
export const payloads = {
  "call.started": call,
  "call.answered": call,
  "call.completed": call,
  "call.missed": call,
  "call.recorded": call,
  "call.transcribed": transcribed,
  "call.analyzed": analyzed,
  "client.created": client,
  "client.updated": client,
  "client.erased": erased,
  "deal.created": deal,
  "deal.updated": deal,
  "deal.won": deal,
  "deal.lost": deal,
  "task.created": task,
  "task.updated": task,
  "task.completed": task,
  "task.deleted": task,
  "comment.added": comment,
  "followup.claimed": followup,
  "followup.closed": followup,
  "followup.overdue": followup,
  "booking.created": booking,
  "booking.confirmed": booking,
  "booking.rescheduled": booking.extend({ previous_start: z.string() }),
  "booking.cancelled": booking,
  "booking.completed": booking,
  "booking.no_show": booking,
  "conversation.started": conversation,
  "conversation.handoff": conversation,
  "conversation.closed": conversation,
} as const;

export type EventName = keyof typeof payloads;
/** What is told of the call itself; of its recording tell `call.transcribed` and `call.analyzed`. */
export type CallEventName = Exclude<
  Extract<EventName, `call.${string}`>,
  "call.transcribed" | "call.analyzed"
>;
export type EventData<E extends EventName = EventName> = z.infer<(typeof payloads)[E]>;
export type CallData = EventData<"call.started">;

/** Something that happened in a business, before the relay numbers it. `at` is epoch ms. */
export type DomainEvent = {
  [E in EventName]: { businessId: string; event: E; data: EventData<E>; at: number };
}[EventName];

export type CallHappened = Extract<DomainEvent, { event: CallEventName }>;

/** Something that was announced about a call. `at` is epoch ms. */
export type ToldEvent = { event: CallEventName; at: number; data: CallData };
