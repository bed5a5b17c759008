import { describe, expect, test } from "vitest";
import { judgeChat, type Seen, type Wish } from "../flows/outcome.ts";
import type { Message, Request } from "../flows/stand.ts";
import { saysMissed, titleOf } from "../flows/title.ts";
import { text } from "../../src/texts/bundle.ts";
import { languages } from "../../src/texts/language.ts";
import type { Expected } from "./replay.ts";

const answeredCall: Expected = { key: "a", direction: "in", outcome: "answered" };
const missedCall: Expected = { key: "m", direction: "in", outcome: "no_answer" };
const outgoingCall: Expected = { key: "o", direction: "out", outcome: "answered" };
const internalCall: Expected = { key: "i", direction: "internal", outcome: "answered" };

const ringing = "📞 Вхідний дзвінок\nНовий номер · +380 67 000 00 01";
const ended = "📞 Вхідний дзвінок · завершено\nНовий номер · +380 67 000 00 01";
const answered = "✅ Вхідний · 1 хв 35 с\nХто відповів: Олена";
const missed = "❌ Пропущений дзвінок · чекали 41 с\nНовий номер";
const outgoing = "↗️ Вихідний · 20 с\nХто дзвонив: Олена";

const two: Wish = {
  style: "two",
  language: "uk",
  buttons: false,
  thread: null,
  calls: [answeredCall],
  rings: "due",
  killed: false,
};

type Sent = Partial<
  Pick<Message, "deleted" | "reply_to_message_id" | "thread" | "reply_markup">
> & {
  /** What it said, in order; the last still stands there. */
  said: string[];
  silent?: boolean;
};

/** A chat with these messages, and the requests that made them. */
function chatOf(...sent: Sent[]): Seen {
  const requests: Request[] = [];
  const messages = sent.map(({ said, silent = false, ...more }, i): Message => {
    const id = i + 1;
    for (const [n, html] of said.entries()) {
      const target = n === 0 ? {} : { message_id: id };
      const topic = n === 0 && more.thread !== undefined ? { message_thread_id: more.thread } : {};
      const mute = silent ? { disable_notification: true } : {};
      requests.push({
        n: requests.length + 1,
        at: 0,
        method: n === 0 ? "sendMessage" : "editMessageText",
        params: { chat_id: -1, text: html, ...target, ...topic, ...mute },
        ok: true,
      });
    }
    const stands = said.at(-1) ?? "";
    return {
      message_id: id,
      text: stands,
      html: stands,
      date: 0,
      from: { id: 7, is_bot: true },
      edits: said.length - 1,
      silent,
      deleted: false,
      ...more,
    };
  });
  return { messages, requests };
}

const right = chatOf({ said: [ringing, ended] }, { said: [answered], reply_to_message_id: 1 });
const complaintsOf = (wish: Wish, seen: Seen): string[] => judgeChat(wish, seen).complaints;

describe("chats as they should be", () => {
  test.each<[string, Wish, Seen]>([
    ["two: an answered call", two, right],
    [
      "two: a missed call",
      { ...two, calls: [missedCall] },
      chatOf({ said: [ringing, ended] }, { said: [missed], reply_to_message_id: 1 }),
    ],
    ["two: a call heard of late", { ...two, rings: "none" }, chatOf({ said: [answered] })],
    [
      "two: an outgoing and an internal call",
      { ...two, calls: [outgoingCall, internalCall] },
      chatOf({ said: [outgoing] }),
    ],
    [
      "two: a late event corrected the final message",
      { ...two, calls: [missedCall], rings: "maybe" },
      chatOf({ said: [answered, missed] }),
    ],
    ["one: an answered call", { ...two, style: "one" }, chatOf({ said: [ringing, answered] })],
    [
      "one: a missed call is sent anew",
      { ...two, style: "one", calls: [missedCall] },
      chatOf({ said: [ringing], deleted: true }, { said: [missed] }),
    ],
    ["final: an answered call", { ...two, style: "final" }, chatOf({ said: [answered] })],
    ["a topic", { ...two, style: "final", thread: 5 }, chatOf({ said: [answered], thread: 5 })],
  ])("%s", (_what, wish, seen) => {
    expect(judgeChat(wish, seen)).toEqual({ complaints: [], extra: 0 });
  });
});

