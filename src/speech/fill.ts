import type { Heard } from "../crm/deal-fill.ts";
import { humanName } from "../crm/client.ts";
import { dealAddress } from "../crm/deal.ts";
import { wallOf } from "../lib/zone.ts";
import type { Analysis } from "./analysis.ts";

/** What an analysis has for a deal's fields. */
export function heardOf({ name, address, date, amount }: Analysis, zone: string): Heard {
  return {
    name: humanName(name?.value),
    address: dealAddress(address?.value ?? ""),
    visitAt: date === null || date.due === null ? null : onWall(date.due, zone),
    amount: amount === null || !isMoney(amount.amount) ? null : amount,
  };
}

/** What a call came to, in the lines that a deal's note gets; null: nothing was agreed or known. */
export function noteText({ outcome, purpose, nextStep }: Analysis): string | null {
  const lines = [outcome ?? purpose, nextStep === null ? null : `→ ${nextStep.value}`];
  const said = lines.filter((line) => line !== null && line.trim() !== "");
  return said.length === 0 ? null : said.join("\n");
}

/** A resolved date as a deal keeps it: a day as it is, a moment as the wall of the business shows it; null for neither. */
function onWall(due: string, zone: string): string | null {
  if (/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$/.test(due))
    return Number.isNaN(Date.parse(due.slice(0, 10))) ? null : due;
  const at = Date.parse(due);
  if (Number.isNaN(at)) return null;
  const { y, mo, d, h, mi } = wallOf(at, zone);
  const [month, day, hour, minute] = [mo, d, h, mi].map((n) => String(n).padStart(2, "0"));
  return `${y}-${month}-${day}T${hour}:${minute}`;
}

/** The column holds twelve digits before the point. */
const MOST = 999_999_999_999.99;

function isMoney(amount: number): boolean {
  return Number.isFinite(amount) && amount > 0 && amount <= MOST;
}
