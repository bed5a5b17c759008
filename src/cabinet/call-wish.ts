import type { CallFilter } from "../calls/list-service.ts";
import { dateOf, instantOn, shiftDate } from "../calls/period.ts";
import { readSearch, type Search } from "../calls/search.ts";
import { dayIn } from "./input.ts";

/** What the list of calls is asked for, as its form carries it. */
export type CallWish = {
  /** Where the text is looked for: in who called, or in what was said. */
  said: boolean;
  text: string;
  /** Whole days of the business's wall, "YYYY-MM-DD"; empty: any. */
  from: string;
  to: string;
  only: CallFilter;
  before: { at: number; id: number } | null;
};

/** A filter that is on, as a chip: what is left of the wish without it. */
export type Chip = { name: ChipName; value: string; without: string };
type ChipName =
  | "text"
  | "from"
  | "to"
  | "direction"
  | "end"
  | "line"
  | "ext"
  | "audio"
  | "transcript";

/** Reads an address; what nobody offered is left out. */
export function readWish(query: URLSearchParams): CallWish {
  const text = textIn(query, "q");
  const direction = oneOf(query.get("direction"), ["in", "out"] as const);
  const end = oneOf(query.get("end"), ["answered", "missed", "unreached"] as const);
  const [line, ext] = [textIn(query, "line"), textIn(query, "ext")];
  return {
    said: query.get("in") === "said" && text !== "",
    text,
    from: dayIn(query.get("from")) ?? "",
    to: dayIn(query.get("to")) ?? "",
    only: {
      ...(direction === null ? {} : { direction }),
      ...(end === null ? {} : { end }),
      ...(line === "" ? {} : { line }),
      ...(ext === "" ? {} : { ext }),
      ...(query.get("audio") === "1" ? { audio: true } : {}),
      ...(query.get("text") === "1" ? { text: true } : {}),
    },
    before: placeIn(query.get("before")),
  };
}

/** The address of the list for a wish. */
export function wishPath({ said, text, from, to, only, before }: CallWish): string {
  const parts: [string, string | undefined][] = [
    ["q", text],
    ["in", said ? "said" : ""],
    ["from", from],
    ["to", to],
    ["direction", only.direction],
    ["end", only.end],
    ["line", only.line],
    ["ext", only.ext],
    ["audio", only.audio === true ? "1" : ""],
    ["text", only.text === true ? "1" : ""],
    ["before", before === null ? "" : `${before.at}.${before.id}`],
  ];
  const query = new URLSearchParams();
  for (const [name, value = ""] of parts) if (value !== "") query.set(name, value);
  return query.size === 0 ? "/dashboard/calls" : `/dashboard/calls?${query.toString()}`;
}

/** The days and words of a wish as the lists take them: days that the text names count where the form names none. */
export function searchOf(wish: CallWish, { now, zone }: { now: number; zone: string }): Search {
  const { text, days } = readSearch(wish.text, { now, zone });
  if (wish.from === "" && wish.to === "") return { text, days };
  const first = wish.from === "" ? EARLIEST : wish.from;
  const last = wish.to === "" ? dateOf(now, zone) : wish.to;
  const range = {
    first,
    last,
    from: instantOn(first, 0, zone),
    to: instantOn(shiftDate(last, 1), 0, zone),
  };
  return { text: days === null ? text : wish.text, days: range };
}

/** What is asked for, one chip for each; what was said is not looked through by the other filters. */
export function chipsOf(wish: CallWish): Chip[] {
  const { text, from, to, only } = wish;
  const base = { ...wish, before: null };
  const path = (change: Partial<CallWish>): string => wishPath({ ...base, ...change });
  const less = (key: keyof CallFilter): string => {
    const { [key]: _gone, ...rest } = only;
    return path({ only: rest });
  };
  const all: Chip[] = [
    { name: "text", value: text, without: path({ text: "", said: false }) },
    { name: "from", value: from, without: path({ from: "" }) },
    { name: "to", value: to, without: path({ to: "" }) },
    { name: "direction", value: only.direction ?? "", without: less("direction") },
    { name: "end", value: only.end ?? "", without: less("end") },
    { name: "line", value: only.line ?? "", without: less("line") },
    { name: "ext", value: only.ext ?? "", without: less("ext") },
    { name: "audio", value: only.audio === true ? "1" : "", without: less("audio") },
    { name: "transcript", value: only.text === true ? "1" : "", without: less("text") },
  ];
  return all.filter(({ value }) => value !== "");
}

const MOST_TEXT = 60;
const EARLIEST = "2000-01-01";

function textIn(query: URLSearchParams, name: string): string {
  const words = (query.get(name) ?? "").replace(/[\p{Cc}\s]+/gu, " ").trim();
  return Array.from(words.toWellFormed()).slice(0, MOST_TEXT).join("");
}

function oneOf<Word extends string>(text: string | null, words: readonly Word[]): Word | null {
  return words.find((word) => word === text) ?? null;
}

function placeIn(text: string | null): CallWish["before"] {
  const found = /^(\d{1,14})\.(\d{1,15})$/.exec(text ?? "");
  return found ? { at: Number(found[1]), id: Number(found[2]) } : null;
}
