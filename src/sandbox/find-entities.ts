import type { MessageEntity } from "grammy/types";

type Found = "bot_command" | "mention" | "hashtag" | "email" | "url" | "phone_number";

/** In the order in which they win: a command may hold a mention, an address may hold anything. */
const patterns: [Found, RegExp][] = [
  ["email", /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/giu],
  [
    "url",
    /(?<![\p{L}\p{N}_@.])(?:https?:\/\/[^\s<>"]*[^\s<>".,;:!?)'\]]|(?:[a-z0-9-]+\.)+(?:com|org|net|ru|ua|kz|io|me|app|dev|info|biz)\b(?:\/[^\s<>"]*[^\s<>".,;:!?)'\]])?)/giu,
  ],
  [
    "bot_command",
    /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu,
  ],
  ["mention", /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?![\p{L}\p{N}_@])/gu],
  ["hashtag", /(?<![\p{L}\p{N}_#])#[\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu],
  ["phone_number", /(?<![\p{L}\p{N}+])\+\d(?:[ ()\u00a0\u202f-]{0,2}\d){8,14}(?!\d)/gu],
];

/** What Telegram finds in a text by itself, outside code and other links. */
export function findEntities(text: string, given: readonly MessageEntity[]): MessageEntity[] {
  if (!/[/@#.+]/.test(text)) return [];
  const taken = given
    .filter(({ type }) => ["code", "pre", "text_link", "text_mention"].includes(type))
    .map(spanOf);
  const result: MessageEntity[] = [];
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const span = { offset: match.index, length: match[0].length };
      if (taken.some((other) => overlap(span, other))) continue;
      taken.push(span);
      result.push({ type, ...span });
    }
  }
  return result;
}

type Span = { offset: number; length: number };

function spanOf({ offset, length }: MessageEntity): Span {
  return { offset, length };
}

function overlap(a: Span, b: Span): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
