import { z } from "zod";

export const callbackActions = [
  z.object({ do: z.literal("card_call_back"), callId: z.number().int() }),
  z.object({ do: z.literal("call_back"), phone: z.string() }),
  z.object({ do: z.literal("reconcile") }),
] as const;
