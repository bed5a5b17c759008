import { z } from "zod";
import type { ToldConnection } from "./business-connection.ts";
import type { Heard, HeardKind, Sender } from "./heard.ts";

const id = z.number().int();
const user = z.looseObject({
  id,
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.looseObject({
  id,
  type: z.string(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
const message = z.looseObject({
  message_id: id,
  chat,
  from: user.optional(),
  date: z.number().optional(),
  edit_date: z.number().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  forward_origin: z.unknown().optional(),
  business_connection_id: z.string().optional(),
  sender_business_bot: z.unknown().optional(),
  is_from_offline: z.boolean().optional(),
  contact: z.looseObject({ phone_number: z.string(), user_id: id.optional() }).optional(),
});
const connection = z.looseObject({
  id: z.string().min(1),
  user,
  user_chat_id: id,
  rights: z.looseObject({ can_reply: z.boolean().optional() }).optional(),
  is_enabled: z.boolean(),
});
const updateShape = z.looseObject({
  update_id: id,
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: z.looseObject({ chat, business_connection_id: z.string().optional() }).optional(),
    })
    .optional(),
  my_chat_member: z
    .looseObject({ chat, from: user, new_chat_member: z.looseObject({ status: z.string() }) })
    .optional(),
  business_connection: connection.optional(),
  business_message: message.optional(),
  edited_business_message: message.optional(),
  deleted_business_messages: z
    .looseObject({ business_connection_id: z.string(), chat, message_ids: z.array(id) })
    .optional(),
});

export type SalonUpdate = z.infer<typeof updateShape>;

/** An update of Telegram's, or null for what is none. */
export function readUpdate(given: unknown): SalonUpdate | null {
  const read = updateShape.safeParse(given);
  return read.success ? read.data : null;
}

/** Null: nothing that is answered — a group, another bot, a kind of update that was not asked for. */
export function heardOf(update: SalonUpdate): Heard | null {
  const { message: said, edited_message: edited, callback_query: pressed } = update;
  if (said) return ofMessage(said);
  if (edited) return ofEdited(edited);
  if (pressed) return ofPress(pressed);
  return update.my_chat_member ? ofMember(update.my_chat_member) : null;
}

/** What Telegram told of a connection with an account, or null where an object is none. */
export function toldConnection(given: unknown): ToldConnection | null {
  const read = connection.safeParse(given);
  if (!read.success) return null;
  const {
    id: connectionId,
    user: owner,
    user_chat_id: ownerChatId,
    rights,
    is_enabled,
  } = read.data;
  return {
    id: connectionId,
    ownerId: owner.id,
    ownerChatId,
    ownerName: nameOf(owner),
    canReply: rights?.can_reply === true,
    enabled: is_enabled,
  };
}

/** The connection that an update came over; null in the bot's own chats. */
export function viaOf(update: SalonUpdate): string | null {
  const said = update.business_message ?? update.edited_business_message;
  const via =
    said?.business_connection_id ??
    update.deleted_business_messages?.business_connection_id ??
    update.callback_query?.message?.business_connection_id;
  return via ?? null;
}

/**
 * What came over an account that the bot is connected to. What the owner writes there themselves is theirs; what our bot
 * wrote, and what Telegram writes for them (greetings, away messages, scheduled ones), is nothing.
 */
export function businessHeard(
  update: SalonUpdate,
  { ownerId, botId }: { ownerId: number; botId: number },
): Heard[] {
  const { business_message: said, edited_business_message: edited } = update;
  const { deleted_business_messages: gone, callback_query: pressed } = update;
  const theirs = (said ?? edited ?? gone ?? pressed?.message)?.chat.id;
  // Notes to themselves, and the owner's own chat with the bot.
  if (theirs === undefined || theirs === ownerId || theirs === botId) return [];
  if (gone)
    return gone.message_ids.flatMap((messageId): Heard[] => {
      const from = senderOf({ chat: gone.chat });
      return from ? [{ what: "deleted", from, externalId: `m${messageId}` }] : [];
    });
  if (pressed) return pressed.from.id === ownerId ? [] : listed(ofPress(pressed));
  const one = said ?? edited;
  if (!one || one.sender_business_bot !== undefined || one.is_from_offline === true) return [];
  if (one.from?.id !== ownerId) return listed(said ? ofMessage(one) : ofEdited(one));
  return said ? listed(ofOwner(said, ownerId)) : [];
}

/** Telegram's own limit of a message; captions are shorter. */
const TEXT_LENGTH = 4096;

type Message = z.infer<typeof message>;

function ofMessage(said: Message): Heard | null {
  const from = senderOf(said);
  if (!from || isService(said)) return null;
  const { contact } = said;
  const isOwn = contact?.user_id !== undefined && contact.user_id === said.from?.id;
  const ownPhone = contact && isOwn ? withPlus(contact.phone_number) : null;
  return {
    what: "message",
    from,
    externalId: `m${said.message_id}`,
    kind: kindOf(said),
    text: ownPhone ?? wordsOf(said),
    ownPhone,
    at: null,
  };
}

function ofEdited(edited: Message): Heard | null {
  const from = senderOf(edited);
  if (!from) return null;
  const externalId = `m${edited.message_id}`;
  return {
    what: "edited",
    from,
    externalId,
    editId: `${externalId}e${edited.edit_date ?? 0}`,
    text: wordsOf(edited),
  };
}

function ofPress(pressed: NonNullable<SalonUpdate["callback_query"]>): Heard | null {
  const { from: by, message: under, data = "" } = pressed;
  // Under a message that Telegram keeps no more there is no chat; in private it is the person.
  const place = under?.chat ?? { id: by.id, type: "private" };
  const from = senderOf({ chat: place, from: by });
  if (!from) return null;
  return {
    what: "pressed",
    from,
    externalId: `c${pressed.id}`,
    callbackId: pressed.id,
    data,
    title: null,
    at: null,
  };
}

function ofMember(member: NonNullable<SalonUpdate["my_chat_member"]>): Heard | null {
  const from = senderOf(member);
  if (!from) return null;
  return { what: "reach", from, gone: member.new_chat_member.status === "kicked" };
}

function ofOwner(said: Message, ownerId: number): Heard | null {
  const from = senderOf({ chat: said.chat });
  if (!from || isService(said)) return null;
  return {
    what: "owner",
    from: { ...from, name: nameOf(said.chat) },
    externalId: `m${said.message_id}`,
    text: wordsOf(said),
    by: ownerId,
  };
}

function listed(heard: Heard | null): Heard[] {
  return heard === null ? [] : [heard];
}

function senderOf({ chat: place, from }: Pick<Message, "chat" | "from">): Sender | null {
  if (place.type !== "private" || from?.is_bot === true) return null;
  const chatId = String(place.id);
  return {
    place: chatId,
    handles: [chatId],
    name: nameOf(from),
    languageCode: from?.language_code ?? null,
    phone: null,
  };
}

function nameOf(
  from: { first_name?: string | undefined; last_name?: string | undefined } | undefined,
): string | null {
  const name = [from?.first_name, from?.last_name].filter((part) => part !== undefined).join(" ");
  return name.trim() === "" ? null : name;
}

/** Telegram gives numbers of contacts with or without a plus. */
function withPlus(phone: string): string {
  return phone.startsWith("+") ? phone : `+${phone}`;
}

function wordsOf({ text, caption }: Pick<Message, "text" | "caption">): string {
  return (text ?? caption ?? "").slice(0, TEXT_LENGTH);
}

const kinds: readonly [string, HeardKind][] = [
  ["photo", "photo"],
  ["sticker", "sticker"],
  ["animation", "sticker"],
  ["voice", "voice"],
  ["audio", "voice"],
  ["video_note", "voice"],
  ["contact", "contact"],
  ["venue", "location"],
  ["location", "location"],
  ["video", "file"],
  ["document", "file"],
];

function kindOf(said: Message): HeardKind {
  if (said.forward_origin !== undefined) return "forwarded";
  if (said.text !== undefined) return "text";
  return kinds.find(([field]) => said[field] !== undefined)?.[1] ?? "other";
}

/** What Telegram writes into a chat by itself. */
const services = [
  "pinned_message",
  "message_auto_delete_timer_changed",
  "write_access_allowed",
  "users_shared",
  "chat_shared",
  "chat_background_set",
];

function isService(said: Message): boolean {
  return services.some((field) => said[field] !== undefined);
}
