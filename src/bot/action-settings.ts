import { z } from "zod";

const kind = z.enum(["salon", "clinic", "shop", "workshop", "other"]);
const language = z.enum(["uk", "ru", "en"]);
const page = z.number().int().min(0);
/** Whose hours: a line's own, null: the business's. */
const line = z.string().nullable().default(null);

export const settingsActions = [
  z.object({
    do: z.literal("settings"),
    screen: z.enum([
      "main",
      "kind",
      "zone",
      "currency",
      "language",
      "hours",
      "missed",
      "holidays",
      "lines",
    ]),
    page: page.optional(),
  }),
  z.object({
    do: z.literal("settings_set"),
    set: z.union([
      z.object({ kind }),
      z.object({ timezone: z.string() }),
      z.object({ currency: z.string() }),
      z.object({ language }),
    ]),
  }),
  z.object({ do: z.literal("settings_hours"), hours: z.enum(["office", "daily", "unset"]), line }),
  z.object({
    do: z.literal("settings_ask"),
    what: z.enum(["name", "hours", "sla", "ghost", "holidays"]),
    line,
  }),
  z.object({
    do: z.literal("settings_missed"),
    set: z.union([
      z.object({ slaMin: z.number().int() }),
      z.object({ ghostS: z.number().int() }),
      z.object({ triedCloses: z.boolean() }),
    ]),
  }),
  z.object({ do: z.literal("holiday_remove"), from: z.string(), to: z.string(), page }),
  z.object({ do: z.literal("line_hours"), line: z.string() }),
] as const;
