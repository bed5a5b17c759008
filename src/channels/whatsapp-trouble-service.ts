import { membersOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import type { Tx } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { noteWhatsapp } from "./whatsapp-number-service.ts";
import type { WhatsappNumber } from "./whatsapp-number.ts";

/** What the owner and the admins are told, once a day each: the number is stopped, or its template does not fit. */
export type WhatsappTrouble = "revoked" | "permission" | "restricted" | "template" | "no_template";

/** `db`: a transaction, too, where the trouble is noted only together with what it was read of. */
type TroubleDeps = { db: Tx; clock: Clock; botId: () => number };

/** Notes why nothing leaves from a number, and tells those who can see to it. */
export async function whatsappTrouble(
  { db, clock, botId }: TroubleDeps,
  { id, businessId }: Pick<WhatsappNumber, "id" | "businessId">,
  trouble: WhatsappTrouble,
): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    if (trouble !== "template" && trouble !== "no_template")
      await noteWhatsapp(tx, businessId, { id, error: trouble, now });
    await tellLeaders(tx, businessId, { trouble, now, botId: botId() });
  });
}

const DAY_MS = 86_400_000;

const lines: Record<WhatsappTrouble, TextId> = {
  revoked: "whatsapp-alert-revoked",
  permission: "whatsapp-alert-permission",
  restricted: "whatsapp-alert-restricted",
  template: "whatsapp-alert-template",
  no_template: "whatsapp-alert-no-template",
};

async function tellLeaders(
  tx: Tx,
  businessId: string,
  { trouble, now, botId }: { trouble: WhatsappTrouble; now: number; botId: number },
): Promise<void> {
  const posted: Notice[] = [];
  for (const { personId, role } of await membersOf(tx, businessId)) {
    const person = role === "owner" || role === "admin" ? await personOf(tx, personId) : null;
    if (!person) continue;
    posted.push({
      key: `whatsapp:${trouble}:${Math.floor(now / DAY_MS)}:${personId}`,
      botId,
      telegramId: personId,
      threadId: null,
      html: text(person.language, lines[trouble]),
      keyboard: null,
      silent: false,
      replyTo: null,
    });
  }
  await postNotices(tx, businessId, { posted, now });
}
