import { z } from "zod";

const id = z.number().int();

/** What a button under an answer means. Ids come from what was offered and are checked again when it is pressed. */
export const actionShape = z.discriminatedUnion("do", [
  z.object({ do: z.literal("book") }),
  z.object({ do: z.literal("prices") }),
  z.object({ do: z.literal("pick_service"), serviceId: id }),
  z.object({ do: z.literal("pick_master"), masterId: id.nullable() }),
  z.object({ do: z.literal("pick_day"), day: z.string() }),
  z.object({ do: z.literal("pick_slot"), serviceId: id, masterId: id, start: z.number().int() }),
  z.object({ do: z.literal("more_times") }),
  /** `of`: the hold or the visit that was asked about; another one is open by now: nothing is done. */
  z.object({ do: z.literal("yes"), of: id.optional() }),
  z.object({ do: z.literal("no") }),
  z.object({ do: z.literal("change"), what: z.enum(["service", "master", "day", "time"]) }),
  z.object({ do: z.literal("drop") }),
  z.object({ do: z.literal("confirm_visit"), bookingId: id }),
  z.object({ do: z.literal("move_visit"), bookingId: id }),
  z.object({ do: z.literal("cancel_visit"), bookingId: id }),
  z.object({ do: z.literal("wait") }),
  z.object({ do: z.literal("take_offer"), waitId: id }),
  z.object({ do: z.literal("pass_offer"), waitId: id }),
  z.object({ do: z.literal("human") }),
  z.object({ do: z.literal("opt_out") }),
]);

export type Action = z.infer<typeof actionShape>;
