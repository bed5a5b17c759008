import type { CardCall } from "../../src/calls/card.ts";
import { UNSPOKEN, type Spoken, type Summary } from "../../src/calls/spoken.ts";
import { aCall, finalCases } from "./card-case.ts";

/** What a talk about a visit came to. */
export const summary: Summary = {
  outcome: "хоче манікюр з гель-лаком у п’ятницю",
  facts: [
    {
      kind: "service",
      value: "манікюр з гель-лаком",
      quote: "мені манікюр з гель-лаком",
      atS: 12.4,
    },
    { kind: "amount", value: "650 грн", quote: "шістсот п'ятдесят <разом> гривень", atS: 42 },
    { kind: "name", value: "Оксана", quote: "це Оксана", atS: 3 },
    { kind: "mood", value: "спокійний", quote: "так, дякую вам", atS: 100 },
  ],
  next: {
    text: "передзвонити з ціною",
    due: "2026-11-27",
    quote: "наберіть мене на +380 67 000-00-01 у п'ятницю",
    atS: 3725,
  },
  corrected: false,
};
const spoken = (changed: Partial<Spoken>): CardCall =>
  aCall({ ...finalCases["answered"], spoken: { ...UNSPOKEN, ...changed } });
export const ready = { state: "ready", audio: true, text: true } as const;

/** What becomes of a recording. */
export const spokenCases: Record<string, CardCall> = {
  "recording is being prepared": spoken({}),
  "recording is being transcribed": spoken({ state: "transcribing", audio: true }),
  "recording with a summary": spoken({ ...ready, summary }),
  "recording with a moment agreed and corrected": spoken({
    ...ready,
    summary: {
      ...summary,
      facts: [],
      next: {
        text: "приїхати",
        due: "2026-11-22T10:00:00+02:00",
        quote: "завтра о десятій",
        atS: 7,
      },
      corrected: true,
    },
  }),
  "recording with a next step of no date": spoken({
    ...ready,
    summary: {
      ...summary,
      facts: [],
      next: { text: "чекати", due: null, quote: "почекаю", atS: 7 },
    },
  }),
  "recording of which nothing can be said": spoken({
    ...ready,
    summary: { outcome: null, facts: [], next: null, corrected: false },
  }),
  "recording with text and no summary": spoken({ ...ready, cause: "model_busy" }),
  "recording of music": spoken({ ...ready, text: false, silent: true }),
  "no recording": spoken({ state: "failed", cause: "no_recording" }),
  "recording that nobody could transcribe": spoken({
    state: "failed",
    audio: true,
    cause: "stt_balance",
  }),
};
