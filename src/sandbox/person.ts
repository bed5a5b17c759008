import type { BotCommand, BotCommandScope, MenuButton, User } from "grammy/types";

/** A person of the stand-in. */
export type Person = {
  id: number;
  first_name: string;
  username?: string;
  language_code: string;
  /** Bots that this person blocked. */
  blocked: number[];
  deactivated?: boolean;
};

export type CommandSet = { scope: BotCommandScope; language_code: string; commands: BotCommand[] };

export type Webhook = {
  url: string;
  secret: string;
  maxConnections: number;
  ipAddress?: string;
  lastErrorDate?: number;
  lastErrorMessage?: string;
};

export type Bot = {
  id: number;
  username: string;
  first_name: string;
  token: string;
  /** Hears only what concerns it in groups; off like in BotFather's settings. */
  privacy: boolean;
  commands: CommandSet[];
  /** By language; "" is for everybody else. */
  names: Record<string, string>;
  descriptions: Record<string, string>;
  shortDescriptions: Record<string, string>;
  /** By chat id; "" is the default. */
  menuButtons: Record<string, MenuButton>;
  /** null: every kind but those that must be asked for. */
  allowedUpdates: string[] | null;
  webhook: Webhook | null;
  /** Its next update_id. */
  nextUpdate: number;
};

export function newBot(fields: {
  id: number;
  username: string;
  first_name: string;
  token: string;
}): Bot {
  return {
    ...fields,
    privacy: true,
    commands: [],
    names: {},
    descriptions: {},
    shortDescriptions: {},
    menuButtons: {},
    allowedUpdates: null,
    webhook: null,
    nextUpdate: 1,
  };
}

export function personUser({ id, first_name, username, language_code }: Person): User {
  return {
    id,
    is_bot: false,
    first_name,
    ...(username === undefined ? {} : { username }),
    language_code,
  };
}

export function botUser({ id, first_name, username }: Bot): User {
  return { id, is_bot: true, first_name, username };
}
