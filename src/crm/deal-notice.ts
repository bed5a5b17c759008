import type { ChatFilter } from "../business/chat.ts";
import { isOpen, type WorkingHours } from "../business/working-hours.ts";
import { openAt, type Schedule } from "../business/working-time.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Deal } from "./deal.ts";
import { callNote } from "./deal-note.ts";
import type { EndedCall } from "./ended-call.ts";

/** The message of a new deal in a chat that asked for it, as Telegram HTML. */
export function dealNotice(
  language: Language,
  { deal, call, masked }: { deal: Deal; call: EndedCall; masked: boolean },
): string {
  const name = cleanName(deal.client?.name);
  const phone =
    deal.phone === null ? null : escapeHtml((masked ? maskPhone : showPhone)(deal.phone));
  const who = [name === null ? null : `<b>${escapeName(name)}</b>`, phone];
  return [
    text(language, "deal-new", { number: String(deal.number) }),
    who.filter((part) => part !== null).join(" · "),
    escapeHtml(callNote(language, call)),
  ].join("\n");
}

/** Whether a chat wants no sound now: in its own quiet hours or, unless it asked for sound then, outside the schedule. */
export function isSilent(filter: ChatFilter, schedule: Schedule, now: number): boolean {
  const { quiet } = filter;
  if (quiet && quiet.from !== quiet.to && isOpen(nightly(quiet), now, schedule.zone)) return true;
  return filter.loudOutsideHours !== true && !openAt(schedule, now);
}

function nightly({ from, to }: { from: string; to: string }): WorkingHours {
  const night: [string, string] = [from, to];
  return { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night };
}
