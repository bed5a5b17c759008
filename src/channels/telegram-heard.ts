import { z } from "zod";
import type { Heard, HeardKind, Sender } from "./heard.ts";

const id = z.number().int();
const user = z.looseObject({
  id,
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.looseObject({ id, type: z.string() });
const message = z.looseObject({
  message_id: id,
  chat,
  from: user.optional(),
  date: z.number().optional(),
  edit_date: z.number().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  forward_origin: z.unknown().optional(),
  contact: z.looseObject({ phone_number: z.string(), user_id: id.optional() }).optional(),
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
      message: z.looseObject({ chat }).optional(),
    })
    .optional(),
  my_chat_member: z
    .looseObject({ chat, from: user, new_chat_member: z.looseObject({ status: z.string() }) })
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

function senderOf({ chat: place, from }: Pick<Message, "chat" | "from">): Sender | null {
  if (place.type !== "private" || from?.is_bot === true) return null;
  const name = [from?.first_name, from?.last_name].filter((part) => part !== undefined).join(" ");
  const chatId = String(place.id);
  return {
    place: chatId,
    handles: [chatId],
    name: name.trim() === "" ? null : name,
    languageCode: from?.language_code ?? null,
    phone: null,
  };
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
