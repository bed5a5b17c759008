import { EventEmitter } from "node:events";
import type { Update } from "grammy/types";
import type { Clock } from "../lib/clock.ts";
import { newPrivateChat, privateKey } from "./chat.ts";
import type { Chat } from "./chat.ts";
import type { Entry, Pen } from "./journal.ts";
import type { Saved } from "./message.ts";
import type { Bot, Person } from "./person.ts";

/** A file of a bot or a person, by its file_id. */
export type StoredFile = {
  id: string;
  unique: string;
  path: string;
  name: string;
  mime: string;
  size: number;
  owner: number;
  base64: string;
};

export type Queued = { update: Update; at: number };

/** A pressed button that waits for its answer; not kept over a restart, as Telegram's own short-lived ones. */
export type Query = {
  id: string;
  bot: number;
  person: number;
  at: number;
  answered: Answer | null;
  onAnswer(answer: Answer): void;
};
export type Answer = { text?: string; show_alert?: boolean; url?: string };

/** Everything the stand-in knows. Reading is direct, every change goes through a `save`. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(pen: Pen, clock: Clock) {
  const people = new Map<number, Person>();
  const bots = new Map<number, Bot>();
  const chats = new Map<string, Chat>();
  const messages = new Map<string, Saved[]>();
  const updates = new Map<number, Queued[]>();
  const files = new Map<string, StoredFile>();
  const queries = new Map<string, Query>();
  /** `message` Saved, `chat` Chat, `people`, `update` bot id, `request`, `hook`, `action`, `reset`. */
  const events = new EventEmitter().setMaxListeners(0);

  return {
    people,
    bots,
    chats,
    messages,
    updates,
    files,
    queries,
    events,
    clock,
    settle: () => pen.settle(),
    seconds: () => Math.floor(clock.now() / 1000),

    savePerson(person: Person): Person {
      people.set(person.id, person);
      pen.note("person", String(person.id), person);
      events.emit("people");
      return person;
    },
    saveBot(bot: Bot): Bot {
      bots.set(bot.id, bot);
      pen.note("bot", String(bot.id), bot);
      return bot;
    },
    saveChat(chat: Chat): Chat {
      chats.set(chat.key, chat);
      pen.note("chat", chat.key, chat);
      events.emit("chat", chat);
      return chat;
    },
    saveMessage(message: Saved): Saved {
      listOf(messages, message.chat)[message.id - 1] = message;
      pen.note("message", `${message.chat}/${message.id}`, message);
      events.emit("message", message);
      return message;
    },
    saveUpdate(bot: Bot, update: Update): void {
      listOf(updates, bot.id).push({ update, at: clock.now() });
      pen.note("update", `${bot.id}/${update.update_id}`, { update, at: clock.now() });
      events.emit("update", bot.id);
    },
    /** Takes away a bot's updates that satisfy the condition. */
    dropUpdates(bot: number, done: (queued: Queued) => boolean): void {
      const queue = updates.get(bot) ?? [];
      const dropped = queue.filter(done);
      if (dropped.length === 0) return;
      for (const { update } of dropped) pen.note("update", `${bot}/${update.update_id}`, null);
      updates.set(
        bot,
        queue.filter((queued) => !done(queued)),
      );
    },
    saveFile(file: StoredFile): StoredFile {
      files.set(file.id, file);
      pen.note("file", file.id, file);
      return file;
    },

    nextMessageId: (key: string): number => (messages.get(key)?.length ?? 0) + 1,
    message: (key: string, id: number): Saved | undefined => messages.get(key)?.[id - 1],
    privateChat: (person: number, bot: number): Chat | undefined =>
      chats.get(privateKey(person, bot)),
    openPrivateChat(person: number, bot: number): Chat {
      return chats.get(privateKey(person, bot)) ?? this.saveChat(newPrivateChat(person, bot));
    },
    bot(name: string | number): Bot | undefined {
      const byId = bots.get(Number(name));
      return (
        byId ??
        [...bots.values()].find(
          (bot) => bot.username.toLowerCase() === String(name).toLowerCase().replace(/^@/, ""),
        )
      );
    },

    restore(entries: readonly Entry[]): void {
      for (const { kind, id, data } of entries) {
        if (data === null) continue;
        if (kind === "person") people.set(Number(id), data as Person);
        else if (kind === "bot") bots.set(Number(id), data as Bot);
        else if (kind === "chat") chats.set(id, data as Chat);
        else if (kind === "file") files.set(id, data as StoredFile);
        else if (kind === "message")
          listOf(messages, (data as Saved).chat)[(data as Saved).id - 1] = data as Saved;
        else if (kind === "update") listOf(updates, Number(id.split("/")[0])).push(data as Queued);
      }
      for (const queue of updates.values())
        queue.sort((a, b) => a.update.update_id - b.update.update_id);
    },

    /** Forgets people, chats, messages, updates and files; bots stay, since somebody may be polling for them. */
    clear(): void {
      for (const id of people.keys()) pen.note("person", String(id), null);
      for (const key of chats.keys()) pen.note("chat", key, null);
      for (const list of messages.values())
        for (const { chat, id } of list) pen.note("message", `${chat}/${id}`, null);
      for (const bot of updates.keys()) this.dropUpdates(bot, () => true);
      for (const id of files.keys()) pen.note("file", id, null);
      for (const map of [people, chats, messages, updates, files, queries]) map.clear();
      events.emit("reset");
    },
  };
}

function listOf<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key);
  if (list !== undefined) return list;
  const fresh: V[] = [];
  map.set(key, fresh);
  return fresh;
}
