import { z } from "zod";
import { exportKinds } from "../desk/export.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** The list that the call was opened from; null: it was opened from elsewhere. */
const list = z
  .object({
    text: z.string().nullable(),
    before: z.object({ at: z.number(), id: z.number() }).nullable(),
  })
  .nullable();

export const findActions = [
  z.object({ do: z.literal("call"), callId: z.number().int(), list }),
  z.object({
    do: z.literal("talks"),
    text: z.string(),
    /** The last call shown; null: from the newest on. */
    before: z.number().int().nullable(),
  }),
  z.object({ do: z.literal("today") }),
  z.object({ do: z.literal("export"), kind: z.enum(exportKinds).nullable() }),
  z.object({ do: z.literal("export_send"), kind: z.enum(exportKinds), first: day, last: day }),
  z.object({ do: z.literal("erase_sure"), phone: z.string() }),
  z.object({ do: z.literal("erase_keep") }),
] as const;
