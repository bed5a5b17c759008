import type { MessageEntity } from "grammy/types";
import { linkedPerson, readLink } from "./link.ts";

export type Parsed = { text: string; entities: MessageEntity[] } | { wrong: string };

/** An entity with the language of a code, which counts only inside a pre. */
type Marked = { entity: MessageEntity; language: string };
type Open = { tag: string; argument: string; at: number };
type Attribute = { name: string; value: string | null };

const tags = new Set(
  "a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote".split(
    " ",
  ),
);
const unplayed = new Set(["tg-emoji", "tg-time"]);
const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const plain: Record<string, MessageEntity.CommonMessageEntity["type"]> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  span: "spoiler",
  "tg-spoiler": "spoiler",
};

/** Telegram's HTML dialect with its own errors and byte offsets (tdlib, MessageEntity.cpp, parse_html). */
export function parseHtml(source: string): Parsed {
  const reader = new Reader(source);
  const open: Open[] = [];
  const entities: Marked[] = [];
  let text = "";
  while (!reader.atEnd()) {
    const char = reader.peek();
    if (char === "&") text += reader.character();
    else if (char !== "<") text += reader.next();
    else if (reader.peek(1) === "/") {
      const wrong = close(reader, open, entities, text);
      if (wrong !== null) return { wrong };
    } else {
      const started = start(reader, text.length);
      if (typeof started === "string") return { wrong: started };
      open.push(started);
    }
  }
  const last = open.at(-1);
  if (last !== undefined)
    return { wrong: `Can't find end tag corresponding to start tag "${last.tag}"` };
  // what was closed last is outermost, and comes first among entities of one place
  const outermostFirst = entities.toReversed().map(({ entity }) => entity);
  return { text, entities: outermostFirst.filter(({ length }) => length > 0) };
}

function start(reader: Reader, at: number): Open | string {
  const offset = reader.byteOffset();
  reader.next();
  const tag = reader.takeUntil(/[\s>]/).toLowerCase();
  if (reader.atEnd()) return `Unclosed start tag at byte offset ${offset}`;
  if (!tags.has(tag)) return `Unsupported start tag "${tag}" at byte offset ${offset}`;
  if (unplayed.has(tag))
    return `The local Telegram does not play the tag "${tag}" at byte offset ${offset}`;
  let argument = "";
  for (;;) {
    reader.skipSpaces();
    if (reader.peek() === ">") break;
    const attribute = readAttribute(reader, tag, offset);
    if (typeof attribute === "string") return attribute;
    argument = argumentOf(tag, attribute) ?? argument;
  }
  reader.next();
  if (tag === "span" && argument !== "spoiler")
    return `Tag "span" must have class "tg-spoiler" at byte offset ${offset}`;
  return { tag, argument, at };
}

