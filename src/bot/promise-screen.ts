import { heard, timeCode, type Reader } from "../calls/spoken-word.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import type { LedgerCounts, LedgerRow } from "../speech/promise-service.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Action } from "./action.ts";
import type { Button, Screen } from "./screen.ts";

export const PAGE = 8;

/** Which promises stand on a screen. */
export type LedgerPlace = { callId: number | null; whose: "us" | "client" | null; page: number };

/** A page of promises with what can be done about each; a call's own may be settled already. */
export function promisesScreen(
  { rows, counts, place }: { rows: readonly LedgerRow[]; counts: LedgerCounts; place: LedgerPlace },
  reader: Reader,
): Screen {
  const { language } = reader;
  const ofCall = place.callId !== null;
  const title = text(language, ofCall ? "promises-title-call" : "promises-title");
  const page = pageLine(place, counts, reader);
  const isBare = ofCall || counts.us + counts.client === 0;
  const filters = isBare ? [] : [filterKeys(place, counts, reader)];
  if (rows.length === 0)
    return { html: `${title}\n\n${text(language, emptyText(place))}`, rows: filters };
  const isAlone = rows.length === 1 && place.page === 0;
  const shown = rows.map((row, index) => ({
    row,
    at: isAlone ? null : place.page * PAGE + index + 1,
  }));
  const head = page === null ? title : `${title} · ${page}`;
  const texts = lengths.map((length) =>
    [head, ...shown.map(({ row, at }) => rowText(row, { at, length }, reader))].join("\n\n"),
  );
  return {
    html: texts.find((some) => some.length <= ROOM) ?? texts.at(-1) ?? head,
    rows: [
      ...shown.map(({ row, at }) => rowKeys(row, { at, place }, reader)),
      turnKeys(place, counts),
      ...filters,
    ],
  };
}

/** How many open promises a place has. */
export function countAt({ whose }: Pick<LedgerPlace, "whose">, counts: LedgerCounts): number {
  return whose === null ? counts.us + counts.client : counts[whose];
}

/** Signs of a message, with its marks. */
const ROOM = 4000;
/** Signs of a promise and of its quote: fewer where a page would not fit into a message. */
const lengths = [120, 70, 30] as const;

function emptyText({ callId, whose }: LedgerPlace) {
  if (callId !== null) return "promises-none-call";
  return whose === null ? "promises-none" : (`promises-none-${whose}` as const);
}

function rowText(
  row: LedgerRow,
  { at, length }: { at: number | null; length: number },
  reader: Reader,
): string {
  const { language } = reader;
  const words = heard(row.text, length, reader) ?? "…";
  const sign = row.state === "done" ? "✅ " : row.state === "dismissed" ? "✖️ " : "";
  const about = [
    text(language, row.whose === "us" ? "promise-us" : "promise-client"),
    whoOf(row, reader),
    dueOf(row, reader),
  ];
  const quote = heard(row.quote, length, reader);
  return [
    `${sign}${at === null ? "" : `${at}. `}<b>${words}</b>`,
    about.filter((part) => part !== null).join(" · "),
    ...(quote === null
      ? []
      : [text(language, "spoken-quote", { quote, at: timeCode(row.quoteS) })]),
  ].join("\n");
}

function whoOf({ client, phone }: LedgerRow, { masked }: Reader): string | null {
  const name = cleanName(client?.name, 40);
  if (name !== null) return escapeName(name);
  return phone === null ? null : escapeHtml((masked ? maskPhone : showPhone)(phone));
}

function dueOf({ dueAt, state }: LedgerRow, { language, now, zone }: Reader): string | null {
  if (state === "done" || state === "dismissed") return null;
  if (dueAt === null) return text(language, "promise-undated");
  const when = dateNear(language, dueAt, now, zone);
  return text(language, dueAt <= now ? "promise-late" : "promise-due", { when });
}

function rowKeys(
  row: LedgerRow,
  { at, place }: { at: number | null; place: LedgerPlace },
  { language }: Reader,
): Button[] {
  const led = (label: string, action: Action): Button => ({
    label: at === null ? label : `${at} ${label}`,
    action,
  });
  const one = { promiseId: row.id, ...place };
  if (row.state === "accepted" && row.taskId !== null && row.taskNumber !== null) {
    const label = text(language, "promise-key-of-task", { number: String(row.taskNumber) });
    return [led(label, { do: "task", taskId: row.taskId })];
  }
  if (row.state !== "open") return [];
  const done = text(language, "promise-key-done");
  const drop = text(language, "promise-key-drop");
  // Three words in a row are too many for a phone: the signs stay.
  const short = (label: string): string =>
    row.whose === "us" && at !== null ? (label.split(" ")[0] ?? label) : label;
  return [
    ...(row.whose === "us"
      ? [led(text(language, "promise-key-task"), { do: "promise_task", ...one })]
      : []),
    led(short(done), { do: "promise_done", ...one }),
    led(short(drop), { do: "promise_drop", ...one }),
  ];
}

function turnKeys(place: LedgerPlace, counts: LedgerCounts): Button[] {
  if (place.callId !== null) return [];
  const to = (label: string, page: number): Button => ({
    label,
    action: { do: "promises", ...place, page },
  });
  return [
    ...(place.page > 0 ? [to("◀", place.page - 1)] : []),
    ...(countAt(place, counts) > (place.page + 1) * PAGE ? [to("▶", place.page + 1)] : []),
  ];
}

/** A second press of a side shows both again. */
function filterKeys(place: LedgerPlace, counts: LedgerCounts, { language }: Reader): Button[] {
  return (["us", "client"] as const).map((whose) => {
    const label = text(language, `promises-${whose}`, { count: String(counts[whose]) });
    const isOn = place.whose === whose;
    return {
      label: isOn ? `• ${label}` : label,
      action: { do: "promises", callId: null, whose: isOn ? null : whose, page: 0 },
    };
  });
}

function pageLine(place: LedgerPlace, counts: LedgerCounts, { language }: Reader): string | null {
  const pages = place.callId === null ? Math.ceil(countAt(place, counts) / PAGE) : 1;
  if (pages <= 1) return null;
  const page = String(place.page + 1);
  return text(language, "promises-page", { page, pages: String(pages) });
}
