import type { Heard, HeardKind } from "./heard.ts";
import { identityOf, isKnown, storable, type WhatsappIdentity } from "./whatsapp-person.ts";
import {
  codeOf,
  numbersOfCards,
  readValue,
  type WhatsappContact,
  type WhatsappMessage,
  type WhatsappPosted,
  type WhatsappValue,
} from "./whatsapp-shape.ts";
import { isWhatsappStatus, type WhatsappStatus } from "./whatsapp-status.ts";

type Without<H> = H extends { from: unknown } ? Omit<H, "from"> : never;
/** What was heard before it is known who in the table of people said it. */
export type Unplaced = Without<Exclude<Heard, { what: "reach" }>>;

export type WhatsappEvent =
  | { is: "heard"; from: WhatsappIdentity; heard: Unplaced }
  | { is: "status"; status: WhatsappStatus }
  /** Somebody has another number or another user id now. */
  | { is: "changed"; was: WhatsappIdentity; now: WhatsappIdentity }
  /** They want offers of the business, or none. */
  | { is: "preference"; of: WhatsappIdentity; offers: boolean }
  /** It means nothing to a conversation. */
  | { is: "nothing"; why: string }
  | { is: "unread"; what: string };

/** Everything that one change of Meta's webhook tells, in its order; whatever cannot be read stands for itself alone. */
export function eventsOf(value: unknown): WhatsappEvent[] {
  const read = readValue(value);
  if (!read) return [{ is: "unread", what: "value" }];
  return [
    ...read.messages.map((message) => (message ? ofMessage(message, read) : unread("message"))),
    ...read.echoes.map((echo) => (echo ? ofEcho(echo, read) : unread("echo"))),
    ...read.statuses.map((status) => (status ? ofStatus(status) : unread("status"))),
    ...read.updates.map((update): WhatsappEvent => {
      if (!update) return unread("user_id_update");
      const { previous, current } = update.user_id;
      const was = identityOf({ userId: previous });
      return changed(was, identityOf({ userId: current, waId: update.wa_id }));
    }),
    ...read.preferences.map((preference): WhatsappEvent => {
      if (!preference) return unread("user_preferences");
      const { wa_id: waId, user_id: userId, category, value: wish } = preference;
      const of = identityOf({ waId, userId });
      if (category !== "marketing_messages" || !isKnown(of))
        return { is: "nothing", why: "preference" };
      return { is: "preference", of, offers: wish !== "stop" };
    }),
  ];
}

/** Meta's own limit of a message. */
const TEXT_LENGTH = 4096;
const BUTTON = /^\d{1,15}:\d{1,3}$/;

function unread(what: string): WhatsappEvent {
  return { is: "unread", what };
}

function ofMessage(message: WhatsappMessage, read: WhatsappValue): WhatsappEvent {
  if (message.type === "system") return ofSystem(message);
  const from = whoWrote(read, { waId: message.from, userId: message.from_user_id });
  return heard(from, message, () => meaningOf(message, from));
}

/** What the owner wrote from their phone: the customer is whoever the business's own number is not. */
function ofEcho(echo: WhatsappMessage, read: WhatsappValue): WhatsappEvent {
  const isTo = digitsOf(echo.to) !== digitsOf(read.ownNumber ?? undefined);
  const shown = isTo
    ? { waId: echo.to, userId: echo.to_user_id }
    : { waId: echo.from, userId: echo.from_user_id };
  const customer = whoWrote(read, shown);
  return heard(customer, echo, () => {
    const externalId = storable(echo.id);
    if (echo.type === "revoke") return null;
    const said = echo.type === "edit" ? (echo.edit?.message ?? {}) : echo;
    return { what: "owner", externalId, text: wordsOf(said), by: null };
  });
}

function heard(
  from: WhatsappIdentity,
  { group_id: group, type = "" }: WhatsappMessage,
  meaning: () => Unplaced | null,
): WhatsappEvent {
  if (group !== undefined) return { is: "nothing", why: "group" };
  if (!isKnown(from)) return unread("sender");
  const meant = meaning();
  return meant ? { is: "heard", from, heard: meant } : { is: "nothing", why: storable(type) };
}

/** Who a payload names, with what its `contacts` tell of the same person; a lone contact stands for whoever is not named. */
function whoWrote(
  { contacts }: WhatsappValue,
  shown: { waId: string | undefined; userId: string | undefined },
): WhatsappIdentity {
  const named = identityOf(shown);
  const told = contacts.find((contact) => isOf(contact, named)) ?? loneOf(contacts, named);
  if (!told) return named;
  const { wa_id: waId, user_id: userId, profile } = told;
  const { username, name } = profile ?? {};
  const contact = identityOf({ waId, userId, username, name });
  return {
    ...contact,
    userId: named.userId ?? contact.userId,
    waId: named.waId ?? contact.waId,
  };
}

function isOf({ wa_id: waId, user_id: userId }: WhatsappContact, named: WhatsappIdentity): boolean {
  const contact = identityOf({ waId, userId });
  if (named.userId !== null && contact.userId !== null) return contact.userId === named.userId;
  return named.waId !== null && contact.waId === named.waId;
}

function loneOf(contacts: WhatsappContact[], named: WhatsappIdentity): WhatsappContact | undefined {
  return contacts.length === 1 && !isKnown(named) ? contacts[0] : undefined;
}

function digitsOf(number: string | undefined): string {
  return (number ?? "").replace(/\D/g, "");
}

