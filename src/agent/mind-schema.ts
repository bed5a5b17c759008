import { z } from "zod";

/** What a command may say. Its handles (`id`) are those of the question it answers; a field that says nothing is "". */
export const does = [
  "book",
  "service",
  "unknown_service",
  "master",
  "day",
  "time",
  "slot",
  "visit",
  "name",
  "yes",
  "no",
  "maybe",
  "price",
  "services",
  "masters",
  "address",
  "hours",
  "topic",
  "phone",
  "my_visits",
  "cancel",
  "move",
  "late",
  "soonest",
  "other_times",
  "human",
  "complaint",
  "medical",
  "robot",
  "greet",
  "thanks",
  "bye",
  "off_topic",
] as const;
export type Does = (typeof does)[number];

const command = z.object({
  do: z.enum(does),
  id: z.string(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  quote: z.string(),
});

/** The form of the answer as it is asked for: flat, nothing but words, everything there, as strict modes want it. */
export const mindAnswer = z.object({ commands: z.array(command) });

/** A command as it came: nothing of it is believed yet. */
export type ModelCommand = Record<Exclude<keyof z.infer<typeof command>, "do">, string> & {
  do: string;
};
type Taken = { commands: ModelCommand[] };

/** Nobody says so much in one message. */
const MOST = 24;

const word = z.string().catch("");
/** The same as weaker models give it: what is missing says nothing; what nobody offered is dropped later, and counted. */
export const takenCommands: z.ZodType<Taken> = z.object({
  commands: z
    .array(
      z.object({ do: word, id: word, from: word, to: word, text: word, quote: word }).catch({
        do: "",
        id: "",
        from: "",
        to: "",
        text: "",
        quote: "",
      }),
    )
    .transform((all) => all.slice(0, MOST)),
});
