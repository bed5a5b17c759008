import { z } from "zod";
import type { Clock } from "../lib/clock.ts";
import type { Entry, Pen } from "./journal.ts";

/** A Meta app: whose secret signs, and where its webhooks go. */
export type MetaApp = { id: string; secret: string; url: string | null };

/** A business's number of the Cloud API. */
export type BusinessNumber = {
  /** phone_number_id. */
  id: string;
  /** Digits. */
  phone: string;
  name: string;
  token: string;
  app: string;
  /** Of the WhatsApp Business Account. */
  account: string;
  /** The person who has the number in the WhatsApp Business app on their phone, too. */
  owner: number | null;
};

/** A person's WhatsApp. */
export type Account = {
  person: number;
  name: string;
  username: string | null;
  /** Digits. */
  phone: string;
  /** Business-scoped user id. */
  userId: string;
  /** Their number is hidden from businesses. */
  hidden: boolean;
  /** Until when each number may write to them freely, epoch ms. */
  windows: Record<string, number>;
};

export type Tick = "accepted" | "sent" | "delivered" | "read" | "failed";

/** A message of a chat between a person and a number. */
export type Letter = {
  /** wamid. */
  id: string;
  number: string;
  person: number;
  /** Its place in the chat, from 1. */
  n: number;
  by: "customer" | "business" | "owner";
  /** Unix seconds. */
  at: number;
  type: string;
  /** The object under the key of its type. */
  content: object;
  replyTo: string | null;
  callback: string | null;
  tick: Tick;
  edits: number;
  deleted: boolean;
};

/** A webhook on its way; gone once it was answered 2xx. */
export type Posting = {
  id: string;
  app: string;
  /** What it tells, in Meta's words: messages, statuses, message_echoes. */
  about: string;
  body: string;
  letters: string[];
};

/** Records as the journal gives them back: written by `save`, so only their being objects is checked. */
const kept = <T extends object>() =>
  z.custom<T>((value) => typeof value === "object" && value !== null);
const records = {
  app: kept<MetaApp>(),
  number: kept<BusinessNumber>(),
  account: kept<Account>(),
  letter: kept<Letter>(),
  posting: kept<Posting>(),
};

/** Everything the WhatsApp stand-in knows. Reading is direct, every change goes through a `save`. */
export type WhatsappWorld = ReturnType<typeof createWhatsappWorld>;

export function createWhatsappWorld({
  pen,
  clock,
  changed,
}: {
  pen: Pen;
  clock: Clock;
  /** Hears of every letter that is new or changed, and of everything else. */
  changed: (letter: Letter | null) => void;
}) {
  const apps = new Map<string, MetaApp>();
  const numbers = new Map<string, BusinessNumber>();
  const accounts = new Map<number, Account>();
  const chats = new Map<string, Letter[]>();
  const letters = new Map<string, Letter>();
  const postings = new Map<string, Posting>();

  function keep(letter: Letter): void {
    const key = chatKey(letter.person, letter.number);
    const chat = chats.get(key) ?? [];
    chats.set(key, chat);
    chat[letter.n - 1] = letter;
    letters.set(letter.id, letter);
  }

  return {
    apps,
    numbers,
    accounts,
    chats,
    letters,
    postings,
    clock,
    settle: () => pen.settle(),
    seconds: () => Math.floor(clock.now() / 1000),

    saveApp(app: MetaApp): MetaApp {
      apps.set(app.id, app);
      pen.note("wa-app", app.id, app);
      return app;
    },
    saveNumber(number: BusinessNumber): BusinessNumber {
      numbers.set(number.id, number);
      pen.note("wa-number", number.id, number);
      changed(null);
      return number;
    },
    saveAccount(account: Account): Account {
      accounts.set(account.person, account);
      pen.note("wa-account", String(account.person), account);
      changed(null);
      return account;
    },
    saveLetter(letter: Letter): Letter {
      keep(letter);
      pen.note("wa-letter", letter.id, letter);
      changed(letter);
      return letter;
    },
    savePosting(posting: Posting): void {
      postings.set(posting.id, posting);
      pen.note("wa-posting", posting.id, posting);
    },
    dropPosting(id: string): void {
      postings.delete(id);
      pen.note("wa-posting", id, null);
    },

    nextPlace: (person: number, number: string): number =>
      (chats.get(chatKey(person, number))?.length ?? 0) + 1,
    accountOf: (to: { phone: string } | { userId: string }): Account | undefined =>
      [...accounts.values()].find((account) =>
        "phone" in to ? account.phone === to.phone : account.userId === to.userId,
      ),

    restore(entries: readonly Entry[]): void {
      for (const { kind, id, data } of entries) {
        if (data === null) continue;
        if (kind === "wa-app") apps.set(id, records.app.parse(data));
        else if (kind === "wa-number") numbers.set(id, records.number.parse(data));
        else if (kind === "wa-account") accounts.set(Number(id), records.account.parse(data));
        else if (kind === "wa-letter") keep(records.letter.parse(data));
        else if (kind === "wa-posting") postings.set(id, records.posting.parse(data));
      }
    },
    /** Forgets everything but the apps, whose webhooks somebody has set up. */
    clear(): void {
      for (const id of numbers.keys()) pen.note("wa-number", id, null);
      for (const id of accounts.keys()) pen.note("wa-account", String(id), null);
      for (const id of letters.keys()) pen.note("wa-letter", id, null);
      for (const id of postings.keys()) pen.note("wa-posting", id, null);
      for (const map of [numbers, accounts, chats, letters, postings]) map.clear();
      changed(null);
    },
  };
}

/** A chat of a person with a business's number. */
export function chatKey(person: number, number: string): string {
  return `w${person}-${number}`;
}
