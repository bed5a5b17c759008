import type { Database } from "../db/client.ts";
import type { Answered } from "../gateways/whatsapp-answer.ts";
import { messageOf, templateOf, type WhatsappContent } from "../gateways/whatsapp-message.ts";
import type { WhatsappGateway } from "../gateways/whatsapp.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { text } from "../texts/bundle.ts";
import type { Courier, Delivered, Parcel } from "./courier.ts";
import type { Line } from "./line.ts";
import { noteWhatsapp, whatsappToken } from "./whatsapp-number-service.ts";
import type { WhatsappNumber } from "./whatsapp-number.ts";
import { personAt } from "./whatsapp-person-service.ts";
import { whatsappTrouble } from "./whatsapp-trouble-service.ts";
import { isWindowOver } from "./window.ts";

export type WhatsappCourierDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  gateway: Pick<WhatsappGateway, "send" | "markRead">;
  /** Frontdesk's own bot: tells people what does not work. */
  botId: () => number;
};

/**
 * Brings messages from a linked number to one of its people; null when the business has another number now, or nobody is
 * known there. `heardAt`: the customer's last message, epoch ms.
 */
export async function whatsappCourier(
  deps: WhatsappCourierDeps,
  { businessId, channel, via, heardAt }: Line & { heardAt: number | null },
  place: string,
): Promise<Courier | null> {
  const linked = await whatsappToken(deps, businessId);
  if (linked?.number.numberId !== via) return null;
  const person = await personAt(deps.db, businessId, place);
  if (person?.numberId !== via) return null;
  const { number, token } = linked;
  const keys = { number: `whatsapp:${via}`, customer: `whatsapp:${via}:${place}` };
  return {
    limits: [
      { key: keys.number, limits: [THROUGHPUT] },
      { key: keys.customer, limits: [PAIR] },
    ],
    patient: true,
    blockKey: keys.customer,
    doubtMs: DOUBT_MS,
    send: async (parcel) => {
      const now = deps.clock.now();
      if (isStopped(number, now)) return { retry: STOPPED_MS, told: false };
      const isOver = isWindowOver({ channel, via, heardAt }, now);
      const content = isOver ? lateContent(number, parcel) : freeContent(parcel);
      if (content === null) {
        if (parcel.brief !== null) await whatsappTrouble(deps, number, "no_template");
        return { closed: true };
      }
      const { userId, waId } = person;
      const message = { to: { userId, waId }, content, callback: String(parcel.id) };
      const answer = await deps.gateway.send({ numberId: via, token }, message);
      await note(deps, number, answer);
      return deliveredOf(answer, keys);
    },
  };
}

/** The courtesy of a received message: it is marked as read, and somebody is shown to write. Nothing depends on it. */
export async function markWhatsappRead(
  deps: Pick<WhatsappCourierDeps, "db" | "keyring" | "gateway">,
  { businessId, via }: Line,
  mark: { messageId: string; typing: boolean },
): Promise<void> {
  const linked = await whatsappToken(deps, businessId);
  if (linked?.number.numberId !== via) return;
  await deps.gateway.markRead({ numberId: via, token: linked.token }, mark);
}

/** Meta counts arrivals, we count departures: a little below its 80 a second. */
const THROUGHPUT = { count: 75, windowMs: 1050 };
/** One message every six seconds, with bursts (Meta: up to 45 at once, paid back by silence). */
const PAIR = { count: 10, windowMs: 60_000 };
/** Meta tells of a message that it took within seconds. */
const DOUBT_MS = 20_000;
const STOPPED_MS = 60_000;
/** A stopped number is tried again so often: what a person mended outside is found by itself. */
const TRY_AGAIN_MS = 600_000;

function isStopped({ error, checkedAt }: WhatsappNumber, now: number): boolean {
  if (error === null || error === "unreachable") return false;
  return checkedAt !== null && now - checkedAt < TRY_AGAIN_MS && now >= checkedAt;
}

function freeContent({ text: said, buttons, language }: Parcel): WhatsappContent {
  return messageOf({ text: said, buttons, choose: text(language, "whatsapp-choose") });
}

function lateContent({ template }: WhatsappNumber, { brief }: Parcel): WhatsappContent | null {
  return template === null || brief === null ? null : templateOf(template, brief);
}

async function note(
  deps: WhatsappCourierDeps,
  number: WhatsappNumber,
  answer: Answered<string>,
): Promise<void> {
  if ("ok" in answer && number.error !== null) {
    const { id, businessId } = number;
    await noteWhatsapp(deps.db, businessId, { id, error: null, now: deps.clock.now() });
  }
  if (!("fault" in answer)) return;
  const { fault } = answer;
  if (fault.act === "stop") await whatsappTrouble(deps, number, fault.trouble);
  if (fault.act === "template") await whatsappTrouble(deps, number, "template");
}

function deliveredOf(
  answer: Answered<string>,
  keys: { number: string; customer: string },
): Delivered {
  if ("ok" in answer) return { sent: answer.ok };
  if ("unsent" in answer) return { unsent: true };
  if ("ambiguous" in answer) return { ambiguous: true };
  const { fault, code, details } = answer;
  if (fault.act === "later") {
    const { waitMs: retry, told, of } = fault;
    return of === "message" ? { retry, told } : { retry, told, key: keys[of] };
  }
  if (fault.act === "stop") return { retry: STOPPED_MS, told: false };
  if (fault.act === "closed" || fault.act === "template") return { closed: true };
  if (fault.act === "declined") return { declined: true };
  if (fault.act === "dead") return { dead: "undeliverable" };
  return { refused: `${code} ${details}` };
}
