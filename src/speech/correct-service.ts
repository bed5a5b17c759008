import { cleanName, type Business } from "../business/business.ts";
import { holdCall } from "../calls/call-service.ts";
import { humanName } from "../crm/client.ts";
import { readDay, readWhen } from "../crm/when.ts";
import type { Tx } from "../db/client.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { readMoney } from "../lib/money.ts";
import { money } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { analysisOf, type KeptAnalysis } from "./analyse-store.ts";
import { countVotes, keepCorrections, keepVote, lockAnalysis } from "./correct-store.ts";
import type { Corrections, Corrigible } from "./correct.ts";
import { refillDeal, showCorrected } from "./fill-service.ts";

/** `wrong`: what was written is not such a thing. */
export type Corrected =
  | { done: true }
  | { refused: "gone" }
  | { wrong: "blank" | "name" | "date" | "past" | "money" | "currency" };

export type { KeptAnalysis } from "./analyse-store.ts";

/** What a call came to, for who reads the whole of it; null: it was not analysed. */
export async function readAnalysis(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<KeptAnalysis | null> {
  return analysisOf(tx, businessId, callId);
}

/** A person's words take the place of what was heard: on the card, and in the deal where this call had filled it. */
export async function correct(
  tx: Tx,
  business: Business,
  about: {
    callId: number;
    field: Corrigible;
    /** "-" takes the field away. */
    written: string;
    by: number;
    language: Language;
    now: number;
  },
): Promise<Corrected> {
  const { field, by, now } = about;
  const read = await readField(business, about);
  if ("wrong" in read) return read;
  return tx.transaction(async (inner): Promise<Corrected> => {
    // The call first, as everything else that holds both does.
    const held = await holdCall(inner, business.id, about.callId);
    const kept = held && (await lockAnalysis(inner, business.id, held.id));
    if (!kept) return { refused: "gone" };
    const { callId, analysis } = kept;
    const corrections: Corrections = { ...kept.corrections, ...read };
    await keepCorrections(inner, business.id, { callId, corrections, by, now });
    await showCorrected(inner, business.id, { callId, corrections });
    await refillDeal(inner, business, { callId, analysis, corrections, field, now });
    return { done: true };
  });
}

/** A person says what is wrong with an analysis; said again, the new word counts. False: there is no analysis. */
export async function judge(
  tx: Tx,
  businessId: string,
  { callId, ...vote }: { callId: number; personId: number; reason: string; now: number },
): Promise<boolean> {
  const reason = cleanName(vote.reason, REASON_LENGTH);
  if (reason === null) return false;
  return tx.transaction(async (inner) => {
    const kept = await lockAnalysis(inner, businessId, callId);
    if (!kept) return false;
    return keepVote(inner, businessId, { ...vote, reason, callId: kept.callId });
  });
}

/** How many analyses a time holds (epoch ms), and of how many somebody said that they are wrong. */
export async function verdicts(
  tx: Tx,
  businessId: string,
  period: { from: number; to: number },
): Promise<{ analyses: number; wrong: number }> {
  return countVotes(tx, businessId, period);
}

const LENGTH = 200;
const REASON_LENGTH = 300;

type Asked = { field: Corrigible; written: string; language: Language; now: number };
type Read = Corrections | Exclude<Corrected, { done: true } | { refused: "gone" }>;

/** A person's words with what code makes of them. */
async function readField(
  business: Business,
  { field, written, language, now }: Asked,
): Promise<Read> {
  if (/^\s*[-–—]\s*$/u.test(written)) return field === "name" ? { wrong: "name" } : emptied(field);
  const words = cleanName(written, LENGTH);
  if (words === null) return { wrong: "blank" };
  if (field === "name") return humanName(words) === null ? { wrong: "name" } : { name: words };
  if (field === "amount") return readAmount(business, words);
  const reading = { now, zone: business.timezone, language };
  if (field === "date") {
    const day = await readDay(words, reading);
    if (day === null) return { wrong: "date" };
    return typeof day === "string" ? { date: words, dateAt: day } : { wrong: "past" };
  }
  if (field !== "next") return { [field]: words };
  const [day, when] = [await readDay(words, reading), await readWhen(words, reading)];
  if (typeof day !== "string" || when === null || "past" in when)
    return { next: words, nextAt: "" };
  const isTimed = day.includes("T");
  return { next: words, nextAt: isTimed ? isoWithOffset(when.at, business.timezone) : day };
}

function emptied(field: Corrigible): Corrections {
  return { [field]: "", ...(field === "date" ? { dateAt: "" } : {}) };
}

function readAmount({ language, currency }: Business, words: string): Read {
  const read = readMoney(words);
  if ("wrong" in read) return { wrong: "money" };
  if (read.currency !== null && read.currency !== currency) return { wrong: "currency" };
  const { amount } = read;
  return { amount: money(language, amount, currency), amountNumber: String(amount) };
}
