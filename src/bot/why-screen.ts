import { clientRow, joined } from "../calls/card-row.ts";
import type { Moment } from "../calls/timeline.ts";
import type { Timeline } from "../calls/timeline-service.ts";
import { wallOf } from "../lib/zone.ts";
import { skipTexts, type Skip } from "../speech/cause.ts";
import { text } from "../texts/bundle.ts";
import { dayOf, timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { Button, Screen } from "./screen.ts";
import { filterLine, lineName } from "./why-filter.ts";
import { momentLine } from "./why-moment.ts";

/** Telegram takes 4096 characters; the marks are not counted there but here. */
const MAX_HTML = 4000;
/** A longer story opens at a tap. */
const OPEN_LINES = 12;

type WhyView = {
  story: Timeline;
  zone: string;
  masked: boolean;
  hide: Button;
  /** Why no recording was taken; null: one was, or none was to be had. */
  skip: Skip | null;
};

/** What led to a card: who called, why the chat got it, and what happened when, on the business's clock. */
export function whyScreen(language: Language, view: WhyView): Screen {
  const { story, zone, masked, hide, skip } = view;
  const head = [
    text(language, "why-title"),
    whoLine(language, story, masked),
    ...reasons(language, story),
    ...(skip === null ? [] : [text(language, skipTexts[skip])]),
  ];
  const top = `${head.join("\n")}\n\n`;
  const lines = momentLines(language, story, zone);
  const tag = lines.length > OPEN_LINES ? "blockquote expandable" : "blockquote";
  const room = MAX_HTML - top.length - `<${tag}></blockquote>`.length;
  const body = fitting(language, lines, room).join("\n");
  return { html: `${top}<${tag}>${body}</blockquote>`, rows: [[hide]] };
}

function whoLine(language: Language, story: Timeline, masked: boolean): string {
  const { call, clientName: name, isNewClient: isNew, labels } = story;
  const label = { name, phone: call.client, isNew };
  const client = clientRow(label, { language, masked });
  return joined([client, lineName(language, call, labels)]) ?? client;
}

/** Why the message came here, and why without sound. */
function reasons(language: Language, { call, card, recovered, labels }: Timeline): string[] {
  if (!card) return [];
  const { chat, part, quiet } = card;
  const lines = [
    chat.subscribed
      ? filterLine(language, { call, filter: chat.filter, part, labels })
      : text(language, "why-off"),
  ];
  if (quiet) lines.push(text(language, "why-quiet"));
  else if (recovered) lines.push(text(language, "why-late"));
  return lines;
}

function momentLines(language: Language, { moments, labels }: Timeline, zone: string): string[] {
  let day = "";
  return moments.flatMap((moment) => {
    const today = dayOf(language, moment.at, zone);
    const opening = today === day ? [] : [`<b>${today}</b>`];
    day = today;
    return [
      ...opening,
      `${clockOf(language, moment, zone)} ${momentLine(language, moment, labels)}`,
    ];
  });
}

function clockOf(language: Language, { at }: Moment, zone: string): string {
  return `${timeOf(language, at, zone)}:${String(wallOf(at, zone).s).padStart(2, "0")}`;
}

/** All lines, or, where they do not fit, the first and the last with a count of what is left out between. */
function fitting(language: Language, lines: readonly string[], room: number): string[] {
  const kept = [...lines];
  let left = 0;
  const middle = () => Math.floor(kept.length / 2);
  const note = () => text(language, "why-skipped", { count: String(left) });
  while (kept.length > 2 && `${kept.join("\n")}\n${left > 0 ? note() : ""}`.length > room) {
    kept.splice(middle(), 1);
    left += 1;
  }
  return left === 0 ? kept : kept.toSpliced(middle(), 0, note());
}
