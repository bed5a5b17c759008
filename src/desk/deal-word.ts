import { instantOn } from "../calls/period.ts";
import { dueText } from "../calls/spoken-word.ts";
import { dateNear } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

/** When the client of a deal comes: a day or a minute on the business's wall; null for what is neither. */
export function visitText(
  visitAt: string,
  { language, zone, now }: { language: Language; zone: string; now: number },
): string | null {
  const time = /T(\d\d):(\d\d)$/.exec(visitAt);
  if (!time) return dueText(visitAt, { language, zone, now });
  const minutes = Number(time[1]) * 60 + Number(time[2]);
  return dateNear(language, instantOn(visitAt.slice(0, 10), minutes, zone), now, zone);
}
