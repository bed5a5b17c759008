import type { Talk } from "./talk.ts";

/** Recordings in which nobody speaks. */
export const soundless = {
  silence: { name: "silence", language: "uk", lines: [], instead: "silence", answer: null },
  music: { name: "music", language: "uk", lines: [], instead: "music", answer: null },
} as const satisfies Record<string, Talk>;
