import { z } from "zod";

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The period of statistics: a name is counted anew on each day, a pair of dates stays. */
const period = z.union([
  z.enum(["today", "yesterday", "week", "month"]),
  z.object({ first: date, last: date }),
]);

export const statsActions = [
  z.object({ do: z.literal("stats"), period }),
  z.object({ do: z.literal("digest") }),
  z.object({ do: z.literal("digest_set"), at: z.string().regex(/^\d{2}:\d{2}$/) }),
  z.object({ do: z.literal("digest_days"), closed: z.boolean() }),
  z.object({ do: z.literal("digest_off") }),
] as const;
