import { z } from "zod";

/** The list that the call was opened from; null: it was opened from elsewhere. */
const list = z
  .object({
    text: z.string().nullable(),
    before: z.object({ at: z.number(), id: z.number() }).nullable(),
  })
  .nullable();

export const findActions = [
  z.object({ do: z.literal("call"), callId: z.number().int(), list }),
] as const;
