import type { MessageEntity } from "grammy/types";
import { findEntities } from "./find-entities.ts";
import { parseHtml } from "./html.ts";
import { linkedPerson, readLink } from "./link.ts";
import { badRequest, notPlayed } from "./refusal.ts";

export type Formatted = { text: string; entities: MessageEntity[] };
type Given = {
  text: string;
  parse_mode?: string | undefined;
  entities?: readonly MessageEntity[] | undefined;
};

const MAX_RAW_BYTES = 32_768;
const kinds = new Set(
  "bold italic underline strikethrough spoiler code pre text_link text_mention blockquote expandable_blockquote".split(
    " ",
  ),
);
/** Telegram finds these by itself and ignores them in a request. */
const found = new Set(
  "mention hashtag cashtag bot_command url email phone_number bank_card_number".split(" "),
);
const invisible = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/** Text as Telegram stores it: parsed, cleaned, trimmed, with the entities that it finds by itself. Throws a Refusal. */
export function formatted(given: Given): Formatted {
  if (Buffer.byteLength(given.text) > MAX_RAW_BYTES) throw badRequest("Text is too long");
  const { text, entities } = cleaned(marked(given));
  const trimmed = trim(text, entities);
  if (given.text !== "" && invisible.test(trimmed.text)) throw badRequest("Text must be non-empty");
  return {
    text: trimmed.text,
    entities: sorted([...trimmed.entities, ...findEntities(trimmed.text, trimmed.entities)]),
  };
}

function marked({ text, parse_mode = "", entities = [] }: Given): Formatted {
  switch (parse_mode.toLowerCase()) {
    case "":
    case "none":
      return { text, entities: wanted(text, entities) };
    case "html": {
      const parsed = parseHtml(text);
      if ("wrong" in parsed) throw badRequest(`Can't parse entities: ${parsed.wrong}`);
      return { text: parsed.text, entities: parsed.entities };
    }
    case "markdown":
    case "markdownv2":
      throw notPlayed(`parse_mode ${parse_mode}`);
    default:
      throw badRequest("Unsupported parse_mode");
  }
}

function wanted(text: string, entities: readonly MessageEntity[]): MessageEntity[] {
  return entities
    .filter((entity) => !found.has(entity.type))
    .map((entity) => checked(text, entity))
    .filter((entity) => entity.length > 0);
}

function checked(text: string, entity: MessageEntity): MessageEntity {
  const { offset, length, type } = entity;
  if (type === "custom_emoji" || type === "date_time") throw notPlayed(`the entity ${type}`);
  if (!kinds.has(type)) throw badRequest("Can't parse MessageEntity: Unsupported type specified");
  if (offset < 0 || offset > 1_000_000)
    throw badRequest(`Receive an entity with incorrect offset ${offset}`);
  if (length < 0 || length > 1_000_000)
    throw badRequest(`Receive an entity with incorrect length ${length}`);
  if (offset > text.length)
    throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${offset}`);
  const end = offset + length;
  if (end > text.length) {
    throw badRequest(
      `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (splitsPair(text, offset)) {
    throw badRequest(
      `Entity begins in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, offset + 1))}`,
    );
  }
  if (splitsPair(text, end)) {
    const at = Buffer.byteLength(text.slice(0, end + 1));
    throw badRequest(
      `Entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${at}`,
    );
  }
  return entity.type === "text_link" ? linked(entity) : entity;
}

function splitsPair(text: string, at: number): boolean {
  return (
    at > 0 &&
    at < text.length &&
    /[\ud800-\udbff]/.test(text.charAt(at - 1)) &&
    /[\udc00-\udfff]/.test(text.charAt(at))
  );
}

function linked(entity: MessageEntity.TextLinkMessageEntity): MessageEntity {
  if (entity.url === undefined)
    throw badRequest(`Can't parse MessageEntity: Can't find field "url"`);
  const person = linkedPerson(entity.url);
  const span = { offset: entity.offset, length: entity.length };
  if (person !== null)
    return { ...span, type: "text_mention", user: { id: person, is_bot: false, first_name: "" } };
  const link = readLink(entity.url);
  if ("wrong" in link) throw badRequest(`Entity ${link.wrong}`);
  return { ...span, type: "text_link", url: link.url };
}

function cleaned({ text, entities }: Formatted): Formatted {
  const clean = text.replaceAll(/(?![\n\r])\p{Cc}/gu, " ");
  if (!clean.includes("\r")) return { text: clean, entities };
  const dropped = (to: number): number => clean.slice(0, to).split("\r").length - 1;
  const moved = entities.map((entity) => {
    const offset = entity.offset - dropped(entity.offset);
    const end = entity.offset + entity.length;
    return { ...entity, offset, length: end - dropped(end) - offset };
  });
  return { text: clean.replaceAll("\r", ""), entities: moved };
}

function trim(text: string, entities: MessageEntity[]): Formatted {
  const inner = text.trim();
  const from = text.length - text.trimStart().length;
  const kept = entities.flatMap((entity) => {
    const start = Math.max(entity.offset - from, 0);
    const end = Math.min(entity.offset - from + entity.length, inner.length);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text: inner, entities: kept };
}

function sorted(entities: MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}
