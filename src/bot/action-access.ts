import { z } from "zod";

const personId = z.number().int();
const page = z.number().int().min(0);

export const accessActions = [
  z.object({ do: z.literal("ext"), personId, page }),
  /** `sure`: also when somebody else has it. */
  z.object({ do: z.literal("ext_set"), personId, ext: z.string(), sure: z.boolean() }),
  z.object({ do: z.literal("ext_drop"), personId }),
  z.object({ do: z.literal("ext_type"), personId }),
  /** The answer goes to the place where it was asked; role null: no. */
  z.object({
    do: z.literal("access_decide"),
    requestId: z.uuid(),
    role: z.enum(["operator", "admin"]).nullable(),
    place: z.object({ telegramId: z.number().int(), threadId: z.number().int().nullable() }),
  }),
] as const;
