import { z } from "zod";
import { templates } from "../webhooks/template.ts";

const endpointId = z.uuid();
const template = z.enum(templates);
const event = z.string().max(80);
/** Whose events are looked at: call, deal, …; null: all families. */
const family = z.string().max(40).nullable();
const of = { endpointId };

export const webhookActions = [
  z.object({ do: z.literal("webhooks"), page: z.number().int().min(0) }),
  z.object({
    do: z.literal("webhook_draft"),
    events: z.array(event).max(60),
    template,
    view: z.enum(["events", "look"]),
    family,
  }),
  z.object({ do: z.literal("webhook_url"), events: z.array(event).max(60), template }),
  z.object({ do: z.literal("webhook"), ...of }),
  z.object({ do: z.literal("webhook_turn"), ...of, on: z.boolean() }),
  z.object({ do: z.literal("webhook_events"), ...of, family }),
  z.object({ do: z.literal("webhook_want"), ...of, pattern: event, on: z.boolean(), family }),
  z.object({ do: z.literal("webhook_look"), ...of, template: template.nullable() }),
  z.object({ do: z.literal("webhook_secret"), ...of }),
  /** When it was asked: a secret that was made since is the answer already. */
  z.object({ do: z.literal("webhook_secret_sure"), ...of, askedAt: z.number() }),
  z.object({ do: z.literal("webhook_hide") }),
  z.object({ do: z.literal("webhook_remove"), ...of }),
  z.object({ do: z.literal("webhook_remove_sure"), ...of }),
  z.object({ do: z.literal("webhook_test"), ...of, event: event.nullable() }),
  z.object({
    do: z.literal("webhook_log"),
    ...of,
    /** Only attempts before this one; null: the latest. */
    before: z.number().int().nullable(),
    bad: z.boolean(),
  }),
  z.object({ do: z.literal("webhook_entry"), ...of, logId: z.number().int() }),
  z.object({
    do: z.literal("webhook_resend"),
    ...of,
    logId: z.number().int(),
    deliveryId: z.number().int(),
    sure: z.boolean(),
  }),
  z.object({ do: z.literal("webhook_failed"), ...of }),
  z.object({ do: z.literal("webhook_failed_send"), ...of, span: z.enum(["day", "all"]) }),
  z.object({ do: z.literal("webhook_failed_stop"), ...of }),
  z.object({
    do: z.literal("webhook_parked"),
    ...of,
    as: z.enum(["look", "send", "skip", "skip_sure"]),
  }),
  z.object({ do: z.literal("webhook_revive"), ...of }),
  z.object({ do: z.literal("webhook_keep"), ...of }),
  z.object({ do: z.literal("webhook_doctor"), ...of }),
] as const;
