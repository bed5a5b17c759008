import type { CallEvent } from "../calls/call.ts";
import { secondsOf } from "./field.ts";
import type { Said } from "./template.ts";

/** What a notification is about; a call that began says which way it goes. */
type Kind = Extract<CallEvent["kind"], "rang" | "answered" | "hung_up" | "ended" | "recorded">;
export type About = { kind: Kind; direction: "in" | "out" | null; lost: boolean };

/**
 * Words for the eight types, which are told apart by what an administrator or the cabinet called them: nobody publishes
 * the values of notification_mnemonic. The order matters: a wait for an answer is no answer.
 */
const words: readonly [RegExp, Kind | "lost"][] = [
  [
    /\blost\b|\bmissed\b|\bun ?answered\b|\bno ?answer|потер|пропущ|непринят|неприйн|втрач|не ?отвеч|без ответа|без відповіді/,
    "lost",
  ],
  [/record|запис/, "recorded"],
  [/\bwait|ожидан|очікув/, "rang"],
  [
    /(?:talk|conversation|разговор|розмов).{0,16}(?:finish|end|stop|over|заверш|законч|оконч|закінч)/,
    "hung_up",
  ],
  [
    /(?:finish|end|stop|заверш|законч|оконч|закінч|кінець|конец)\S{0,8} (?:\S{1,8} )?(?:talk|conversation|разговор|розмов)/,
    "hung_up",
  ],
  [/(?:talk|conversation|разговор|розмов).{0,16}(?:start|begin|began|нача|почат)/, "answered"],
  [
    /(?:start|begin|нача|почат)\S{0,8} (?:\S{1,8} )?(?:talk|conversation|разговор|розмов)/,
    "answered",
  ],
  [
    /\bfinish|\bend(?:ed|ing)?\b|hang ?up|hung ?up|\bcomplete|disconnect|заверш|законч|оконч|закінч/,
    "ended",
  ],
  [/connect|\banswer|\baccept|\bbridge|ответ|отвеч|відпов|з.єднан|соедин/, "answered"],
];
const BEGINNING = /\bnew call|\bring|\bdial|\bstart|\bbegin|новый звон|новий дзв|начал|почат/;
/** Said of every call of a direction, so that it tells the type only where nothing else does. */
const INCOMING = /\bin(?:bound|coming)?\b|входящ|вхідн/;
const OUTGOING = /\bout(?:bound|going)?\b|исходящ|вихідн/;

/** The type of a notification, by its words, else by the variables that only it has; null for what tells of no call. */
export function kindOf(said: Said): About | null {
  const titles = (["event", "mnemonic", "title", "type"] as const).map((part) =>
    spaced(said(part)),
  );
  // A signed event of the other platform never passes for an unsigned one of this.
  if (titles.some((title) => /^notify\b/.test(title))) return null;
  const named = titles.map(strong).find((kind) => kind !== null) ?? null;
  const told = isOver(said, named) ? "ended" : (named ?? shape(said));
  const direction = directionOf(said, titles.join(" "));
  if (told === "lost") return { kind: "ended", direction: direction ?? "in", lost: true };
  if (told !== null) return { kind: told, direction, lost: false };
  const begins = direction !== null || titles.some((title) => BEGINNING.test(title));
  return begins ? { kind: "rang", direction, lost: false } : null;
}

/** Only a call that is over has a whole length, whatever somebody called its notification. */
function isOver(said: Said, named: Kind | "lost" | null): boolean {
  if (named === "lost" || named === "hung_up" || said("file") !== null) return false;
  return (secondsOf(said("total")) ?? 0) > 0;
}

function strong(title: string): Kind | "lost" | null {
  return words.find(([pattern]) => pattern.test(title))?.[1] ?? null;
}

function shape(said: Said): Kind | "lost" | null {
  if (said("total") !== null || said("lastTalked") !== null) return "ended";
  if (said("file") !== null) return "recorded";
  if (said("talk") !== null) return said("legs") === null ? "ended" : "hung_up";
  if (said("wait") !== null && said("rang") !== null) return "lost";
  if (said("legs") !== null) return "answered";
  return said("leg") === null ? null : "rang";
}

function directionOf(said: Said, titles: string): "in" | "out" | null {
  const own = spaced(said("direction"));
  if (INCOMING.test(own)) return "in";
  if (OUTGOING.test(own)) return "out";
  if (INCOMING.test(titles)) return "in";
  return OUTGOING.test(titles) ? "out" : null;
}

/** "CALL_SESSION_FINISHED" and "callFinished" as words. */
function spaced(name: string | null): string {
  return (name ?? "")
    .slice(0, 128)
    .replace(/([a-zа-яіїєґё])([A-ZА-ЯІЇЄҐЁ])/g, "$1 $2")
    .toLowerCase()
    .replace(/[\s_.,:;/-]+/g, " ")
    .trim();
}
