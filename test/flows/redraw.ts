import { T0, type Sequence } from "../calls/replay.ts";
import type { Random } from "./random.ts";

/** National parts of the numbers that the samples use; the last seven digits are drawn anew. */
const numbers =
  /(671110001|509990002|440000100|9161110001|9260002222|4950001122|9001234567|9840000000|9500000002|8630000001)/g;
const extensions = new Set(["101", "102", "103", "104", "900"]);
const ids = /a0{20,}[0-9a-f]+|(?<=(?:in|out)_)[0-9a-f]{40}/g;
const records = /\b1773133\d{3}\.5\d{5}\b/g;
/** Calls, communications and employees of Novofon 2.0. */
const figures = /\b(?:9986774\d\d|23000000\d\d|75863[12]|323409)\b/g;
const names = new Set(["b-1", "c-1", "d-1", "test_12345"]);
const wall = /\b(20\d\d-\d\d-\d\d)([ +T])(\d\d)(:|%3A)(\d\d)\4(\d\d)/g;
/** The cabinet's zone in the samples: Moscow. */
const ZONE_MS = 3 * 3_600_000;
/** Samples of another day, and the instant of theirs that stands for T0: all were over then, and not long ago. */
const origins: Record<string, number> = {
  "2025-11-24": Date.UTC(2025, 10, 24, 10, 2, 5),
  "2019-12-16": Date.UTC(2019, 11, 16, 11, 40, 47),
};

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
  const figure = (old: string): string =>
    anew(old, () => String(2 + random.below(7)) + random.digits(old.length - 1));
  const text = (value: string): string => {
    if (extensions.has(value)) return anew(value, extension);
    if (names.has(value)) return anew(value, () => `call-${random.hex(12)}`);
    return value
      .replace(wall, (...found: string[]) => movedWall(found, base))
      .replace(numbers, (old) =>
        anew(old, () => old.slice(0, -7) + String(2 + random.below(7)) + random.digits(6)),
      )
      .replace(ids, (old) => anew(old, () => random.hex(old.length)))
      .replace(records, (old) => anew(old, () => `${old.slice(0, -6)}${random.digits(6)}`))
      .replace(figures, figure);
  };
  return JSON.parse(JSON.stringify(sequence), (_name, value: unknown) => {
    if (typeof value === "string") return text(value);
    return typeof value === "number"
      ? Number(String(moved(value, base)).replace(figures, figure))
      : value;
  });
}

/** Epochs in seconds or milliseconds move; every other number stays. */
function moved(value: number, base: number): number {
  if (value > 1.7e12) return value - T0 + base;
  return value > 1.7e9 && value < 2e9 ? value + (base - T0) / 1000 : value;
}

/** A wall time in the writing that it had; with `T` it is one of Greenwich. */
function movedWall([, day = "", between = "", h, colon = "", mi, s]: string[], base: number) {
  const zone = between === "T" ? 0 : ZONE_MS;
  const instant = Date.parse(`${day}T${h}:${mi}:${s}Z`) - zone - (origins[day] ?? T0) + base;
  return new Date(instant + zone)
    .toISOString()
    .slice(0, 19)
    .replace("T", between)
    .replaceAll(":", colon);
}
