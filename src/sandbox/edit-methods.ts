import { reachChat, reachMessage } from "./access.ts";
import { fileOf, type Call, type Plays } from "./call.ts";
import { isAdmin } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { checkInline } from "./keyboard.ts";
import { photoContent } from "./media.ts";
import type { Saved } from "./message.ts";
import { captionContent, edit, editable, textContent } from "./post.ts";
import { badRequest, notPlayed } from "./refusal.ts";

const DELETABLE_S = 48 * 3600;

/** Methods that change a message; the limits count them as edits. */
export const editMethods: Plays = {
  editMessageText: (call, params) => {
    const content = textContent(call, params);
    const { message } = editable(call, params);
    if (message.content.text === undefined)
      throw badRequest("there is no text in the message to edit");
    return edit(call, message, content, checkInline(params.reply_markup));
  },
  editMessageCaption: (call, params) => {
    const caption = captionContent(call, params);
    const { message } = editable(call, params);
    if (message.content.text !== undefined)
      throw badRequest("there is no caption in the message to edit");
    const { caption: _text, caption_entities: _entities, ...medium } = message.content;
    return edit(call, message, { ...medium, ...caption }, checkInline(params.reply_markup));
  },
  editMessageMedia: (call, params) => {
    const { media } = params;
    if (media.type !== "photo") throw notPlayed(`changing a message's media to ${media.type}`);
    // A message of text becomes one of media, as Telegram does it; the old caption goes with the old media.
    const caption = captionContent(call, media);
    const photo = photoContent(call, fileOf(call, media.media));
    const { message } = editable(call, params);
    if (message.content.contact !== undefined) throw badRequest("Message can't be edited");
    return edit(call, message, { ...photo, ...caption }, checkInline(params.reply_markup));
  },
  editMessageReplyMarkup: (call, params) => {
    const { message } = editable(call, params);
    return edit(call, message, message.content, checkInline(params.reply_markup));
  },
};

/** Taking messages away is not limited. */
export const deleteMethods: Plays = {
  deleteMessage: (call, { chat_id, message_id }) => {
    const chat = reachChat(call.world, call.bot, chat_id, "write");
    const message = reachMessage(call.world, chat, message_id, "message to delete");
    checkDeletable(call, chat, message);
    call.world.saveMessage({ ...message, deleted: true });
    return true;
  },
  deleteMessages: (call, { chat_id, message_ids }) => {
    if (message_ids.length === 0) throw badRequest("Message identifiers are not specified");
    if (message_ids.length > 100) throw badRequest("Too many message identifiers specified");
    if (message_ids.some((id) => id <= 0)) throw badRequest("Invalid message identifier specified");
    const chat = reachChat(call.world, call.bot, chat_id, "write");
    const messages = message_ids
      .flatMap((id) => call.world.message(chat.key, id) ?? [])
      .filter((message) => !message.deleted);
    for (const message of messages) checkDeletable(call, chat, message);
    for (const message of messages) call.world.saveMessage({ ...message, deleted: true });
    return true;
  },
};

function checkDeletable({ world, bot }: Call, chat: Chat, message: Saved): void {
  if (chat.type !== "private" && isAdmin(chat, bot.id)) return;
  if (chat.type !== "private" && message.from !== bot.id)
    throw badRequest("Message can't be deleted");
  if (world.seconds() - message.date > DELETABLE_S)
    throw badRequest("Message can't be deleted for everyone");
}
