import { showPhone } from "../lib/phone.ts";
import { text, type TextArgs, type TextId } from "../texts/bundle.ts";
import { dateNear, duration } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Staffing } from "../calls/staffing.ts";
import { periodText } from "./stats-word.ts";
import { isUnheard, type Gap, type Report } from "./stats.ts";

const MAX_CAPTION = 1024;
const MOST_LINES = 4;

/** What stands below the picture, as Telegram HTML. */
export function statsCaption(report: Report): string {
  const { language, statistics, business, now } = report;
  const head = `📊 <b>${escapeHtml(periodText(language, statistics.period, now, business.timezone))}</b>`;
  const rows = [...callRows(report), ...gapRows(report)];
  if (statistics.staffing) rows.push(escapeHtml(staffingText(language, statistics.staffing)));
  return fit([head, ...rows]);
}

/** The calls of a period in a few rows of Telegram HTML. */
export function callRows(report: Report): string[] {
  const { language, statistics, followups, labels } = report;
  const { answered, missed, outgoing, waitS, short, unknown, lines } = statistics;
  const said = sayer(language);
  const all = answered + missed;
  if (all + outgoing.all + unknown === 0)
    return [said(isUnheard(report) ? "stats-unknown-time" : "stats-none")];
  const rows: string[] = [];
  if (all > 0)
    rows.push(said("stats-in", { all, missed, share: Math.round((100 * missed) / all) }));
  if (lines.length > 1)
    rows.push(said("stats-lines", { lines: linesText(language, lines, labels.lines) }));
  if (followups.misses > 0) rows.push(...calledBack(language, followups));
  if (outgoing.all > 0) rows.push(said("stats-out", outgoing));
  if (waitS)
    rows.push(
      said("stats-wait", {
        average: duration(language, Math.round(waitS.average)),
        median: duration(language, Math.round(waitS.median)),
      }),
    );
  if (short > 0) rows.push(said("stats-short", { count: short }));
  if (unknown > 0) rows.push(said("stats-unknown", { count: unknown }));
  return rows;
}

/** Whose data ends when; never told as "no calls". */
export function gapRows({ language, gaps, business, now, statistics }: Report): string[] {
  const said = sayer(language);
  return gaps
    .filter(({ since }) => since === null || since < statistics.period.to)
    .map((gap) => {
      const name = providerName(gap);
      if (gap.since === null) return said("stats-gap-never", { name });
      const since = dateNear(language, gap.since, now, business.timezone);
      return said("stats-gap", { name, since });
    });
}

/** "One more person on Tuesday from 12 to 14 would have taken 9 of Tuesday's 14 missed calls." */
export function staffingText(
  language: Language,
  { weekday, from, to, covered, missed }: Staffing,
): string {
  return text(language, "stats-staffing", { weekday, from, to, covered, missed });
}

type Figures = Report["followups"];

function calledBack(
  language: Language,
  { misses, calledBack: back, medianMin }: Figures,
): string[] {
  const said = sayer(language);
  const figures = { back, misses };
  if (back === 0 || medianMin === null) return [said("stats-back", figures)];
  const minutes = Math.max(1, medianMin);
  const median =
    minutes < 60 ? text(language, "stats-minutes", { minutes }) : duration(language, minutes * 60);
  return [said("stats-back-median", { ...figures, median })];
}

function linesText(
  language: Language,
  lines: readonly { line: string | null; missed: number }[],
  names: Record<string, string>,
): string {
  const shown = lines.slice(0, MOST_LINES).map(({ line, missed }) => {
    const name =
      line === null
        ? text(language, "stats-line-unknown")
        : (cleanName(names[line], 24) ?? showPhone(line));
    return `${name} ${missed}`;
  });
  return [...shown, ...(lines.length > MOST_LINES ? ["…"] : [])].join(", ");
}

function providerName({ provider, label }: Gap): string {
  const name = provider === "phonet" ? "Phonet" : "Novofon";
  const short = cleanName(label, 24);
  return short === null || provider === "novofon" ? name : `${name} (${short})`;
}

function sayer(language: Language): (id: TextId, args?: TextArgs) => string {
  return (id, args = {}) => {
    const safe = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" ? escapeHtml(value) : value,
    ]);
    const given: TextArgs = Object.fromEntries(safe);
    return text(language, id, given);
  };
}

/** Whole rows only, so that no tag is torn. */
function fit(rows: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const row of rows) {
    length += row.length + 1;
    if (length > MAX_CAPTION) break;
    kept.push(row);
  }
  return kept.join("\n");
}
