import type { Caller, Employee } from "./pbx-plot.ts";

/** One hook ready to be sent `atMs` after the start of the run. `name` is the provider's event name. */
export type Step = { atMs: number; name: string; body: string; headers: Record<string, string> };

export type Cast = {
  caller: Caller;
  employees: readonly Employee[];
  line: { number: string; name: string };
  /** Epoch ms that the bodies count from. */
  startAt: number;
  speed: number;
  /** Where links to recordings lead. */
  links?: string;
  /** Random hex texts of 40 digits, one for each leg or call; a burst takes 20. */
  ids: readonly string[];
};
