import { businessOf } from "../business/business-service.ts";
import { membersOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import { causeLine } from "../calls/spoken-word.ts";
import type { Tx } from "../db/client.ts";
import { wallOf } from "../lib/zone.ts";
import { text } from "../texts/bundle.ts";
import { isForOwners, type Cause } from "./cause.ts";

/** Tells the owners, once a day, of a cause that only a person can do away with; of others nothing. */
export async function tellOwners(
  tx: Tx,
  businessId: string,
  { cause, botId, now }: { cause: Cause; botId: number; now: number },
): Promise<void> {
  if (!isForOwners(cause)) return;
  const business = await businessOf(tx, businessId);
  if (!business) return;
  const { y, mo, d } = wallOf(now, business.timezone);
  const members = await membersOf(tx, businessId);
  const posted: Notice[] = [];
  for (const { personId, role } of members) {
    const person = role === "owner" ? await personOf(tx, personId) : null;
    if (!person) continue;
    const { language } = person;
    const hint = cause === "provider_key" ? "recording-told-provider" : "recording-told-server";
    const lines = [
      `<b>${text(language, "recording-told")}</b>`,
      causeLine(language, cause),
      text(language, hint),
    ];
    posted.push({
      key: `speech:${cause}:${y}-${mo}-${d}:${personId}`,
      botId,
      telegramId: personId,
      threadId: null,
      html: lines.join("\n"),
      keyboard: null,
      silent: true,
      replyTo: null,
    });
  }
  await postNotices(tx, businessId, { posted, now });
}
