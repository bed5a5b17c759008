import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context, Transformer } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { MindTrouble } from "../agent/mind-breaker.ts";
import type { SalonBotDeps } from "../channels/salon-bot-service.ts";
import type { WhatsappDeps } from "../channels/whatsapp-number-service.ts";
import type { Person } from "../business/member.ts";
import type { CallQuery, CallRow } from "../calls/list-service.ts";
import type { AskedStory, Timeline } from "../calls/timeline-service.ts";
import type { Database } from "../db/client.ts";
import type { Ffmpeg } from "../gateways/ffmpeg.ts";
import type { Files } from "../gateways/file-port.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";
import type { CallbackDeps } from "../telephony/callback-service.ts";
import type { LinkDeps } from "../telephony/link-service.ts";
import type { Reconciled } from "../telephony/reconcile-service.ts";
import type { EndpointDeps } from "../webhooks/endpoint-service.ts";
import type { SendTest } from "../webhooks/test-service.ts";
import type { Language } from "../texts/language.ts";

export type BotDeps = {
  db: Database;
  keyring: Keyring;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
  token: string;
  apiRoot: string;
  /** The server's own outbound proxy, where one is set. */
  proxy?: string | null;
  botInfo: UserFromGetMe;
  publicUrl: string | null;
  /** Where the cabinet is opened: the public address, or this machine's own. */
  webUrl: string;
  sandbox: boolean;
  /** Everything that leaves for Telegram passes it. */
  transformer: Transformer;
  link: LinkDeps;
  callback: CallbackDeps;
  /** Compares the business's calls with its providers' statistics now. */
  reconcile(businessId: string): Promise<Reconciled[]>;
  /** What links the businesses' own bots. */
  salonBots: SalonBotDeps;
  /** What links their WhatsApp numbers. */
  whatsapp: WhatsappDeps;
  /** Where recordings are kept, and what makes them playable. */
  sound: { files: Files; ffmpeg: Ffmpeg | null };
  /** What this server can do with recordings, and how long it keeps them at most. */
  speech: { hears: boolean; thinks: boolean; keepDays: number };
  /** Whether it has a model that reads what customers write. */
  mind: {
    on: boolean;
    /** Why it does not read at the moment; null: nothing is wrong. */
    trouble?: (of: { businessId: string; zone: string }) => Promise<MindTrouble | null>;
  };
  /** Newest first; `before` is the last row shown. */
  calls: {
    list(businessId: string, query: CallQuery): Promise<CallRow[]>;
    /** How a call came to one of its messages, or to all of them; null for a call that is no longer kept. */
    timeline(businessId: string, asked: AskedStory): Promise<Timeline | null>;
  };
  /** What keeps addresses and secrets of webhooks, and sends a sample by the way of every delivery. */
  webhooks: { endpoints: EndpointDeps; sendTest: SendTest };
  /** Sends a harmless event to the token's own address, as the provider would. */
  sendTestHook(tokenId: string): Promise<{ status: number } | { unreachable: string }>;
};

/** Who writes, and what the handlers work with. */
type Desk = {
  deps: BotDeps;
  person: Person;
  language: Language;
  /** The handlers failed: the form stays as it was, since the update will be handled again. */
  failed: boolean;
  /** A command or button has just made the person leave a form. */
  leftForm: boolean;
};

export type DeskContext = ConversationFlavor<Context & { desk: Desk }>;
