const MINUTES = /^(\d{1,5})\s*(?:хв\p{L}*|мин\p{L}*|min\p{L}*|m)?\.?$/u;
const SECONDS = /^(\d{1,5})\s*(?:с|сек\p{L}*|s|sec\p{L}*)?\.?$/u;

/** Minutes until a missed call is to be called back, as people write them: "15", «15 хв»; null for what is none. */
export function readSla(written: string): number | null {
  return numberIn(written, { shape: MINUTES, least: 1, most: 1440 });
}

/** Seconds from which a talk counts: "5", «5 с»; 0: any. */
export function readGhost(written: string): number | null {
  return numberIn(written, { shape: SECONDS, least: 0, most: 60 });
}

function numberIn(
  written: string,
  { shape, least, most }: { shape: RegExp; least: number; most: number },
): number | null {
  const match = shape.exec(written.trim().toLowerCase());
  const number = match ? Number(match[1]) : null;
  return number !== null && number >= least && number <= most ? number : null;
}
