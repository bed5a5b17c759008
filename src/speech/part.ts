/** A stretch of speech as a service told it; seconds from the start of the recording. */
export type Piece = {
  startS: number;
  endS: number;
  text: string;
  /** How sure the model is that nobody speaks (0 to 1), and of its words (mean log probability). */
  noSpeech?: number;
  logprob?: number;
  /** The service's own name of a voice. */
  speaker?: string;
};

/** What is asked for at once: a stretch of one channel; null: of all voices together. */
export type Part = { channel: number | null; startS: number; endS: number };

/** `pieces` is empty where the service told no times; `lengthS` is the service's word. */
export type HeardPart = Part & {
  language: string | null;
  lengthS: number | null;
  pieces: Piece[];
  text: string;
};

/** The end of a recording whose length nobody knows before it was heard: nothing is longer than a day. */
export const UNKNOWN_END_S = 86_400;

/** Neighbours have so much in common: a word that one of them cuts in two stands whole in the other. */
const OVERLAP_S = 2;

/** Parts of even length, none longer than `maxS`; all channels of a stretch before the next one. */
export function planParts(
  channels: readonly (number | null)[],
  { durationS, maxS }: { durationS: number; maxS: number },
): Part[] {
  const count = Math.max(1, Math.ceil((durationS - OVERLAP_S) / (maxS - OVERLAP_S)));
  const length = (durationS + (count - 1) * OVERLAP_S) / count;
  return Array.from({ length: count }, (_, place) => place * (length - OVERLAP_S)).flatMap(
    (startS, place) =>
      channels.map((channel) => ({
        channel,
        startS: milli(startS),
        endS: milli(place === count - 1 ? durationS : startS + length),
      })),
  );
}

/** What a service said of a part, its seconds counted from the start of the recording. */
export function heardPart(
  part: Part,
  heard: {
    language: string | null;
    durationS: number | null;
    segments: readonly Piece[];
    text: string;
  },
): HeardPart {
  const within = (seconds: number): number => milli(Math.min(part.startS + seconds, part.endS));
  return {
    ...part,
    language: heard.language,
    lengthS: heard.durationS,
    pieces: heard.segments.map((one) => ({
      ...one,
      startS: within(one.startS),
      endS: within(one.endS),
    })),
    text: heard.text,
  };
}

export function samePart(a: Part, b: Part): boolean {
  return a.channel === b.channel && a.startS === b.startS && a.endS === b.endS;
}

/** Whole milliseconds. */
export function milli(seconds: number): number {
  return Math.max(0, Math.round(seconds * 1000) / 1000);
}
