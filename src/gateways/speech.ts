/** A stretch of speech as the service cut it; seconds from the start of the file that was sent. */
export type Segment = {
  startS: number;
  endS: number;
  text: string;
  /** How sure the model is that nobody speaks here (0 to 1), and of its words (mean log probability). */
  noSpeech?: number;
  logprob?: number;
  /** The service's own name of a voice. */
  speaker?: string;
};

/** `segments` is empty where the service tells no times: then `text` is all there is. */
export type Heard = {
  /** ISO 639-1. */
  language: string | null;
  durationS: number | null;
  segments: Segment[];
  text: string;
};

export type SpeechCause =
  | "stt_key"
  | "stt_balance"
  | "stt_busy"
  | "stt_down"
  | "stt_refused"
  | "too_large";

export type Hearing =
  | { heard: Heard }
  /** Milliseconds until it is worth another try. */
  | { retry: number; cause: SpeechCause }
  | { failed: SpeechCause };

export type Speech = {
  model: string | null;
  /** Asks once; at most 25 MB. */
  hear(file: {
    audio: Buffer;
    mime: string;
    language: string | null;
    prompt?: string;
  }): Promise<Hearing>;
};
