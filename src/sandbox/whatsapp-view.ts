import { choicesOf } from "./whatsapp-saying.ts";
import { templates } from "./whatsapp-template.ts";
import { chatKey, type Account, type Letter, type WhatsappWorld } from "./whatsapp-world.ts";

/** A chat with a business's number, as the page and the tests see it. */
export type WhatsappChatView = {
  key: string;
  person: number;
  name: string;
  number: string;
  typing: boolean;
  /** Free words may be sent to them, epoch ms. */
  open_until: number;
};

/** A letter in the fields of the sandbox's other messages, and its own id, sender and tick. */
export type LetterView = {
  chat: string;
  message_id: number;
  id: string;
  by: Letter["by"];
  from: { id: number; is_bot: boolean; first_name: string };
  date: number;
  kind: string;
  text: string;
  entities: never[];
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
  /** The button that opens its rows. */
  list?: { button: string; rows: { id: string; title: string; description?: string }[] };
  reply_to_message_id?: number;
  edits: number;
  silent: boolean;
  deleted: boolean;
  content: object;
  tick: Letter["tick"];
};

type Seen = { world: WhatsappWorld; typing: ReadonlyMap<string, number> };

export function whatsappState({ world, typing }: Seen) {
  const now = world.clock.now();
  return {
    numbers: [...world.numbers.values()].map(({ id, phone, name, owner }) => ({
      id,
      phone,
      name,
      owner,
    })),
    people: [...world.accounts.values()].map(({ windows: _windows, ...account }) => account),
    chats: [...world.chats.values()].flatMap(([first]): WhatsappChatView[] => {
      const account = first && world.accounts.get(first.person);
      if (!first || !account) return [];
      const key = chatKey(first.person, first.number);
      return [
        {
          key,
          person: first.person,
          name: account.name,
          number: first.number,
          typing: (typing.get(key) ?? 0) > now,
          open_until: account.windows[first.number] ?? 0,
        },
      ];
    }),
  };
}

export function letterView(world: WhatsappWorld, letter: Letter): LetterView {
  const { id, person, number, n, at, type, content, edits, deleted, tick, replyTo } = letter;
  const answered = replyTo === null ? undefined : world.letters.get(replyTo);
  return {
    chat: chatKey(person, number),
    message_id: n,
    id,
    by: letter.by,
    from: authorOf(world, letter),
    date: at,
    kind: kinds[type] ?? "text",
    text: deleted ? "" : textOf(letter),
    entities: [],
    ...keysOf(letter),
    ...(answered ? { reply_to_message_id: answered.n } : {}),
    edits,
    silent: false,
    deleted,
    content: shownContent(type, content),
    tick,
  };
}

/** Kinds of the sandbox's page; the rest is shown as text. */
const kinds: Readonly<Record<string, string>> = {
  image: "document",
  audio: "document",
  document: "document",
  sticker: "document",
  contacts: "contact",
};

function authorOf(world: WhatsappWorld, letter: Letter): LetterView["from"] {
  const account: Account | undefined = world.accounts.get(letter.person);
  if (letter.by === "customer")
    return { id: letter.person, is_bot: false, first_name: account?.name ?? "" };
  const number = world.numbers.get(letter.number);
  const isOwner = letter.by === "owner";
  return {
    id: isOwner ? (number?.owner ?? 0) : 0,
    is_bot: !isOwner,
    first_name: number?.name ?? "",
  };
}

/** The words of a letter, whatever its type. */
function textOf({ type, content }: Letter): string {
  const at = (...path: string[]) => wordAt(content, path);
  if (type === "text") return at("body");
  if (type === "interactive") {
    const chosen = at("button_reply", "title") || at("list_reply", "title");
    if (chosen !== "") return chosen;
    return [at("header", "text"), at("body", "text"), at("footer", "text")]
      .filter((part) => part !== "")
      .join("\n\n");
  }
  if (type === "template") return filledTemplate(content);
  if (type === "location") return `📍 ${at("latitude")}, ${at("longitude")}`;
  if (type === "reaction") return at("emoji");
  return at("caption");
}

function filledTemplate(content: object): string {
  const name = wordAt(content, ["name"]);
  const language = wordAt(content, ["language", "code"]);
  const template = templates.find((one) => one.name === name && one.language === language);
  const words = [...JSON.stringify(content).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(
    ([, text]): string => JSON.parse(text ?? '""'),
  );
  return (template?.body ?? name).replaceAll(
    /\{\{(\d)\}\}/g,
    (_, n: string) => words[Number(n) - 1] ?? "",
  );
}

function keysOf(letter: Letter): Pick<LetterView, "reply_markup" | "list"> {
  const choices = choicesOf(letter);
  if (choices.length === 0 || letter.deleted) return {};
  if (choices[0]?.kind === "list_reply")
    return {
      list: {
        button: wordAt(letter.content, ["action", "button"]),
        rows: choices.map(({ kind: _kind, ...row }) => row),
      },
    };
  const keys = choices.map(({ title, id }) => [{ text: title, callback_data: id }]);
  return { reply_markup: { inline_keyboard: keys } };
}

function shownContent(type: string, content: object): object {
  if (type === "contacts" && Array.isArray(content)) {
    const [first] = content;
    return {
      contact: {
        phone_number: wordAt(first, ["phones", "0", "phone"]),
        first_name: wordAt(first, ["name", "formatted_name"]),
      },
    };
  }
  const mime = wordAt(content, ["mime_type"]);
  if (mime === "") return {};
  const name = wordAt(content, ["filename"]) || mime.split(";")[0] || type;
  return { document: { file_id: wordAt(content, ["id"]), file_name: name } };
}

function wordAt(value: unknown, path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? Object.entries(inner).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}