describe("chats as they should not be", () => {
  const one: Wish = { ...two, style: "one" };
  const final: Wish = { ...two, style: "final" };
  test.each<[string, Wish, Seen]>([
    ["nothing came", two, chatOf()],
    ["no incoming message", two, chatOf({ said: [answered] })],
    ["no final message", two, chatOf({ said: [ringing, ended] })],
    [
      "the final message twice",
      two,
      chatOf({ said: [ringing, ended] }, ...twice({ said: [answered], reply_to_message_id: 1 })),
    ],
    [
      "the second final message was taken away again",
      two,
      chatOf(
        { said: [ringing, ended] },
        { said: [answered], reply_to_message_id: 1 },
        { said: [answered], deleted: true },
      ),
    ],
    [
      "two incoming messages",
      two,
      chatOf(...twice({ said: [ringing, ended] }), { said: [answered], reply_to_message_id: 1 }),
    ],
    [
      "a false missed, corrected later",
      two,
      chatOf({ said: [ringing, ended] }, { said: [missed, answered], reply_to_message_id: 1 }),
    ],
    [
      "a false missed in the message of the incoming call",
      one,
      chatOf({ said: [ringing, missed, answered] }),
    ],
    [
      "a false missed that was taken away",
      final,
      chatOf({ said: [missed], deleted: true }, { said: [answered] }),
    ],
    ["a false missed in another language", final, chatOf({ said: ["❌ Missed call", answered] })],
    ["a missed somewhere in the text", final, chatOf({ said: [`${answered}\nпропущено о 12:40`] })],
    [
      "the answered one of two calls was called missed",
      { ...final, calls: [missedCall, answeredCall] },
      chatOf({ said: [missed] }, { said: [missed, answered] }),
    ],
    [
      "a missed call was called answered",
      { ...final, calls: [missedCall] },
      chatOf({ said: [answered] }),
    ],
    [
      "the incoming message was left ringing",
      two,
      chatOf({ said: [ringing] }, { said: [answered], reply_to_message_id: 1 }),
    ],
    [
      "the final message replies to nothing",
      two,
      chatOf({ said: [ringing, ended] }, { said: [answered] }),
    ],
    ["another language", final, chatOf({ said: ["✅ Входящий · 1 мин 35 с"] })],
    ["another language for a while", one, chatOf({ said: ["📞 Incoming call", answered] })],
    ["what is no card", final, chatOf({ said: [answered] }, { said: ["undefined"] })],
    [
      "one: the answered call was sent anew",
      one,
      chatOf({ said: [ringing], deleted: true }, { said: [answered] }),
    ],
    [
      "one: the incoming message stayed",
      one,
      chatOf({ said: [ringing, ended] }, { said: [answered] }),
    ],
    [
      "one: the missed call came without a new message",
      { ...one, calls: [missedCall] },
      chatOf({ said: [ringing, missed] }),
    ],
    [
      "one: the message of a missed call stayed",
      { ...one, calls: [missedCall] },
      chatOf({ said: [ringing, ended] }, { said: [missed] }),
    ],
    ["final: an incoming message", final, chatOf({ said: [ringing, answered] })],
    [
      "final: an incoming message that went away",
      final,
      chatOf({ said: [ringing], deleted: true }, { said: [answered] }),
    ],
    ["an incoming message of a call that was over", { ...two, rings: "none" }, right],
    ["another topic", { ...final, thread: 5 }, chatOf({ said: [answered], thread: 6 })],
    ["a topic where none is", final, chatOf({ said: [answered], thread: 6 })],
    ["without sound", final, chatOf({ said: [answered], silent: true })],
    ["without its button", { ...final, buttons: true }, chatOf({ said: [answered] })],
    [
      "with a button that nobody wants",
      final,
      chatOf({ said: [answered], reply_markup: { inline_keyboard: [[{ text: "⋯" }]] } }),
    ],
    ["an internal call", { ...final, calls: [internalCall] }, chatOf({ said: [answered] })],
  ])("%s", (_what, wish, seen) => {
    expect(complaintsOf(wish, seen)).not.toEqual([]);
  });
});

describe("after a kill", () => {
  const killed: Wish = { ...two, killed: true, rings: "maybe" };

  test("a message in flight stands twice and is counted", () => {
    const doubled = chatOf(
      { said: [ringing] },
      { said: [ringing, ended] },
      { said: [answered], reply_to_message_id: 2 },
    );
    expect(judgeChat(killed, doubled)).toEqual({ complaints: [], extra: 1 });
    const finals = chatOf({ said: [answered] }, { said: [answered] });
    expect(judgeChat({ ...killed, style: "one" }, finals)).toEqual({ complaints: [], extra: 1 });
  });

  test.each<[string, Seen]>([
    ["no final message", chatOf({ said: [ringing, ended] })],
    ["a false missed beside the right one", chatOf({ said: [missed] }, { said: [answered] })],
    ["the only incoming message still rings", chatOf({ said: [ringing] }, { said: [answered] })],
  ])("%s is never excused", (_what, seen) => {
    expect(complaintsOf(killed, seen)).not.toEqual([]);
  });
});

test("a title is told by its words in every language", () => {
  for (const language of languages) {
    const missedTitle = text(language, "card-in-missed-waited", { duration: "5" });
    expect(titleOf(`<b>${missedTitle}</b>\n+380`)).toEqual({ kind: "missed", language });
    expect(titleOf(text(language, "card-incoming"))).toEqual({ kind: "ring", language });
    expect(titleOf(text(language, "card-incoming-ended"))).toEqual({ kind: "ended", language });
    expect(saysMissed(missedTitle)).toBe(true);
    expect(saysMissed(text(language, "card-in-answered", { duration: "5" }))).toBe(false);
  }
  expect(titleOf("📞 Вхідний дзвінок від нас")).toBeNull();
});

function twice(sent: Sent): Sent[] {
  return [sent, sent];
}
