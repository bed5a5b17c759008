/// <reference lib="dom" />

export type User = { id: number; is_bot: boolean; first_name: string; username?: string };
export type Person = {
  id: number;
  first_name: string;
  username?: string;
  language_code: string;
  /** Ids of bots. */ blocked: string[];
};
export type Command = { command: string; description: string };
export type Bot = {
  id: number;
  username: string;
  first_name: string;
  /** It asked to hear what is said in people's accounts. */
  business: boolean;
};
/** A bot that answers in a person's account. */
export type Connection = { person: number; bot: number };
export type Topic = { id: number; name: string; closed: boolean };
export type Chat = {
  key: string;
  id: number;
  type: "private" | "group" | "supergroup" | "whatsapp";
  title?: string;
  is_forum: boolean;
  topics: Topic[];
  members: number[];
  bots: { id: number; admin: boolean }[];
  /** Set once the group was upgraded: its life goes on there. */
  migrated_to?: number;
  whatsapp?: WhatsappPlace;
  /** With whom the chosen person is in a chat of two people. */
  peer?: number;
};
/** A chat of WhatsApp: whose it is, with which number, and whether the number's owner looks at it. */
export type WhatsappPlace = {
  person: number;
  number: string;
  owned: boolean;
  typing: boolean;
  /** Businesses do not see the person's phone. */
  hidden: boolean;
};
export type Entity = {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  user?: { id: number };
};
export type Button = {
  text: string;
  callback_data?: string;
  url?: string;
  copy_text?: { text: string };
  web_app?: { url: string };
};
export type KeyButton = string | { text: string; request_contact?: boolean };
export type Markup = {
  inline_keyboard?: Button[][];
  keyboard?: KeyButton[][];
  remove_keyboard?: boolean;
  force_reply?: boolean;
  /** The reply is opened only for whom the message names. */
  selective?: boolean;
};
export type Contact = { phone_number: string; first_name: string };
type Sound = { file_id: string; duration: number };
type Content = {
  contact?: Contact;
  photo?: { file_id: string }[];
  document?: { file_id: string; file_name?: string };
  audio?: Sound & { title?: string; file_name?: string };
  voice?: Sound;
  new_chat_members?: User[];
  left_chat_member?: User;
  new_chat_title?: string;
  forum_topic_created?: { name: string };
  forum_topic_edited?: { name?: string };
};
export type Message = {
  chat: string;
  message_id: number;
  from: User;
  date: number;
  edit_date?: number;
  kind: string;
  text: string;
  entities: Entity[];
  reply_markup?: Markup;
  reply_to_message_id?: number;
  thread?: number;
  /** The bot that wrote it for the person that it is from. */
  business_bot?: number;
  edits: number;
  silent: boolean;
  deleted: boolean;
  content: Content;
  reactions?: Record<string, { type: string; emoji?: string }[]>;
  /** Of WhatsApp: its own id, what became of it, and the rows behind its button. */
  id?: string;
  tick?: Tick;
  list?: { button: string; rows: Row[] };
};
export type Tick = "accepted" | "sent" | "delivered" | "read" | "failed";
export type Row = { id: string; title: string; description?: string };
export type World = { people: Person[]; bots: Bot[]; chats: Chat[]; connections: Connection[] };
export type Whatsapp = {
  numbers: { id: string; name: string; phone: string; owner: number | null }[];
  people: { person: number; hidden: boolean }[];
  chats: { key: string; person: number; name: string; number: string; typing: boolean }[];
};
export type Line = {
  key: string;
  at: number;
  sign: string;
  /** Said when it is drawn: a chat may become known after its first message. */
  text: () => string;
  right: string;
  tone: "" | "sent" | "wrong";
};
export type Account = {
  provider: string;
  employees: { ext: string; name: string }[];
  contacts: { number: string; name: string }[];
};
type Check = "good" | "bad" | "absent" | "no_secret";
export type Caught = {
  n: number;
  at: number;
  headers: Record<string, string>;
  body: string;
  hex: Check;
  standard: Check;
  fresh: boolean;
  status: number | null;
};
export type Dial = { status: number; delay_ms: number; retry_after?: number; kind: string };
/** A request bin: how it answers (`left` so many times), and what it caught, newest first. */
export type Bin = {
  url: string;
  connects: boolean;
  dial: Dial & { verifies: boolean };
  left: number | null;
  count: number;
  caught: Caught[];
};
export type Playing = { done: number; total: number };
export type Pane = "chats" | "chat" | "pbx" | "log";

/** Everything the page shows. Panes read it and are drawn again after `changed()`. */
export const model = {
  world: { people: [], bots: [], chats: [], connections: [] } as World,
  whatsapp: { numbers: [], people: [], chats: [] } as Whatsapp,
  messages: new Map<string, Message[]>(),
  accounts: [] as Account[],
  person: null as number | null,
  chat: null as string | null,
  /** Whether somebody chose the person or the chat; until then the page shows the demo's group. */
  chosen: false,
  /** Topic that is open in a forum; null is the general one. */
  thread: null as number | null,
  replyTo: null as number | null,
  pane: "chat" as Pane,
  bins: [] as string[],
  /** The bin that is shown, by its name. */
  bin: "mine",
  caught: null as Bin | null,
  journal: [] as Line[],
  /** Calls of each button that are being played, by kind, then by run. */
  playing: new Map<string, Map<string, Playing>>(),
  live: true,
  /** Last message seen, by "person/chat". */
  seen: new Map<string, number>(),
};

const drawers: (() => void)[] = [];
let waiting = false;

export function onChange(draw: () => void): void {
  drawers.push(draw);
}

/** Draws every pane again before the next frame. */
export function changed(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    for (const draw of drawers) draw();
  });
}

export function personNow(): Person | undefined {
  return model.world.people.find(({ id }) => id === model.person);
}

/** The bot that answers in a person's account. */
export function answererOf(person: number | null): Bot | undefined {
  const { connections, bots } = model.world;
  const connection = connections.find((one) => one.person === person);
  return bots.find(({ id }) => id === connection?.bot);
}

/** Every chat that has messages to load. */
export function chatKeys(): string[] {
  return [...model.world.chats, ...model.whatsapp.chats].map(({ key }) => key);
}

/** Whether the chosen person wrote it; on WhatsApp the owner's side is the business's. */
export function isMine({ chat, from }: Message): boolean {
  const customer = /^w(\d+)-/.exec(chat)?.[1];
  if (customer === undefined || Number(customer) === model.person) return from.id === model.person;
  return from.id !== Number(customer);
}

export function messagesOf(key: string): Message[] {
  return model.messages.get(key) ?? [];
}

export function botsOf(chat: Chat): Bot[] {
  return model.world.bots.filter(({ id }) => chat.bots.some((place) => place.id === id));
}

export function titleOf(chat: Chat): string {
  return chat.title ?? botsOf(chat)[0]?.first_name ?? "";
}

export function firstName(id: number): string {
  return model.world.people.find((person) => person.id === id)?.first_name ?? "";
}

export function unreadOf(chat: Chat): number {
  const seen = model.seen.get(`${model.person}/${chat.key}`) ?? 0;
  return messagesOf(chat.key).filter(
    (one) => one.message_id > seen && !isMine(one) && !one.deleted && !isService(one),
  ).length;
}

const spoken = new Set(["text", "photo", "document", "audio", "voice", "contact"]);

export function isService({ kind }: Message): boolean {
  return !spoken.has(kind);
}
