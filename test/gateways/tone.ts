/** Samples of a tone at 8 kHz, `loud` from 0 to 1. */
export function tone(seconds: number, loud = 0.3, hertz = 440): Int16Array {
  const step = (2 * Math.PI * hertz) / 8000;
  return Int16Array.from({ length: Math.round(seconds * 8000) }, (_, at) =>
    Math.round(32_767 * loud * Math.sin(at * step)),
  );
}
