import { EventEmitter } from "node:events";
import { z } from "zod";
import type { Clock } from "../lib/clock.ts";
import { newPrivateChat, privateKey } from "./chat.ts";
import type { Chat } from "./chat.ts";
import type { Connection } from "./connection.ts";
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

/** An update as it goes out; its kind is the other key. */
export type UpdateJson = { update_id: number } & Record<string, unknown>;
export type Queued = { update: UpdateJson; at: number };

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

/** What others may listen to: the page's stream, waiting polls, webhooks. */
export type WorldEvents = {
  message: [Saved];
  chat: [Chat];
  people: [];
  reset: [];
  /** Bot ids. */
  update: [number];
  webhook: [number];
  request: [object];
  hook: [object];
  action: [object];
  /** Of the WhatsApp stand-in. */
  whatsapp: [object];
};

/** Records as the journal gives them back: written by `save`, so only their being objects is checked. */
const kept = <T extends object>() =>
  z.custom<T>((value) => typeof value === "object" && value !== null);
const records = {
  person: kept<Person>(),
  bot: kept<Bot>(),
  chat: kept<Chat>(),
  file: kept<StoredFile>(),
  message: kept<Saved>(),
  update: kept<Queued>(),
  connection: kept<Connection>(),
};

/** Everything the stand-in knows. Reading is direct, every change goes through a `save`. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(pen: Pen, clock: Clock) {
  const people = new Map<number, Person>();
  const bots = new Map<number, Bot>();
  const chats = new Map<string, Chat>();
  const messages = new Map<string, Saved[]>();
  const updates = new Map<number, Queued[]>();
  const files = new Map<string, StoredFile>();
  const connections = new Map<string, Connection>();
  const queries = new Map<string, Query>();
  const events = new EventEmitter<WorldEvents>().setMaxListeners(0);

  return {
    people,
    bots,
    chats,
    messages,
    updates,
    files,
    connections,
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
    saveUpdate(bot: Bot, update: UpdateJson): void {
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

    saveConnection(connection: Connection): Connection {
      connections.set(connection.id, connection);
      pen.note("connection", connection.id, connection);
      events.emit("people");
      return connection;
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
        if (kind === "person") people.set(Number(id), records.person.parse(data));
        else if (kind === "bot") bots.set(Number(id), records.bot.parse(data));
        else if (kind === "chat") chats.set(id, records.chat.parse(data));
        else if (kind === "file") files.set(id, records.file.parse(data));
        else if (kind === "connection") connections.set(id, records.connection.parse(data));
        else if (kind === "update")
          listOf(updates, Number(id.split("/")[0])).push(records.update.parse(data));
        else if (kind === "message") {
          const message = records.message.parse(data);
          listOf(messages, message.chat)[message.id - 1] = message;
        }
      }
      for (const queue of updates.values())
        queue.sort((a, b) => a.update.update_id - b.update.update_id);
    },

    /** Forgets people, chats, messages, updates, files and connections; bots stay, since somebody may be polling for them. */
    clear(): void {
      for (const id of people.keys()) pen.note("person", String(id), null);
      for (const key of chats.keys()) pen.note("chat", key, null);
      for (const list of messages.values())
        for (const { chat, id } of list) pen.note("message", `${chat}/${id}`, null);
      for (const bot of updates.keys()) this.dropUpdates(bot, () => true);
      for (const id of files.keys()) pen.note("file", id, null);
      for (const id of connections.keys()) pen.note("connection", id, null);
      for (const map of [people, chats, messages, updates, files, connections, queries])
        map.clear();
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
