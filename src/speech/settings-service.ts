import { eq } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { speechSettings as table } from "../db/schema/speech.ts";
import { AppError } from "../lib/app-error.ts";
import { NO_SPEECH, type SpeechSettings } from "./settings.ts";

type Change = Partial<Omit<SpeechSettings, "consentAt" | "consentBy">>;

/** What a business wants of its recordings; our own defaults where it never said. */
export async function speechSettings(tx: Tx, businessId: string): Promise<SpeechSettings> {
  const [row] = await tx.select().from(table).where(eq(table.businessId, businessId));
  if (!row) return NO_SPEECH;
  const { businessId: _own, consentAt, ...settings } = row;
  return { ...settings, consentAt: consentAt?.getTime() ?? null };
}

/** Changes settings; recordings are wanted only once somebody has accepted the consent text. */
export async function changeSpeech(tx: Tx, businessId: string, change: Change): Promise<void> {
  if (change.transcribe === true && (await speechSettings(tx, businessId)).consentAt === null)
    throw new AppError("speech.no_consent", "conflict");
  if (Object.keys(change).length === 0) return;
  await tx
    .insert(table)
    .values({ businessId, ...change })
    .onConflictDoUpdate({ target: table.businessId, set: change });
}

/** A person answered for it that clients know of being recorded. */
export async function acceptConsent(
  tx: Tx,
  businessId: string,
  { personId, now }: { personId: number; now: number },
): Promise<void> {
  const consent = { consentAt: new Date(now), consentBy: personId };
  await tx
    .insert(table)
    .values({ businessId, ...consent })
    .onConflictDoUpdate({ target: table.businessId, set: consent });
}
