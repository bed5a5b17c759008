import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { Api, Bot } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { createBot } from "../../src/bot/bot.ts";
import type { BotDeps, DeskContext } from "../../src/bot/context.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { timeline } from "../../src/calls/timeline-service.ts";
import type { Database } from "../../src/db/client.ts";
import type { Files } from "../../src/gateways/file-port.ts";
import type { NovofonCalls, NovofonCheck } from "../../src/gateways/novofon.ts";
import type { PhonetCalls, PhonetCheck } from "../../src/gateways/phonet.ts";
import type { WhatsappGateway } from "../../src/gateways/whatsapp.ts";
import type { SalonGateway } from "../../src/gateways/salon-telegram.ts";
import type { Reconciled } from "../../src/telephony/reconcile-service.ts";
import { keyring } from "../business/tenants.ts";
import { windows } from "../calls/replay.ts";
import { freshDatabase } from "../db/database.ts";
import { keyNamed, playTelegram, pressing, saying } from "./played.ts";
import type { Happening, Key, Person, Place } from "./played.ts";

export const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
export const olena: Person = { id: 101, first_name: "Олена", language_code: "uk" };
export const ivan: Person = { id: 102, first_name: "Иван", language_code: "ru" };
export const kate: Person = { id: 103, first_name: "Kate", language_code: "en" };
export const group: Place = { id: -1001, type: "supergroup", title: "Front desk" };

const botInfo: UserFromGetMe = {
  id: 7000000001,
  is_bot: true,
  first_name: "Frontdesk",
  username: "frontdesk_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  supports_guest_queries: false,
  supports_join_request_queries: false,
};

type Options = {
  publicUrl?: string | null;
  /** Replaces what is played by something real. */
  deps?: (played: BotDeps) => BotDeps;
};
type Answers = {
  phonet: PhonetCheck;
  novofon: NovofonCheck;
  test: { status: number } | { unreachable: string };
  calls: PhonetCalls & NovofonCalls;
  reconciled: Reconciled[];
  /** Who Telegram says that a token of a salon's bot is. */
  salonBot: Awaited<ReturnType<SalonGateway["me"]>>;
  /** What Meta says of a number and a token. */
  whatsapp: Awaited<ReturnType<WhatsappGateway["number"]>>;
};

