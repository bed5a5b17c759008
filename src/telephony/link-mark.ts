import { isDeepStrictEqual } from "node:util";
import { linkPattern, LOOSE_LINK, opened } from "./link-pattern.ts";

/** What stands where a link was: both dialects that are told of links still see that there is a recording. */
export const LINK_MARK = "link-kept-apart";

/** A hook as it is kept. */
export type Body = {
  method: "GET" | "POST";
  query: string;
  contentType: string | null;
  raw: Uint8Array;
};

/** How a hook is read; `said` is what the dialect makes of its fields. */
export type Reading = { fieldsOf(body: Body): unknown; said(fields: unknown): unknown };

/** More or longer ones are nobody's, and would take long to look for: the fields are kept without them then. */
const MOST = 8;
const LONGEST = 2000;

/**
 * A hook without the links in it, whichever way they are written: a link opens a recording to whoever has it. What the
 * dialect makes of the hook stays the same. Where the mark cannot be put into the bytes, the fields are kept as JSON.
 */
export function markLinks(body: Body, reading: Reading): Body {
  if (!mayHold(latin(body.raw)) && !mayHold(body.query)) return body;
  const fields = reading.fieldsOf(body);
  if (fields === undefined) return loosely(body);
  const links = linksIn(fields);
  if (links.length === 0) return body;
  const said = reading.said(fields);
  const findable = links.length <= MOST && links.every(isFindable);
  for (const mark of findable ? [markUsual, markAny] : []) {
    const marked = inPlace(body, links, mark);
    if (isClean(marked, links) && keeps(marked, reading, said)) return marked;
  }
  const bare = asFields(body, fields);
  const clean = isClean(bare, links.slice(0, MOST)) && keeps(bare, reading, said);
  return clean ? bare : { ...body, query: "", contentType: "application/json", raw: EMPTY };
}

/** The same for a value that never was anybody's bytes. */
export function withoutLinks(value: unknown): unknown {
  if (typeof value === "string") return LINK.test(value) ? value.replace(LINK, LINK_MARK) : value;
  if (Array.isArray(value)) return value.map(withoutLinks);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [String(withoutLinks(name)), withoutLinks(held)]),
  );
}

/** An escape may hide anything, and so may letters of two bytes. */
function mayHold(text: string): boolean {
  return /https?:|[%\\]/i.test(text) || text.includes("\0");
}

/** Once a link has begun, the dialects take everything after it for a part of it. */
const LINK = /https?:\/\/[^]*$/i;
const EMPTY = Buffer.from("{}");

function latin(raw: Uint8Array): string {
  return Buffer.from(raw).toString("latin1");
}

/** Every link in names and values, the longest first. */
function linksIn(value: unknown): string[] {
  const found = new Set<string>();
  const look = (held: unknown): void => {
    if (typeof held === "string") {
      const link = LINK.exec(held)?.[0].trim();
      if (link) found.add(link);
    } else if (typeof held === "object" && held !== null) {
      for (const [name, inner] of Object.entries(held)) {
        look(name);
        look(inner);
      }
    }
  };
  look(value);
  return [...found].toSorted((a, b) => b.length - a.length);
}

type Mark = (text: string, link: string) => string;

function inPlace(body: Body, links: readonly string[], mark: Mark): Body {
  const marked = (text: string): string => links.reduce(mark, text);
  return {
    ...body,
    query: marked(body.query),
    raw: Buffer.from(marked(latin(body.raw)), "latin1"),
  };
}

/** As senders write them: a search for these costs next to nothing. */
function markUsual(text: string, link: string): string {
  const form = new URLSearchParams({ "": link }).toString().slice(1);
  const ways = [link, link.replaceAll("/", "\\/"), form].map((way) => latin(Buffer.from(way)));
  return ways.reduce((left, way) => left.replaceAll(way, LINK_MARK), text);
}

function markAny(text: string, link: string): string {
  return text.replace(linkPattern(link), LINK_MARK);
}

/** A backslash in a link cannot be told from one that escapes what follows. */
function isFindable(link: string): boolean {
  return link.length <= LONGEST && !/\\|%(?:25)?5c/i.test(link);
}

function asFields(body: Body, fields: unknown): Body {
  const without = withoutLinks(fields);
  if (body.method === "POST")
    return {
      ...body,
      query: "",
      contentType: "application/json",
      raw: Buffer.from(JSON.stringify(without)),
    };
  const pairs = Object.entries(Object(without)).map(([name, held]) => [name, String(held)]);
  return { ...body, query: new URLSearchParams(Object.fromEntries(pairs)).toString() };
}

/** No way of reading what is kept shows a link again. */
function isClean({ raw, query }: Body, links: readonly string[]): boolean {
  const bytes = Buffer.from(raw);
  const texts = [latin(raw), bytes.toString("utf8"), bytes.toString("utf16le"), query].flatMap(
    opened,
  );
  return links.every((link) => !texts.some((text) => text.includes(link)));
}

function keeps(body: Body, reading: Reading, said: unknown): boolean {
  const fields = reading.fieldsOf(body);
  return fields !== undefined && isDeepStrictEqual(reading.said(fields), said);
}

/** What cannot be read is kept for people who look for the reason; anything like a link in it is not. */
function loosely(body: Body): Body {
  const text = latin(body.raw).replace(LOOSE_LINK, LINK_MARK);
  return {
    ...body,
    query: body.query.replace(LOOSE_LINK, LINK_MARK),
    raw: Buffer.from(text, "latin1"),
  };
}
