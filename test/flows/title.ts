import { text, type TextId } from "../../src/texts/bundle.ts";
import { languages, type Language } from "../../src/texts/language.ts";

/** What a card says at its head; `ring` and `ended` are the message of an incoming call while it lasts and after. */
export type Kind = "ring" | "ended" | "answered" | "missed" | "unknown" | "out";
export type Title = { kind: Kind; language: Language };

const idsOf: Record<Kind, readonly TextId[]> = {
  ring: ["card-incoming"],
  ended: ["card-incoming-ended"],
  answered: ["card-in-answered", "card-in-answered-unknown"],
  missed: ["card-in-missed", "card-in-missed-waited"],
  unknown: ["card-in-unknown"],
  out: ["card-out-answered", "card-out-answered-unknown", "card-out-unknown", "card-out-missed"],
};
const kinds: readonly Kind[] = ["ring", "ended", "answered", "missed", "unknown", "out"];
const GAP = "\u0000";

const heads = languages.flatMap((language) =>
  kinds.flatMap((kind) =>
    idsOf[kind].map((id) => {
      const [before = "", after] = text(language, id, { duration: GAP }).split(GAP);
      return { kind, language, before, after };
    }),
  ),
);

/** The title of a card, plain or as Telegram HTML; null for what is no card. */
export function titleOf(message: string): Title | null {
  const [first = ""] = message.replace(/<[^>]*>/g, "").split("\n");
  const found = heads.find(({ before, after }) =>
    after === undefined ? first === before : first.startsWith(before) && first.endsWith(after),
  );
  return found ? { kind: found.kind, language: found.language } : null;
}

/** Whether anything in the message tells of a missed call, in whatever language and place. */
export function saysMissed(message: string): boolean {
  return titleOf(message)?.kind === "missed" || /❌|пропущ|missed/iu.test(message);
}
