import { z } from "zod";
import { corrigible } from "../speech/correct.ts";

const id = z.number().int();
/** Where a promise was shown: the ledger, of one side or both, or the promises of a call. */
const list = {
  callId: id.nullable(),
  whose: z.enum(["us", "client"]).nullable(),
  page: z.number().int().min(0),
};
const one = { promiseId: id, ...list };

export const promiseActions = [
  z.object({ do: z.literal("promises"), ...list }),
  z.object({ do: z.literal("promise_task"), ...one }),
  z.object({ do: z.literal("promise_done"), ...one }),
  z.object({ do: z.literal("promise_drop"), ...one }),
  z.object({ do: z.literal("card_promises"), callId: id }),
  z.object({ do: z.literal("card_fix"), callId: id }),
  z.object({ do: z.literal("fix_ask"), callId: id, field: z.enum(corrigible) }),
  z.object({ do: z.literal("card_wrong"), callId: id }),
  z.object({
    do: z.literal("wrong_say"),
    callId: id,
    reason: z.enum(["facts", "person", "nothing"]),
  }),
  z.object({ do: z.literal("wrong_ask"), callId: id }),
] as const;
