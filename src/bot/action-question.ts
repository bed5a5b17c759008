import { z } from "zod";

export const questionActions = [
  z.object({
    do: z.literal("visit_question"),
    questionId: z.number().int(),
    answer: z.enum(["book", "booked", "not_needed"]),
  }),
  z.object({ do: z.literal("card_offer"), callId: z.number().int() }),
  z.object({
    do: z.literal("offer_service"),
    callId: z.number().int(),
    serviceId: z.number().int(),
  }),
] as const;
