import { z } from "zod";

const id = z.number().int();
const one = { clientId: id };

export const clientActions = [
  z.object({ do: z.literal("clients"), text: z.string(), page: z.number().int().min(0) }),
  z.object({ do: z.literal("client"), ...one }),
  z.object({ do: z.literal("client_ask"), ...one, what: z.enum(["name", "phone", "merge"]) }),
  z.object({ do: z.literal("client_phones"), ...one }),
  z.object({ do: z.literal("client_drop"), ...one, phone: z.string() }),
  z.object({
    do: z.literal("client_mark"),
    ...one,
    flag: z.enum(["doNotCall", "notClient"]),
    on: z.boolean(),
  }),
  z.object({ do: z.literal("client_merge"), from: id, into: id }),
  z.object({ do: z.literal("client_merge_sure"), from: id, into: id }),
  /** Keeps a contact that a person shared. */
  z.object({ do: z.literal("client_save"), phone: z.string(), name: z.string().nullable() }),
  z.object({ do: z.literal("card_client"), callId: id }),
] as const;
