import { T0, type Sequence } from "../calls/replay.ts";
import type { Random } from "./random.ts";

/** National parts of the numbers that the samples use; the last seven digits are drawn anew. */
const numbers = /(671110001|509990002|440000100|9161110001|9260002222|4950001122)/g;
const extensions = new Set(["101", "102", "103", "104", "900"]);
const ids = /a0{20,}[0-9a-f]+|(?<=(?:in|out)_)[0-9a-f]{40}/g;
const records = /\b1773133\d{3}\.5\d{5}\b/g;
const wall = /^2026-03-10 \d\d:\d\d:\d\d$/;
/** The cabinet's zone in the samples: Moscow. */
const ZONE_MS = 3 * 3_600_000;

/** The same case with other ids, numbers, extensions and recordings, and its times moved from T0 to `base` (whole seconds). */
export function redraw(sequence: Sequence, random: Random, base: number): Sequence {
  const drawn = new Map<string, string>();
  const anew = (old: string, draw: () => string): string => {
    const known = drawn.get(old) ?? draw();
    drawn.set(old, known);
    return known;
  };
  const taken = new Set<string>();
  const extension = (): string => {
    for (;;) {
      const ext = String(100 + random.below(800));
      if (!taken.has(ext) && !extensions.has(ext)) return taken.add(ext) && ext;
    }
  };
  const text = (value: string): string => {
    if (extensions.has(value)) return anew(value, extension);
    if (wall.test(value))
      return wallText(Date.parse(`${value.replace(" ", "T")}Z`) - ZONE_MS - T0 + base);
    return value
      .replace(numbers, (old) =>
        anew(old, () => old.slice(0, -7) + String(2 + random.below(7)) + random.digits(6)),
      )
      .replace(ids, (old) => anew(old, () => random.hex(old.length)))
      .replace(records, (old) => anew(old, () => `${old.slice(0, -6)}${random.digits(6)}`));
  };
  return JSON.parse(JSON.stringify(sequence), (_name, value: unknown) => {
    if (typeof value === "string") return text(value);
    return typeof value === "number" ? moved(value, base) : value;
  });
}

/** Epochs in seconds or milliseconds move; every other number stays. */
function moved(value: number, base: number): number {
  if (value > 1.7e12) return value - T0 + base;
  return value > 1.7e9 ? value + (base - T0) / 1000 : value;
}

function wallText(instant: number): string {
  return new Date(instant + ZONE_MS).toISOString().slice(0, 19).replace("T", " ");
}
