import type { ChatFilter } from "../business/chat.ts";
import type { Labels } from "../business/line.ts";
import type { Call } from "../calls/call.ts";
import { isMissed, refusal, type CardPart, type Refusal } from "../calls/filter.ts";
import { showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";

const kept: Record<Refusal, TextId> = {
  direction: "why-by-direction",
  line: "why-by-line",
  ext: "why-by-ext",
  client: "why-by-client",
  missed_only: "why-by-missed",
  message: "why-by-message",
};

type Passed = { call: Call; filter: ChatFilter; part: CardPart; labels: Labels };

/** What of a chat's filter let a message of the call through, as Telegram HTML. */
export function filterLine(language: Language, { call, filter, part, labels }: Passed): string {
  const refused = refusal(filter, call, part);
  if (refused !== null) return text(language, "why-kept", { part: text(language, kept[refused]) });
  const parts = [
    isSet(filter.directions) ? directionName(language, call) : null,
    isSet(filter.lines) ? lineName(language, call, labels) : null,
    extNames(language, call, filter.exts ?? []),
    isSet(filter.clients) ? text(language, "why-client-listed") : null,
    isSet(filter.messages) || filter.missedOnly === true ? messageName(language, call, part) : null,
  ].filter((one) => one !== null);
  if (parts.length === 0) return text(language, "why-all");
  return text(language, "why-passed", { parts: parts.join(", ") });
}

/** A line by its name, else by its number, as Telegram HTML; null when it is not known. */
export function lineName(
  language: Language,
  { line, lineName: told }: { line: string | null; lineName: string | null },
  labels: Labels,
): string | null {
  const name = cleanName(line === null ? null : labels.lines[line]) ?? cleanName(told);
  if (name !== null) return text(language, "why-line", { line: escapeName(name) });
  const number = cleanName(line, 32);
  if (number === null) return null;
  return text(language, "why-line-number", { line: escapeHtml(showPhone(number)) });
}

function directionName(language: Language, { direction }: Call): string {
  return text(language, direction === "out" ? "why-direction-out" : "why-direction-in");
}

function extNames(language: Language, call: Call, exts: readonly string[]): string | null {
  const people = [call.answeredBy, call.lastBy, call.employee].map((who) => who?.ext);
  const taking = exts.filter((ext) => [...call.path, ...call.rang, ...people].includes(ext));
  if (taking.length === 0) return null;
  return taking.map((ext) => text(language, "card-ext", { ext: escapeHtml(ext) })).join(", ");
}

function messageName(language: Language, call: Call, part: CardPart): string {
  if (part === "ring") return text(language, "why-message-ring");
  return text(language, isMissed(call) ? "why-message-missed" : "why-message-answered");
}

function isSet(wanted: readonly string[] | undefined): boolean {
  return wanted !== undefined && wanted.length > 0;
}
