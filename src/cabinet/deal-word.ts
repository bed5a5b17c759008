import type { BoardCard } from "../desk/board-service.ts";
import { isMissedNote } from "../crm/deal-note.ts";
import type { Deal } from "../crm/deal.ts";
import { visitText } from "../desk/deal-word.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear, dayOf, duration, money, timeOf } from "../texts/format.ts";
import type { Reader } from "./deal-visit.ts";

/** An amount as people read it; null where there is none. */
export function worthOf({ amount, currency }: Deal, { language }: Reader): string | null {
  return amount === null ? null : money(language, amount, currency);
}

/** What deals are worth together, each currency by itself. */
export function sumsLine(
  sums: readonly { currency: string; amount: number }[],
  { language }: Reader,
): string {
  return sums.map(({ amount, currency }) => money(language, amount, currency)).join(" · ");
}

/** What a deal is called; one that is named by its number goes by its client's name. */
export function titleOf({ name, client, phone }: Deal, { say }: Pick<Reader, "say">): string {
  if (phone === null || name !== showPhone(phone)) return name;
  return client?.name ?? say("card-new");
}

/** Whom a deal is about; the name that it is called by is not said twice. */
export function whoOf(
  deal: Deal,
  reader: Pick<Reader, "say">,
): { name: string | null; phone: { raw: string; shown: string } | null } {
  const { client, phone } = deal;
  const called = client?.name ?? null;
  return {
    name: called === titleOf(deal, reader) ? null : called,
    phone: phone === null ? null : { raw: phone, shown: showPhone(phone) },
  };
}

/** Whether a missed call made the deal. */
export function isFromMissed({ note }: Deal): boolean {
  return isMissedNote(note);
}

/** The signs at the beginnings of lines belong to Telegram. */
export function bareNote(note: string): string {
  return note.replace(/^(?:🔴|✅|🎙)\s*/gmu, "");
}

type Line = { words: string; late: boolean; now: boolean };

/** What is next for a deal, or what is late; of one that is over, when and why. */
export function nextLine({ deal, next }: BoardCard, reader: Reader): Line | null {
  const { say, language, zone, now } = reader;
  if (deal.status !== "open") return plain(overLine(deal, reader));
  if (next === null) return null;
  const { talksSince, missed, task, visit } = next;
  if (talksSince !== null)
    return {
      ...plain(say("web-deal-talks", { time: duration(language, (now - talksSince) / 1000) })),
      now: true,
    };
  if (missed !== null) return { ...plain(missedLine(missed.at, reader)), late: true };
  if (task !== null && task.dueAt !== null && task.dueAt <= now)
    return { ...plain(`${task.title}, ${short(task.dueAt, reader)}`), late: true };
  if (visit?.running === true) return { ...plain(say("web-deal-visit-now")), now: true };
  if (visit !== null && (task?.dueAt ?? Number.POSITIVE_INFINITY) > visit.at)
    return plain(say("web-deal-visit", { when: dateNear(language, visit.at, now, zone) }));
  if (task !== null)
    return plain(task.dueAt === null ? task.title : `${task.title}, ${short(task.dueAt, reader)}`);
  const said = deal.visitAt === null ? null : visitText(deal.visitAt, { language, zone, now });
  return said === null ? null : plain(say("web-deal-visit", { when: said }));
}

function plain(words: string): Line {
  return { words, late: false, now: false };
}

function missedLine(at: number, reader: Reader): string {
  const id = isToday(at, reader) ? "web-deal-missed" : "web-deal-missed-day";
  return reader.say(id, { when: short(at, reader) });
}

function overLine({ reason, closedAt }: Deal, reader: Reader): string {
  const when = closedAt === null ? null : dayNear(closedAt, reader);
  return [reason, when].filter((part) => part !== null).join(" · ");
}

/** A time of today stands alone. */
function short(at: number, reader: Reader): string {
  const { language, zone, now } = reader;
  return isToday(at, reader) ? timeOf(language, at, zone) : dateNear(language, at, now, zone);
}

function isToday(at: number, { language, zone, now }: Reader): boolean {
  return dayOf(language, at, zone) === dayOf(language, now, zone) && Math.abs(now - at) < DAY_MS;
}

const DAY_MS = 86_400_000;

function dayNear(at: number, reader: Reader): string {
  const { language, zone, now } = reader;
  return isToday(at, reader) ? dateNear(language, at, now, zone) : dayOf(language, at, zone);
}
