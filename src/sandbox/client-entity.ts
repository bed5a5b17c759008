/// <reference lib="dom" />
import { h } from "./client-dom.ts";
import type { Entity } from "./client-model.ts";

export type EntityActs = { command: (text: string) => void; link: (url: string) => boolean };

type Span = Entity & { end: number };

/** A message's text as nodes: Telegram's entities (offsets in UTF-16 units, nested or apart) and numbers that can be tapped. */
export function entityNodes(text: string, entities: readonly Entity[], acts: EntityActs): Node[] {
  const spans = [...entities, ...phonesIn(text, entities)]
    .map((entity) => ({ ...entity, end: entity.offset + entity.length }))
    .toSorted((a, b) => a.offset - b.offset || b.end - a.end);
  return nodesOf(text, spans, { from: 0, to: text.length, acts });
}

/** Numbers that Telegram's clients make tappable by themselves. */
export function phonesIn(text: string, entities: readonly Entity[]): Entity[] {
  const taken = entities.filter(({ type }) =>
    ["phone_number", "url", "text_link", "code", "pre"].includes(type),
  );
  return [...text.matchAll(/\+\d[\d\s()-]{7,18}\d/g)]
    .map((match) => ({ type: "phone_number", offset: match.index, length: match[0].length }))
    .filter(
      ({ offset, length }) =>
        !taken.some((one) => one.offset < offset + length && offset < one.offset + one.length),
    );
}

function nodesOf(
  text: string,
  spans: readonly Span[],
  { from, to, acts }: { from: number; to: number; acts: EntityActs },
): Node[] {
  const nodes: Node[] = [];
  let at = from;
  let n = 0;
  while (n < spans.length) {
    const span = spans[n++];
    if (!span || span.offset < at || span.offset >= to) continue;
    const end = Math.min(span.end, to);
    const inner: Span[] = [];
    for (let next = spans[n]; next && next.offset < end; next = spans[n])
      inner.push(spans[n++] ?? next);
    if (span.offset > at) nodes.push(document.createTextNode(text.slice(at, span.offset)));
    nodes.push(
      element(
        span,
        text.slice(span.offset, end),
        nodesOf(text, inner, { from: span.offset, to: end, acts }),
        acts,
      ),
    );
    // a block ends its line by itself
    at = isBlock(span.type) && text[end] === "\n" ? end + 1 : end;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

const plainTags = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
} as const;

function element(span: Span, text: string, inner: Node[], acts: EntityActs): HTMLElement {
  if (isPlain(span.type)) return h(plainTags[span.type], {}, ...inner);
  switch (span.type) {
    case "pre":
      return h("pre", {}, h("code", {}, ...inner));
    case "text_link":
      return link(span.url ?? "", inner, acts);
    case "url":
      return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, inner, acts);
    case "email":
      return h("a", { href: `mailto:${text}` }, ...inner);
    case "phone_number":
      return h("a", { href: `tel:${text.replaceAll(/[^+\d]/g, "")}`, class: "nowrap" }, ...inner);
    case "bot_command":
      return h(
        "button",
        { type: "button", class: "cmd", onclick: () => acts.command(text) },
        ...inner,
      );
    case "spoiler":
      return spoiler(inner);
    default:
      return h("span", {}, ...inner);
  }
}

function isBlock(type: string): boolean {
  return type === "pre" || type.endsWith("blockquote");
}

function isPlain(type: string): type is keyof typeof plainTags {
  return type in plainTags;
}

function link(url: string, inner: Node[], acts: EntityActs): HTMLElement {
  if (!/^(https?|tg|mailto|tel):/i.test(url)) return h("span", {}, ...inner);
  const onclick = (event: Event) => {
    if (acts.link(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick }, ...inner);
}

function spoiler(inner: Node[]): HTMLElement {
  const cover: HTMLElement = h(
    "button",
    {
      type: "button",
      class: "spoiler",
      "aria-expanded": "false",
      onclick: () => cover.setAttribute("aria-expanded", "true"),
    },
    ...inner,
  );
  return cover;
}
