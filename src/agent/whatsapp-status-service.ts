import type { Line } from "../channels/line.ts";
import { numberByMeta } from "../channels/whatsapp-number-service.ts";
import { isFurther, type WhatsappStatus } from "../channels/whatsapp-status.ts";
import { whatsappTrouble } from "../channels/whatsapp-trouble-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { faultOf, type WhatsappFault } from "../gateways/whatsapp-fault.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { changeConversation, conversationById } from "./conversation-store.ts";
import { sayJob } from "./say-job.ts";
import { tellUndelivered, type Undelivered } from "./undelivered-service.ts";
import { dropLeaving } from "./leaving-store.ts";
import { lockSent, markStatus, settleSent, takeBack, type Sent } from "./whatsapp-store.ts";

export type StatusDeps = {
  db: Database;
  clock: Clock;
  /** The main bot's: it tells the business's people. */
  botId: () => number;
  wakeAt: (at: number) => void;
  failed: (problem: string, about: Record<string, unknown>) => void;
};

/**
 * What became of a message that left: its furthest stage stays, an answer that nobody had got is settled by it, and one that
 * failed does what its code asks for.
 */
export async function noteStatus(
  deps: StatusDeps,
  line: Line,
  given: WhatsappStatus,
): Promise<void> {
  const failed = await deps.db.transaction(async (tx) => {
    const sent = await lockSent(tx, line, given);
    if (!sent) return null;
    if (!sent.settled) await settle(deps, line, { tx, sent, given });
    if (!isFurther(given.status, sent.status)) return null;
    const { status, code } = given;
    const reason = code === null ? null : String(code);
    await markStatus(tx, line.businessId, { id: sent.id, status, reason });
    if (status !== "failed") return null;
    const fault = faultOf({ code: code ?? UNKNOWN });
    if (fault.act === "later" && sent.last && !sent.again) {
      await sendAgain(deps, line, { tx, sent, given, waitMs: fault.waitMs });
      return null;
    }
    await undelivered(deps, line, { tx, sent, fault });
    await troubled(deps, line, { tx, fault });
    return fault.act === "refused" ? { utterance: sent.id, code } : null;
  });
  if (failed !== null) deps.failed("Meta could not deliver", failed);
}

/** Meta names a code with every failure; without one nothing is known. */
const UNKNOWN = -1;

type Noted = { tx: Tx; sent: Sent };

/** Meta had taken it: it is not sent again, and what waits behind it leaves. */
async function settle(
  { clock }: StatusDeps,
  { businessId }: Line,
  { tx, sent, given }: Noted & { given: WhatsappStatus },
): Promise<void> {
  const { id, conversationId } = sent;
  const at = Math.min(given.at ?? clock.now(), clock.now());
  await settleSent(tx, businessId, { id, externalId: given.externalId, at });
  await add(tx, sayJob({ businessId, conversationId }));
}

/** Once: a later one has a code that people must see. */
async function sendAgain(
  { clock, wakeAt }: StatusDeps,
  { businessId }: Line,
  { tx, sent, given, waitMs }: Noted & { given: WhatsappStatus; waitMs: number },
): Promise<void> {
  const { id, conversationId } = sent;
  const at = clock.now() + waitMs;
  await takeBack(tx, businessId, { id, externalId: given.externalId });
  await add(tx, sayJob({ businessId, conversationId }, at));
  wakeAt(at);
}

async function undelivered(
  { clock, botId }: StatusDeps,
  { businessId }: Line,
  { tx, sent, fault }: Noted & { fault: WhatsappFault },
): Promise<void> {
  const { id, author, conversationId } = sent;
  const conversation = await conversationById(tx, businessId, conversationId);
  if (!conversation) return;
  const now = clock.now();
  if (fault.act === "dead") {
    await dropLeaving(tx, businessId, { conversationId, reason: "blocked" });
    await changeConversation(tx, businessId, { id: conversationId, unreachableAt: now });
  }
  const reason = reasons[fault.act] ?? "refused";
  await tellUndelivered(tx, conversation, {
    utterance: { id, author },
    reason,
    botId: botId(),
    now,
  });
}

/** Meta told of the number, or of its template, with the message. */
async function troubled(
  deps: StatusDeps,
  { businessId, via }: Line,
  { tx, fault }: { tx: Tx; fault: WhatsappFault },
): Promise<void> {
  if (fault.act !== "stop" && fault.act !== "template") return;
  const number = await numberByMeta(tx, via);
  const trouble = fault.act === "stop" ? fault.trouble : "template";
  if (number?.businessId === businessId)
    await whatsappTrouble({ ...deps, db: tx }, number, trouble);
}

const reasons: Partial<Record<WhatsappFault["act"], Undelivered>> = {
  dead: "blocked",
  closed: "closed",
  template: "closed",
  declined: "declined",
};