/** Recordings that are kept for as long as the test lasts. */
function memoryFiles(): Files {
  const kept = new Map<string, Buffer>();
  return {
    put: (name, bytes) => {
      kept.set(name, bytes);
      return Promise.resolve({ kept: true });
    },
    get: (name) => {
      const bytes = kept.get(name);
      return Promise.resolve(bytes ? { bytes } : { missing: true });
    },
    read: (name, range) => {
      const bytes = kept.get(name);
      const part = bytes?.subarray(range?.from ?? 0, range === null ? undefined : range.to + 1);
      return Promise.resolve(part ? { stream: Readable.from([part]) } : { missing: true });
    },
    remove: (name) => {
      kept.delete(name);
      return Promise.resolve({ removed: true });
    },
    names: () => Promise.resolve([...kept.keys()]),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The bot on a database of its own; only Telegram and the providers are played. */
export async function openDesk(options: Options = {}) {
  const database = await freshDatabase();
  const { db } = database;
  const { sent, faults, limits, transformer } = playTelegram();
  const answers: Answers = {
    phonet: { ok: true, users: [{ ext: "101", name: "Олена" }] },
    novofon: { ok: true, timezone: "Etc/GMT-3", extensions: ["100", "102"] },
    test: { status: 200 },
    calls: {
      callBack: () => Promise.resolve({ calling: null }),
      calls: () => Promise.resolve({ rows: [] }),
      statistics: () => Promise.resolve({ rows: [] }),
    },
    reconciled: [],
    salonBot: { id: 7000000055, username: "lilea_salon_bot", name: "Лілея" },
    whatsapp: { ok: { phone: "+380 67 000 00 55", name: "Лілея" } },
  };
  const time = { now: NOW };
  const publicUrl = options.publicUrl === undefined ? "https://desk.example" : options.publicUrl;
  const played = { ...depsOf({ db, time, answers, publicUrl }), transformer };
  const deps = options.deps?.(played) ?? played;
  let bot: Bot<DeskContext> = createBot(deps);
  let updateId = 1;
  let presses = 0;
  const handle = (happening: Happening) => {
    if (happening.callback_query) presses += 1;
    return bot.handleUpdate({ update_id: (updateId += 1), ...happening });
  };
  const said = () => sent.filter(({ text }) => text !== null);

  return {
    db,
    time,
    sent,
    faults,
    limits,
    answers,
    /** Where recordings are kept. */
    files: deps.sound.files,
    handle,
    close: () => database.close(),
    api: (): Api => bot.api,
    bot: () => bot,
    /** How often somebody pressed a button. */
    presses: () => presses,
    /** A new process on the same data. */
    restart: () => void (bot = createBot(deps)),
    say: (person: Person, text: string, place: Place = home(person)) =>
      handle(saying(person, text, place)),
    /** Presses the newest button with this label, or the one given. */
    press: (person: Person, button: string | Key, place: Place = home(person)) => {
      const key = typeof button === "string" ? keyNamed(sent, button) : button;
      return handle(pressing(person, key, { place, sent }));
    },
    button: (label: string) => keyNamed(sent, label),
    /** The last thing written or edited. */
    last: () => said().at(-1)?.text ?? "",
    texts: () => said().map(({ text }) => text ?? ""),
    buttons: () => said().at(-1)?.buttons ?? [],
  };
}

/** A business of Olena's, made by the bot itself. */
export async function withBusiness(desk: Desk, name = "Лілея"): Promise<void> {
  await desk.say(olena, "/start");
  await desk.press(olena, "Українська");
  await desk.say(olena, name);
  await desk.press(olena, "💇 Салон краси");
  await desk.press(olena, "✅ Так, усе правильно");
}

/** Someone invited by Olena with this role. */
export async function invited(
  desk: Desk,
  person: Person,
  role: "Оператор" | "Адміністратор",
): Promise<void> {
  await desk.say(olena, "/team");
  await desk.press(olena, `➕ ${role}`);
  await desk.say(person, `/start ${inviteOf(desk)}`);
}

export function inviteOf(desk: Desk): string {
  return /start=(join_[\w-]+)/.exec(desk.last())?.[1] ?? "no invite";
}

function home(person: Person): Place {
  return { id: person.id, type: "private" };
}

/** Only asking who a bot is has an answer that matters here. */
function playedGateway(answers: Answers): SalonGateway {
  return {
    me: () => Promise.resolve(answers.salonBot),
    openDoor: () => Promise.resolve(),
    dress: () => Promise.resolve(),
    send: () => Promise.reject(new Error("nothing is sent by a salon's bot here")),
    connection: () => Promise.resolve(null),
    typing: () => Promise.resolve(),
    answer: () => Promise.resolve(),
    api: () => {
      throw new Error("no salon's bot is polled here");
    },
  };
}

function depsOf(about: {
  db: Database;
  time: { now: number };
  answers: Answers;
  publicUrl: string | null;
}): Omit<BotDeps, "transformer"> {
  const { db, time, answers, publicUrl } = about;
  const common = {
    db,
    clock: { now: () => time.now },
    keyring,
    random: (count: number) => new Uint8Array(randomBytes(count)),
    publicUrl,
  };
  return {
    ...common,
    token: "1:test",
    webUrl: publicUrl ?? "http://127.0.0.1:3000",
    apiRoot: "http://127.0.0.1:1",
    botInfo,
    sandbox: false,
    link: {
      ...common,
      phonet: { check: () => Promise.resolve(answers.phonet) },
      novofon: { check: () => Promise.resolve(answers.novofon) },
    },
    callback: { ...common, phonet: answers.calls, novofon: answers.calls },
    reconcile: () => Promise.resolve(answers.reconciled),
    calls: {
      list: (businessId, query) => listCalls(db, businessId, query),
      timeline: (businessId, asked) =>
        timeline({ db, clock: common.clock, windows }, businessId, asked),
    },
    sendTestHook: () => Promise.resolve(answers.test),
    salonBots: {
      ...common,
      gateway: playedGateway(answers),
      mainBotId: () => botInfo.id,
      changed: () => undefined,
    },
    whatsapp: {
      ...common,
      gateway: {
        number: () => Promise.resolve(answers.whatsapp),
        send: () => Promise.resolve({ unsent: "played" }),
        markRead: () => Promise.resolve({ ok: true }),
      },
      app: { verifyToken: "verify-token-of-the-server", appSecret: null },
    },
    webhooks: {
      endpoints: { ...common, problemOfTarget: () => null },
      sendTest: () => Promise.resolve({ refused: "busy" }),
    },
    speech: { hears: true, thinks: true, keepDays: 90 },
    mind: { on: true },
    sound: { files: memoryFiles(), ffmpeg: null },
  };
}
