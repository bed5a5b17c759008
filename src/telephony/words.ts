import { z } from "zod";
import { readBody } from "./body.ts";
import { textOf } from "./field.ts";

/** Something that one side of a talk said; seconds are null where the provider tells none. */
type Phrase = {
  channel: number | null;
  text: string;
  startS: number | null;
  endS: number | null;
};
export type Words = { language: string | null; phrases: Phrase[] };

const seconds = z.coerce.number().min(0).max(86_400).nullish().catch(null);
const channel = z.coerce.number().int().min(0).max(8).nullish().catch(null);
const wordShape = z.object({ s: seconds, e: seconds }).catch({ s: null, e: null });
const spokenShape = z.object({ result: z.array(wordShape).catch([]) }).catch({ result: [] });
const phraseShape = z.object({ result: z.string(), channel, start: seconds, end: seconds });
const resultShape = z.object({
  phrases: z.array(z.unknown()).max(10_000),
  words: z.array(spokenShape).catch([]),
});

/** The longest text of one phrase. */
const MOST = 4000;

/**
 * What Novofon heard itself (SPEECH_RECOGNITION): `result` is JSON with `phrases[{channel, result}]` in order and, beside
 * them, `words[{result: [{s, e, w}]}]` with the seconds of each phrase's words. Null: the hook holds no such thing.
 */
export function wordsOf(hook: { contentType: string | null; raw: Uint8Array }): Words | null {
  const body = readBody(hook.raw, hook.contentType ?? undefined);
  const fields = z.record(z.string(), z.unknown()).safeParse("fields" in body ? body.fields : null);
  if (!fields.success) return null;
  const { result, lang } = fields.data;
  const read = resultShape.safeParse(typeof result === "string" ? jsonOf(result) : result);
  if (!read.success) return null;
  const { phrases, words } = read.data;
  return {
    language: /^[a-z]{2}(?![a-z])/i.exec(textOf(lang, 16) ?? "")?.[0].toLowerCase() ?? null,
    phrases: phrases.flatMap((phrase, i) => toPhrase(phrase, words[i]?.result ?? [])),
  };
}

function toPhrase(value: unknown, words: readonly z.infer<typeof wordShape>[]): Phrase[] {
  const read = phraseShape.safeParse(value);
  const text = read.success ? textOf(read.data.result, MOST) : null;
  if (!read.success || text === null) return [];
  return [
    {
      channel: read.data.channel ?? null,
      text,
      startS: read.data.start ?? words[0]?.s ?? null,
      endS: read.data.end ?? words.at(-1)?.e ?? null,
    },
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
