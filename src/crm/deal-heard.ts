import { wallOf } from "../lib/zone.ts";
import { dealNote } from "./deal.ts";

/** The note of a deal: what people wrote, and behind it a paragraph for each call that was listened to. */
export type HeardNote = { note: string | null; filled: Record<string, number> };

/** Puts what a call came to behind a note, in place of what it came to before; null takes it away. */
export function withHeard(
  { note, filled }: HeardNote,
  call: { callId: number; at: number; zone: string; text: string | null },
): HeardNote {
  const key = `${KEY}${call.callId}`;
  const known = filled[key];
  if (known === TAKEN_AWAY) return { note, filled };
  const { own, heard } = splitNote(note);
  const place = known ?? freePlace(heard, call);
  const head = headOf(call, place);
  const text = cut(call.text);
  const index = heard.findIndex((one) => one.startsWith(`${head}\n`));
  const block = text === null ? [] : [`${head}\n${text}`];
  const next = index === -1 ? [...heard, ...block] : heard.toSpliced(index, 1, ...block);
  const { [key]: _before, ...others } = filled;
  const marks = text === null ? others : { ...others, [key]: place };
  return { note: joined(own, newest(next)), filled: marks };
}

/** A person writes the note anew: what calls came to stays, unless the whole note is to go. */
export function rewritten(before: HeardNote, written: string | null): HeardNote {
  if (written === null) {
    const gone = Object.keys(before.filled).filter((key) => key.startsWith(KEY));
    const filled = {
      ...before.filled,
      ...Object.fromEntries(gone.map((key) => [key, TAKEN_AWAY])),
    };
    return { note: null, filled };
  }
  const { heard } = splitNote(before.note);
  const own = written.split(PARAGRAPH).filter((part) => !heard.includes(part));
  return { note: joined(dealNote(own.join("\n\n")), heard), filled: before.filled };
}

/** Two deals become one: people's words first, then what was heard in the calls of both. */
export function joinedNotes(first: HeardNote, second: HeardNote): HeardNote {
  const [one, two] = [splitNote(first.note), splitNote(second.note)];
  const own = [...new Set([one.own, two.own])].filter((part) => part !== null).join("\n\n");
  const heard = [...new Set([...one.heard, ...two.heard])];
  const marks = Object.entries(second.filled).filter(([key]) => key.startsWith(KEY));
  return {
    note: joined(own === "" ? null : own, newest(heard)),
    filled: { ...Object.fromEntries(marks), ...first.filled },
  };
}

/** What people and the deal's first call wrote, and the paragraphs of calls that were listened to. */
export function splitNote(note: string | null): { own: string | null; heard: string[] } {
  const parts = (note ?? "").split(PARAGRAPH).filter((part) => part !== "");
  const own = parts.filter((part) => !HEAD.test(part));
  return {
    own: own.length === 0 ? null : own.join("\n\n"),
    heard: parts.filter((part) => HEAD.test(part)),
  };
}

const KEY = "note:";
/** In place of a call's place in its minute: a person did not want it. */
const TAKEN_AWAY = -1;
const PARAGRAPH = /\n{2,}/;
const HEAD = /^🎙 \d\d\.\d\d\.\d{4}, \d\d:\d\d(?: \(\d+\))?\n/u;
/** Signs of one call, and of all calls together: a deal's card has to fit into a message. */
const LENGTH = 300;
const TOTAL = 1500;

/** Calls that began in the same minute are counted. */
function headOf({ at, zone }: { at: number; zone: string }, place: number): string {
  const { y, mo, d, h, mi } = wallOf(at, zone);
  const [day, month, hour, minute] = [d, mo, h, mi].map((n) => String(n).padStart(2, "0"));
  const counted = place === 1 ? "" : ` (${place})`;
  return `🎙 ${day}.${month}.${y}, ${hour}:${minute}${counted}`;
}

function freePlace(heard: readonly string[], call: { at: number; zone: string }): number {
  let place = 1;
  while (heard.some((one) => one.startsWith(`${headOf(call, place)}\n`))) place += 1;
  return place;
}

function cut(text: string | null): string | null {
  const clean = text === null ? null : (dealNote(text)?.replace(/\n\s*\n/g, "\n") ?? null);
  if (clean === null) return null;
  const signs = Array.from(clean);
  return signs.length > LENGTH
    ? `${signs
        .slice(0, LENGTH - 1)
        .join("")
        .trimEnd()}…`
    : clean;
}

/** The last ones that fit. */
function newest(heard: readonly string[]): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const one of heard.toReversed()) {
    length += Array.from(one).length;
    if (length > TOTAL) break;
    kept.unshift(one);
  }
  return kept;
}

function joined(own: string | null, heard: readonly string[]): string | null {
  const parts = [...(own === null ? [] : [own]), ...heard];
  return parts.length === 0 ? null : parts.join("\n\n");
}
