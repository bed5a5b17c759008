import { z } from "zod";

export const whatsappActions = [
  z.object({ do: z.literal("whatsapp"), screen: z.enum(["main", "app", "template", "unlink"]) }),
  z.object({ do: z.literal("whatsapp_ask"), what: z.enum(["keys", "secret"]) }),
  z.object({ do: z.literal("whatsapp_drop"), what: z.enum(["number", "secret", "template"]) }),
] as const;
