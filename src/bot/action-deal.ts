import { z } from "zod";
import { lostReasons } from "../crm/deal.ts";

const id = z.number().int();
const one = { dealId: id };
const stage = { stageId: id };

/** Which deals a list shows. */
const wanted = z.union([
  z.object({ stageId: id }),
  z.object({ status: z.enum(["won", "lost"]) }),
  z.object({ text: z.string() }),
]);

export const dealActions = [
  z.object({ do: z.literal("deals") }),
  z.object({ do: z.literal("deals_list"), wanted, page: z.number().int().min(0) }),
  z.object({ do: z.literal("deal"), ...one }),
  z.object({ do: z.literal("card_deal"), callId: id }),
  z.object({ do: z.literal("deal_make"), callId: id }),
  /** `from` is the stage in which the deal stood when the button was drawn. */
  z.object({ do: z.literal("deal_move"), ...one, from: id, to: id }),
  z.object({
    do: z.literal("deal_ask"),
    ...one,
    what: z.enum(["amount", "name", "note", "lost", "address", "visit"]),
  }),
  z.object({ do: z.literal("deal_won"), ...one }),
  z.object({ do: z.literal("deal_lose"), ...one }),
  z.object({ do: z.literal("deal_lost"), ...one, reason: z.enum(lostReasons) }),
  z.object({ do: z.literal("deal_reopen"), ...one }),
  z.object({ do: z.literal("deal_undo"), ...one }),
  z.object({ do: z.literal("stages") }),
  z.object({ do: z.literal("stage"), ...stage }),
  z.object({ do: z.literal("stage_ask"), stageId: id.nullable() }),
  z.object({ do: z.literal("stage_move"), ...stage, by: z.union([z.literal(-1), z.literal(1)]) }),
  z.object({ do: z.literal("stage_drop"), ...stage }),
  z.object({ do: z.literal("stage_drop_sure"), ...stage }),
] as const;
