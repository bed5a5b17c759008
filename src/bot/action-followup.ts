import { z } from "zod";

const callId = z.number().int();
const page = z.number().int().min(0).default(0);

export const followupActions = [
  z.object({ do: z.literal("card_claim"), callId }),
  z.object({ do: z.literal("card_release"), callId }),
  z.object({ do: z.literal("card_done"), callId }),
  z.object({ do: z.literal("card_not_client"), callId }),
  z.object({ do: z.literal("card_assign"), callId, page }),
  z.object({ do: z.literal("card_assign_to"), callId, personId: z.number().int() }),
  z.object({ do: z.literal("missed"), page }),
  z.object({ do: z.literal("missed_call"), callId, page }),
] as const;
