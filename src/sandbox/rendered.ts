import type { MessageEntity } from "grammy/types";
import { readLink } from "./link.ts";

/** A message's text as HTML that is safe to put into the page: only the tags below, everything else escaped. */
export function rendered(text: string, entities: readonly MessageEntity[]): string {
  const edges = entities.flatMap((entity) => [entity.offset, entity.offset + entity.length]);
  const points = [...new Set([0, ...edges, text.length])].toSorted((a, b) => a - b);
  const order = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  let html = "";
  let open: MessageEntity[] = [];
  points.forEach((from, index) => {
    const wanted = order.filter(
      (entity) => entity.offset <= from && from < entity.offset + entity.length,
    );
    const kept = open.findIndex((entity, depth) => entity !== wanted[depth]);
    const same = kept === -1 ? open.length : kept;
    html += open
      .slice(same)
      .toReversed()
      .map((entity) => tagsOf(entity, text)[1])
      .join("");
    html += wanted
      .slice(same)
      .map((entity) => tagsOf(entity, text)[0])
      .join("");
    open = wanted;
    html += escaped(text.slice(from, points[index + 1] ?? from));
  });
  return html;
}

function tagsOf(entity: MessageEntity, text: string): [string, string] {
  const inner = text.slice(entity.offset, entity.offset + entity.length);
  switch (entity.type) {
    case "bold":
      return ["<b>", "</b>"];
    case "italic":
      return ["<i>", "</i>"];
    case "underline":
      return ["<u>", "</u>"];
    case "strikethrough":
      return ["<s>", "</s>"];
    case "spoiler":
      return ['<span class="spoiler">', "</span>"];
    case "code":
      return ["<code>", "</code>"];
    case "pre":
      return ["<pre>", "</pre>"];
    case "blockquote":
      return ["<blockquote>", "</blockquote>"];
    case "expandable_blockquote":
      return ['<blockquote class="expandable">', "</blockquote>"];
    case "text_link":
      return link(entity.url);
    case "url":
      return link(inner);
    case "phone_number":
      return [`<a href="tel:${inner.replaceAll(/[^+\d]/g, "")}">`, "</a>"];
    case "bot_command":
      return ['<span class="command">', "</span>"];
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
    case "email":
    case "custom_emoji":
    case "date_time":
    default:
      return ['<span class="entity">', "</span>"];
  }
}

function link(address: string): [string, string] {
  const read = readLink(address);
  if ("wrong" in read) return ["<span>", "</span>"];
  return [`<a href="${escaped(read.url)}" rel="noopener noreferrer" target="_blank">`, "</a>"];
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
