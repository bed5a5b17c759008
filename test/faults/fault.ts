import type { Random } from "../flows/random.ts";

/** What one fault's run came to; every number is counted, none is assumed. */
export type Figures = {
  /** How often the fault was made. */
  times: number;
  /** Events, updates and messages that were given to the product and answered 2xx. */
  sent: number;
  /** Those of them that stand whole at the end. */
  kept: number;
  /** What stands more often than it should. */
  doubled: number;
  lost: number;
  /** Sends that the product logged as ambiguous: each allows one doubled message. */
  ambiguous: number;
  /** The longest time from the end of a fault until nothing was pending; null where nothing has to recover. */
  recoveryMs: number | null;
  /** The processes of the product, in the order of their starts. */
  pids: readonly number[];
  holds: boolean;
  note: string;
};

/** What a fault is given for its run. */
export type Ground = {
  /** Seeded by the run's seed and the fault's name. */
  random: Random;
  /** How long the soak goes on. */
  minutes: number;
  /** How often the process tree is killed. */
  kills: number;
  say: (line: string) => void;
};

export type Fault = {
  name: string;
  /** The words of its row in the table of faults. */
  title: string;
  run(ground: Ground): Promise<Figures>;
};

/** A run of a fault: a fault that could not run is an error, never left out. */
export type Row = {
  name: string;
  title: string;
  seed: number;
  durationMs: number;
  figures: Figures | null;
  error: string | null;
};