function ofSystem({ id, from, from_user_id: fromUser, system }: WhatsappMessage): WhatsappEvent {
  const now = identityOf({ waId: system?.wa_id ?? system?.new_wa_id, userId: system?.user_id });
  if (system?.type === "user_changed_number")
    return changed(identityOf({ waId: from, userId: fromUser }), now);
  if (system?.type !== "user_changed_user_id")
    return { is: "nothing", why: storable(`system ${system?.type ?? ""} ${id}`).slice(0, 100) };
  // The former one stands only in the sentence for people.
  const told = (system.body ?? "").match(/\b[A-Z]{2}\.[A-Za-z0-9]{1,128}\b/g) ?? [];
  const former = told.find((userId) => userId !== now.userId);
  return changed(identityOf({ waId: from, userId: fromUser ?? former }), now);
}

function changed(was: WhatsappIdentity, now: WhatsappIdentity): WhatsappEvent {
  if (!isKnown(was) || !isKnown(now)) return { is: "nothing", why: "identity" };
  return { is: "changed", was, now };
}

function ofStatus(posted: WhatsappPosted): WhatsappEvent {
  const { id, status, biz_opaque_callback_data: given = "", recipient_type: to } = posted;
  if (to === "group") return { is: "nothing", why: "group" };
  if (!isWhatsappStatus(status)) return { is: "nothing", why: "status" };
  return {
    is: "status",
    status: {
      externalId: storable(id),
      utteranceId: /^\d{1,15}$/.test(given) ? Number(given) : null,
      status,
      code: codeOf(posted.errors),
      at: msOf(posted.timestamp),
    },
  };
}

function meaningOf(message: WhatsappMessage, { waId }: WhatsappIdentity): Unplaced | null {
  const externalId = storable(message.id);
  const { type = "", interactive, button, edit, revoke, contacts } = message;
  const at = msOf(message.timestamp);
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  if (type === "interactive" && reply?.id !== undefined)
    return pressed(externalId, { data: reply.id, title: reply.title, at });
  // A button of a template has the data that we sent with it, or no more than its own words.
  if (type === "button" && BUTTON.test(button?.payload ?? ""))
    return pressed(externalId, { data: button?.payload ?? "", title: button?.text, at });
  if (type === "edit") {
    const original = edit?.original_message_id;
    if (original === undefined) return null;
    const text = wordsOf(edit?.message ?? {});
    return { what: "edited", externalId: storable(original), editId: externalId, text };
  }
  if (type === "revoke") {
    const original = revoke?.original_message_id;
    return original === undefined ? null : { what: "deleted", externalId: storable(original) };
  }
  const told = { what: "message" as const, externalId, ownPhone: null, at };
  if (type === "reaction") return ofReaction(message, told);
  if (silent.includes(type)) return null;
  if (type === "contacts") return { ...told, kind: "contact", ...cardOf(contacts, waId) };
  return { ...told, kind: kindOf(message), text: wordsOf(message) };
}

/** Events of WhatsApp's own that look like messages. */
const silent = ["request_welcome", "ephemeral", "payment"];

type Told = { what: "message"; externalId: string; ownPhone: null; at: number | null };

/** It is kept for whoever reads along, and nobody answers it; one that was taken away is nothing. */
function ofReaction({ reaction }: WhatsappMessage, told: Told): Unplaced | null {
  const emoji = storable(reaction?.emoji ?? "").slice(0, 32);
  if (emoji === "") return null;
  return { ...told, kind: "other", text: emoji.toWellFormed(), silent: true };
}

/** A card shows a number of theirs only where WhatsApp hides none: of one who is hidden it is what they typed. */
function cardOf(cards: readonly unknown[] | undefined, waId: string | null) {
  const shown = numbersOfCards(cards).map((number) => identityOf({ waId: number }).waId);
  if (waId !== null && shown.includes(waId)) return { text: `+${waId}`, ownPhone: `+${waId}` };
  const [only, ...more] = shown;
  const isTyped = waId === null && only !== undefined && only !== null && more.length === 0;
  return { text: isTyped ? `+${only}` : "", ownPhone: null };
}

function pressed(
  externalId: string,
  { data, title, at }: { data: string; title: string | undefined; at: number | null },
): Unplaced {
  return {
    what: "pressed",
    externalId,
    callbackId: null,
    data: storable(data).slice(0, 256),
    title: title === undefined ? null : cut(title),
    at,
  };
}

const kinds: ReadonlyMap<string, HeardKind> = new Map([
  ["text", "text"],
  ["button", "text"],
  ["image", "photo"],
  ["sticker", "sticker"],
  ["audio", "voice"],
  ["voice", "voice"],
  ["video", "file"],
  ["document", "file"],
  ["location", "location"],
]);

function kindOf({ type = "", context }: WhatsappMessage): HeardKind {
  if (context?.forwarded === true || context?.frequently_forwarded === true) return "forwarded";
  return kinds.get(type) ?? "other";
}

type Worded = Pick<
  Partial<WhatsappMessage>,
  "text" | "image" | "video" | "audio" | "document" | "button" | "order"
>;

function wordsOf({ text, image, video, audio, document, button, order }: Worded): string {
  const media = image ?? video ?? audio ?? document;
  return cut(text?.body ?? media?.caption ?? button?.text ?? order?.text ?? "");
}

function cut(text: string): string {
  return storable(text).slice(0, TEXT_LENGTH).toWellFormed();
}

function msOf(seconds: string | number | undefined): number | null {
  const at = Number(seconds ?? 0) * 1000;
  return at > 0 ? at : null;
}