function readAttribute(reader: Reader, tag: string, offset: number): Attribute | string {
  const name = reader.takeUntil(/[\s=>/"']/);
  if (name === "") return `Empty attribute name in the tag "${tag}" at byte offset ${offset}`;
  reader.skipSpaces();
  if (reader.atEnd()) return `Unclosed start tag "${tag}" at byte offset ${offset}`;
  if (reader.peek() !== "=") return { name, value: null };
  reader.next();
  reader.skipSpaces();
  if (reader.atEnd()) return `Unclosed start tag "${tag}" at byte offset ${offset}`;
  const quote = reader.peek();
  if (quote !== '"' && quote !== "'") {
    const from = reader.byteOffset();
    const value = reader.takeUntil(/[^a-zA-Z0-9.-]/).toLowerCase();
    return /[\s>]/.test(reader.peek())
      ? { name, value }
      : `Unexpected end of name token at byte offset ${from}`;
  }
  reader.next();
  let value = "";
  while (!reader.atEnd() && reader.peek() !== quote) value += reader.character();
  reader.next();
  return reader.atEnd() ? `Unclosed start tag at byte offset ${offset}` : { name, value };
}

function argumentOf(tag: string, { name, value }: Attribute): string | undefined {
  if (tag === "blockquote" && name === "expandable") return "expandable";
  if (value === null) return undefined;
  if (tag === "a" && name === "href") return value;
  if (tag === "code" && name === "class" && value.startsWith("language-")) return value.slice(9);
  if (tag === "span" && name === "class" && value.startsWith("tg-")) return value.slice(3);
  return undefined;
}

function close(reader: Reader, open: Open[], entities: Marked[], text: string): string | null {
  const offset = reader.byteOffset();
  const top = open.at(-1);
  if (top === undefined) return `Unexpected end tag at byte offset ${offset}`;
  reader.next();
  reader.next();
  const tag = reader.takeUntil(/[\s>]/).toLowerCase();
  reader.skipSpaces();
  if (reader.peek() !== ">") return `Unclosed end tag at byte offset ${offset}`;
  if (tag !== "" && tag !== top.tag) {
    return `Unmatched end tag at byte offset ${offset}, expected "</${top.tag}>", found "</${tag}>"`;
  }
  reader.next();
  open.pop();
  if (text.length > top.at) addEntity(top, text, entities);
  return null;
}

function addEntity({ tag, argument, at }: Open, text: string, entities: Marked[]): void {
  const span = { offset: at, length: text.length - at };
  const last = entities.at(-1);
  const same =
    last !== undefined && last.entity.offset === span.offset && last.entity.length === span.length
      ? last
      : undefined;
  const add = (entity: MessageEntity, language = ""): void =>
    void entities.push({ entity, language });
  const simple = plain[tag];
  if (simple !== undefined) add({ ...span, type: simple });
  else if (tag === "blockquote")
    add({ ...span, type: argument === "" ? "blockquote" : "expandable_blockquote" });
  else if (tag === "a") add(linked(argument === "" ? text.slice(at) : argument, span));
  else if (tag === "code" && same?.entity.type === "pre" && argument !== "")
    same.entity.language = argument;
  else if (tag === "code") add({ ...span, type: "code" }, argument);
  else if (same?.entity.type === "code" && same.language !== "")
    same.entity = { ...span, type: "pre", language: same.language };
  else add({ ...span, type: "pre" });
}

/** An address that is none makes no link: the entity is left empty and dropped. */
function linked(address: string, span: { offset: number; length: number }): MessageEntity {
  const person = linkedPerson(address);
  if (person !== null)
    return { ...span, type: "text_mention", user: { id: person, is_bot: false, first_name: "" } };
  const link = readLink(address);
  return "url" in link
    ? { ...span, type: "text_link", url: link.url }
    : { offset: span.offset, length: 0, type: "text_link", url: "" };
}

/** Walks the text and knows where in its UTF-8 bytes it stands. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  peek(ahead = 0): string {
    return this.#text.charAt(this.#at + ahead);
  }

  next(): string {
    return this.#text.charAt(this.#at++);
  }

  byteOffset(): number {
    return Buffer.byteLength(this.#text.slice(0, this.#at));
  }

  takeUntil(end: RegExp): string {
    const from = this.#at;
    while (!this.atEnd() && !end.test(this.peek())) this.#at++;
    return this.#text.slice(from, this.#at);
  }

  skipSpaces(): void {
    while (!this.atEnd() && /\s/.test(this.peek())) this.#at++;
  }

  /** One character, a character reference decoded; an unknown reference stays as it is written. */
  character(): string {
    const reference = /^&(?:#(\d{1,8})|#x([0-9a-f]{1,7})|([a-z]+));?/i.exec(
      this.#text.slice(this.#at, this.#at + 12),
    );
    const decoded = reference === null ? null : decode(reference);
    if (reference === null || decoded === null) return this.next();
    this.#at += reference[0].length;
    return decoded;
  }
}

function decode([, decimal, hex, name]: RegExpExecArray): string | null {
  if (name !== undefined) return named[name] ?? null;
  const code = decimal === undefined ? Number.parseInt(hex ?? "0", 16) : Number(decimal);
  return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : null;
}
