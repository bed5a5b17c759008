import type { MessageOrigin } from "grammy/types";
import { reachChat, reachMessage } from "./access.ts";
import { fileOf } from "./call.ts";
import type { Call, Plays } from "./call.ts";
import { audioContent, documentContent, photoContent, voiceContent } from "./media.ts";
import type { Content, Saved } from "./message.ts";
import { captionContent, post, posted, textContent } from "./post.ts";
import { badRequest } from "./refusal.ts";
import { messageJson, userJson } from "./view.ts";

/** Methods that put a message into a chat; the limits count them as sends. */
export const sendMethods: Plays = {
  sendMessage: (call, params) => posted(call, params, textContent(call, params)),
  sendPhoto: (call, params) => {
    const caption = captionContent(call, params);
    return posted(call, params, { ...photoContent(call, fileOf(call, params.photo)), ...caption });
  },
  sendDocument: (call, params) => {
    const caption = captionContent(call, params);
    return posted(call, params, {
      ...documentContent(call, fileOf(call, params.document)),
      ...caption,
    });
  },
  sendAudio: (call, params) => {
    const caption = captionContent(call, params);
    return posted(call, params, {
      ...audioContent(call, fileOf(call, params.audio), params),
      ...caption,
    });
  },
  sendVoice: (call, params) => {
    const caption = captionContent(call, params);
    return posted(call, params, {
      ...voiceContent(call, fileOf(call, params.voice), params),
      ...caption,
    });
  },
  copyMessage: (call, params) => {
    const { content } = source(call, params.from_chat_id, params.message_id, "message to copy");
    const { forward_origin: _dropped, ...copied } = content;
    const caption =
      params.caption === undefined || content.text !== undefined
        ? {}
        : captionContent(call, params);
    return { message_id: post(call, params, { ...copied, ...caption }).id };
  },
  forwardMessage: (call, params) => {
    const saved = source(call, params.from_chat_id, params.message_id, "message to forward");
    const content: Content = { ...saved.content, forward_origin: originOf(call, saved) };
    return messageJson(call.world, post(call, params, content));
  },
};

function source(call: Call, chatId: number | string, id: number, what: string): Saved {
  const chat = reachChat(call.world, call.bot, chatId, "read");
  const message = reachMessage(call.world, chat, id, what);
  if (message.service)
    throw badRequest(
      what.endsWith("copy") ? "Message can't be copied" : "Message can't be forwarded",
    );
  return message;
}

function originOf({ world }: Call, saved: Saved): MessageOrigin {
  return (
    saved.content.forward_origin ?? {
      type: "user",
      sender_user: userJson(world, saved.from),
      date: saved.date,
    }
  );
}
