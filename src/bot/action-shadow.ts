import { z } from "zod";

const draft = { draftId: z.number().int() };

export const shadowActions = [
  z.object({ do: z.literal("draft_send"), ...draft }),
  z.object({ do: z.literal("draft_edit"), ...draft }),
  z.object({ do: z.literal("draft_take"), ...draft }),
] as const;
