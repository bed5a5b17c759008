import { z } from "zod";
import { shadowSteps } from "../agent/setting.ts";

const conversation = { conversationId: z.number().int() };
const hours = z.number().int().nullable();

export const agentActions = [
  z.object({
    do: z.literal("agent"),
    screen: z.enum(["main", "tone", "chat", "reminders", "shadow", "model"]),
  }),
  z.object({
    do: z.literal("agent_set"),
    set: z.union([
      z.object({ enabled: z.boolean() }),
      z.object({ tone: z.enum(["warm", "plain", "brief"]) }),
      z.object({ deskChatId: z.uuid().nullable() }),
      z.object({ shadow: z.boolean() }),
      z.object({ shadowAfter: z.literal(shadowSteps) }),
      z.object({ model: z.boolean() }),
    ]),
  }),
  z.object({
    do: z.literal("agent_ask"),
    what: z.enum([
      "greeting",
      "off_line",
      "restrictions",
      "hours",
      "minutes",
      "review",
      "comeback",
    ]),
  }),
  z.object({
    do: z.literal("agent_remind"),
    set: z.union([
      z.object({ dayHours: hours }),
      z.object({ nearHours: hours }),
      z.object({ review: z.boolean() }),
    ]),
  }),
  z.object({ do: z.literal("conversations"), page: z.number().int().min(0) }),
  z.object({ do: z.literal("conversation"), ...conversation }),
  z.object({ do: z.literal("conversation_write"), ...conversation }),
  z.object({ do: z.literal("conversation_take"), ...conversation }),
  z.object({ do: z.literal("conversation_return"), ...conversation }),
  z.object({ do: z.literal("salonbot") }),
  z.object({ do: z.literal("salonbot_ask") }),
  /** An account that the salon's bot was connected to is let in or shut out; a stranger's only when they are sure. */
  z.object({
    do: z.literal("salonbot_account"),
    connectionId: z.string(),
    on: z.boolean(),
    sure: z.boolean(),
  }),
  z.object({ do: z.literal("salonbot_unlink"), sure: z.boolean() }),
] as const;
