import { toE164, type Country } from "../lib/phone.ts";
import { parseWall } from "../lib/zone.ts";

/** Later instants are no times of calls: 2100-01-01. */
const MAX_EPOCH_MS = 4_102_444_800_000;
/** Below this an epoch is in seconds: Phonet prints seconds in its examples and sends milliseconds. */
const SECONDS_BELOW = 1e12;
const MAX_TALK_S = 86_400;

/** A value as one line of text of at most `max` characters, or null: whatever else a hostile body holds is dropped. */
export function textOf(value: unknown, max = 128): string | null {
  const raw = scalarOf(value);
  if (raw === null) return null;
  const line = raw
    .slice(0, max * 8)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/g, "")
    .trim();
  const cut = line.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
  return cut === "" ? null : cut;
}

/** E.164 where the number can be understood, else its digits; null for hidden callers. */
export function numberOf(value: unknown, country: Country): string | null {
  const raw = scalarOf(value)?.slice(0, 64) ?? "";
  const digits = raw.replace(/\D/g, "").slice(0, 20);
  if (/^0*$/.test(digits) || /\p{L}/u.test(raw)) return null;
  return toE164(raw, country) ?? digits;
}

/** A name of a person or a line; providers repeat the number where they know no name. */
export function nameOf(value: unknown): string | null {
  const name = textOf(value);
  return name === null || /^[\d\s+().\-/]+$/.test(name) ? null : name;
}

/** Epoch milliseconds of a number or digits in seconds or milliseconds; null for 0 and for what is no time. */
export function epochOf(value: unknown): number | null {
  const number = numericOf(value);
  if (number === null || number <= 0) return null;
  const ms = number < SECONDS_BELOW ? number * 1000 : number;
  return ms <= MAX_EPOCH_MS ? Math.floor(ms) : null;
}

/** An instant as people's templates carry it: an epoch, ISO 8601 with its offset, or a wall clock of the cabinet with or without a fraction. */
export function momentOf(value: unknown, zone: string): number | null {
  const text = textOf(value, 40) ?? "";
  const parts =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))? ?(z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (!parts) return epochOf(value);
  const [, day = "", minute = "", second = ":00", fraction = "", offset] = parts;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const wall = parseWall(`${day} ${minute}${second}`, offset ? "Etc/UTC" : zone);
  return wall === null ? null : wall + ms - offsetMs(offset);
}

function offsetMs(offset: string | undefined): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset ?? "") ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -size : size;
}

/** Whole seconds of a talk; null for what is no length of a call. */
export function secondsOf(value: unknown): number | null {
  const number = numericOf(value);
  return number === null || number < 0 || number > MAX_TALK_S ? null : Math.floor(number);
}

export function numericOf(value: unknown): number | null {
  const raw = scalarOf(value)?.trim() ?? "";
  return /^-?\d{1,20}(\.\d{1,9})?$/.test(raw) ? Number(raw) : null;
}

function scalarOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : null;
}
