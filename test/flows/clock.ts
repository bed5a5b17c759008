import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A wall clock that the product, its database server and the stand-in share, and that the test moves. */
export type ShiftedClock = {
  env: Record<string, string>;
  now(): number;
  /** Moves the clock so that it shows `at` (epoch ms); a clock that is past it stays. */
  reach(at: number): void;
  advance(ms: number): void;
};

const library = findLibrary();

/** Whether Debian's faketime is installed. */
export const canShift = library !== null;

/** libfaketime rereads the file at each look at the clock; timers are not shifted. */
export function shiftedClock(folder: string): ShiftedClock {
  if (library === null) throw new Error("the Debian package faketime is not installed");
  sweepKilled();
  const file = join(folder, "clock");
  let shift = 0;
  const write = (): void => {
    // What libfaketime cannot read, it takes for no shift at all.
    const seconds = `${shift < 0 ? "-" : "+"}${(Math.abs(shift) / 1000).toFixed(3)}`;
    writeFileSync(`${file}.new`, `${seconds}\n`, { mode: 0o644 });
    renameSync(`${file}.new`, file);
  };
  write();
  const now = (): number => Date.now() + shift;
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
    now,
    reach: (at) => {
      shift += Math.max(0, at - now());
      write();
    },
    advance: (ms) => {
      shift += ms;
      write();
    },
  };
}

/** What libfaketime shares is named by the process id: a killed process leaves it to whoever gets its id, perhaps as another user. */
export function sweepKilled(): void {
  const folder = "/dev/shm";
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /^(?:sem\.)?faketime_(?:sem|shm)_(\d+)$/.exec(name)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Another user's, whose tests sweep it themselves.
    }
  }
}

function findLibrary(): string | null {
  const root = "/usr/lib";
  if (!existsSync(root)) return null;
  const found = [root, ...readdirSync(root).map((name) => join(root, name))]
    .map((folder) => join(folder, "faketime", "libfaketime.so.1"))
    .find((path) => existsSync(path));
  return found ?? null;
}
