import { readDay } from "../crm/when.ts";
import { readMoney } from "../lib/money.ts";
import { dateNear } from "../texts/format.ts";
import type { Reader } from "./deal-visit.ts";

/** An amount in the currency of the business, null for a field left empty, or what is wrong with it. */
export function readAmount(
  typed: string,
  currency: string,
  { say }: Pick<Reader, "say">,
): { amount: number | null } | { wrong: string } {
  if (typed.trim() === "") return { amount: null };
  const read = readMoney(typed);
  if ("wrong" in read)
    return {
      wrong: say(read.wrong === "large" ? "web-deal-amount-large" : "web-deal-amount-wrong"),
    };
  if (read.currency !== null && read.currency !== currency)
    return { wrong: say("web-deal-amount-currency", { wanted: currency, written: read.currency }) };
  return { amount: read.amount };
}

/** A day, or a minute of one, in a person's own words; null for a field left empty. */
export async function readVisit(
  typed: string,
  { say, language, zone, now }: Reader,
): Promise<{ visitAt: string | null } | { wrong: string }> {
  if (typed.trim() === "") return { visitAt: null };
  const read = await readDay(typed, { now, zone, language });
  if (read === null) return { wrong: say("web-when-wrong") };
  if (typeof read === "object")
    return { wrong: say("web-when-past", { when: dateNear(language, read.past, now, zone) }) };
  return { visitAt: read };
}

/** A day on the business's wall as people write it; the form reads it back. */
export function writtenDay(visitAt: string | null): string {
  const [, y, mo, d, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(visitAt ?? "") ?? [];
  if (y === undefined) return "";
  return [`${d}.${mo}.${y}`, time].filter((part) => part !== undefined).join(" ");
}
