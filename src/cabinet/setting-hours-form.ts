import { hoursText, parseHours } from "../bot/hours.ts";
import type { WorkingHours } from "../business/working-hours.ts";
import type { Language } from "../texts/language.ts";
import type { Wrongs } from "./care-edit.ts";

/** Working hours as the field of their form; empty: not told. */
export function hoursFields(language: Language, hours: WorkingHours | null): URLSearchParams {
  return new URLSearchParams({ hours: hours === null ? "" : hoursText(language, hours) });
}

/** Hours as people write them; the first word that is none of them stands in what is wrong. */
export function readHours(
  form: URLSearchParams,
): { hours: WorkingHours | null } | { wrongs: Wrongs } {
  const written = (form.get("hours") ?? "").trim();
  if (written === "") return { hours: null };
  const read = parseHours(written);
  if (!("wrong" in read)) return read;
  return {
    wrongs: { hours: { id: "web-care-wrong-hours", args: { word: read.wrong.slice(0, 60) } } },
  };
}
