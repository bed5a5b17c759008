import { gapAt, keyAt, type Reading } from "./word-reading.ts";

/** "завтра не могу": whether the words after it say that what stood before will not do. */
export function isRefused(reading: Reading, end: number): boolean {
  for (let place = end; place < end + 3; place += 1) {
    if (/[.!?;\n]/.test(gapAt(reading, place))) return false;
    const key = keyAt(reading, place);
    if (CANNOT.has(key)) return true;
    if (key === "не") return REFUSED.test(keyAt(reading, place + 1));
  }
  return false;
}

/** "не могу в пятницу", "can't do Friday": whether the words before it say so. */
export function isRefusedBefore(reading: Reading, start: number): boolean {
  let place = start - 1;
  while (place > start - 3 && SMALL.has(keyAt(reading, place))) place -= 1;
  if (/[,.!?;\n]/.test(gapAt(reading, place + 1))) return false;
  const key = keyAt(reading, place);
  return CANNOT.has(key) || (keyAt(reading, place - 1) === "не" && REFUSED.test(key));
}

const SMALL = new Set(["в", "у", "на", "о", "об", "on", "at", "do", "make", "come"]);

/** Whether one or the other would do: "Friday or Saturday". */
export function isEither(reading: Reading, from: number, to: number): boolean {
  for (let place = from; place < to; place += 1) if (EITHER.has(keyAt(reading, place))) return true;
  return false;
}

const CANNOT = new Set(["cant", "canot", "нелзя", "нияк", "никак"]);
const REFUSED = /^(?:мог|змож|смог|вих|виид|получ|подх|пидх|пидии|подои|зручн|удобн|вста|усп)/u;
const EITHER = new Set(["или", "чи", "або", "либо", "or"]);
