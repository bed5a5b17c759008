import { z } from "zod";

export const trialActions = [
  z.object({ do: z.literal("trial"), run: z.boolean() }),
  /** One dialogue of the last run. */
  z.object({ do: z.literal("trial_case"), key: z.string() }),
] as const;
