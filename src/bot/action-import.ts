import { z } from "zod";

/** What a file would do is told by `digest`: another one, and the person sees it anew. */
export const importActions = [
  z.object({
    do: z.literal("import_apply"),
    fileId: z.string(),
    csv: z.boolean(),
    digest: z.string(),
  }),
  z.object({ do: z.literal("import_drop") }),
  z.object({ do: z.literal("export_business") }),
] as const;
