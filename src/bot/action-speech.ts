import { z } from "zod";

const callId = z.number().int();
const on = z.boolean();

/** What of a business's recordings has a screen of its own. */
const screen = z.enum([
  "main",
  "consent",
  "language",
  "lines",
  "numbers",
  "sides",
  "keep",
  "model",
]);

export const speechActions = [
  z.object({ do: z.literal("card_play"), callId }),
  z.object({ do: z.literal("card_text"), callId }),
  z.object({ do: z.literal("speech"), screen, page: z.number().int().min(0).optional() }),
  z.object({ do: z.literal("speech_accept") }),
  z.object({
    do: z.literal("speech_set"),
    screen,
    set: z.union([
      z.object({ transcribe: on }),
      z.object({ analyse: on }),
      z.object({ language: z.string().nullable() }),
      z.object({ lines: z.array(z.string()).max(0) }),
      z.object({ numbers: z.array(z.string()).max(0) }),
      z.object({ keepDays: z.number().int().nullable() }),
      z.object({ instruction: z.null() }),
      z.object({ rubric: z.null() }),
    ]),
  }),
  z.object({
    do: z.literal("speech_line"),
    line: z.string(),
    on,
    page: z.number().int().min(0),
  }),
  z.object({
    do: z.literal("speech_side"),
    provider: z.string(),
    side: z.enum(["left", "right"]),
  }),
  z.object({
    do: z.literal("speech_ask"),
    what: z.enum(["numbers", "instruction", "rubric"]),
  }),
] as const;
