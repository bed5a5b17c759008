import { dueText, factLabel, heard, plainly, timeCode, type Reader } from "../calls/spoken-word.ts";
import type { Summary } from "../calls/spoken.ts";
import type { Talk } from "../calls/talk-service.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { wallOf } from "../lib/zone.ts";
import type { Transcript, Turn } from "../speech/transcript.ts";
import { text } from "../texts/bundle.ts";
import { dateFull, dateNear } from "../texts/format.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import { html } from "./say.ts";

/** What was said in a call; the recordings in their order. */
export type TextView = { talk: Talk; transcripts: readonly Transcript[] } & Reader;
/** A file where a message would be too long; `html` stands above the text or below the file. */
export type TextScreen = { html: string; file: { name: string; text: string } | null };

/** The text of a call with speakers and seconds: in a quote that opens at a tap, or in a file. */
export function textScreen(view: TextView): TextScreen {
  const head = headOf(view);
  const whole = [head, ...view.transcripts.map((_, place) => quoteOf(view, place))].join("\n");
  if (whole.length <= MAX_HTML) return { html: whole, file: null };
  return { html: head, file: { name: fileName(view), text: fileText(view) } };
}

const MAX_HTML = 3500;
const LONG_TURN = 10_000;
const BOM = "\uFEFF";

function headOf({ talk, transcripts, ...reader }: TextView): string {
  const { language, now, zone } = reader;
  const who = cleanName(talk.clientName);
  const title = html(language, "speech-text-title", {
    when: dateNear(language, talk.at, now, zone),
  });
  const first = who === null ? title : `${title} · ${escapeName(who)}`;
  const note = doubtOf(transcripts, reader);
  return note === null ? first : `${first}\n<i>${note}</i>`;
}

/** Who speaks may be a guess, or not known at all. */
function doubtOf(transcripts: readonly Transcript[], { language }: Reader): string | null {
  const turns = transcripts.flatMap((one) => one.turns);
  if (turns.length === 0) return null;
  if (turns.every(({ speaker }) => speaker === "unknown"))
    return text(language, "speech-text-unknown");
  return transcripts.some(({ guessed }) => guessed) ? text(language, "speech-text-guessed") : null;
}

function quoteOf(view: TextView, place: number): string {
  const { language } = view;
  const turns = view.transcripts[place]?.turns ?? [];
  const lines = turns.flatMap((turn) => {
    const said = heard(turn.text, LONG_TURN, view);
    if (said === null) return [];
    const who = speakerOf(view, turn);
    const led = who === null ? said : `<b>${escapeName(who)}:</b> ${said}`;
    return [`${timeCode(turn.startS)} ${led}`];
  });
  const body = lines.length > 0 ? lines.join("\n") : text(language, "spoken-silent");
  const quote = `<blockquote expandable>${body}</blockquote>`;
  return view.transcripts.length > 1 ? `${recordingName(view, place)}\n${quote}` : quote;
}

function recordingName({ language }: TextView, place: number): string {
  return text(language, "speech-recording", { number: String(place + 1) });
}

function speakerOf({ language, talk }: TextView, { speaker }: Turn): string | null {
  if (speaker === "unknown") return null;
  const name = cleanName(speaker === "client" ? talk.clientName : talk.employee);
  return name ?? text(language, speaker === "client" ? "speech-client" : "speech-employee");
}

function fileName({ language, talk, zone }: TextView): string {
  const { y, mo, d, h, mi } = wallOf(talk.at, zone);
  const when = [y, mo, d, h, mi].map((part) => String(part).padStart(2, "0")).join("-");
  return `${text(language, "speech-file")}-${when}.txt`;
}

/** The whole as plain text: what it came to with every quote, then what was said. */
function fileText(view: TextView): string {
  const { language, talk, transcripts } = view;
  const said = transcripts.flatMap((one, place) => [
    ...(transcripts.length > 1 ? [recordingName(view, place)] : []),
    ...one.turns.flatMap((turn) => plainTurn(view, turn)),
    "",
  ]);
  const summary = talk.spoken?.summary ?? null;
  const lines = [
    ...aboutLines(view),
    "",
    ...(summary === null ? [] : [...summaryLines(summary, view), ""]),
    text(language, "speech-file-said"),
    "",
    ...said,
  ];
  return `${BOM}${lines.join("\r\n").trimEnd()}\r\n`;
}

function aboutLines(view: TextView): string[] {
  const { language, talk, transcripts, zone, masked } = view;
  const phone =
    talk.client === null ? null : masked ? maskPhone(talk.client) : showPhone(talk.client);
  const client = [cleanName(talk.clientName), phone].filter((part) => part !== null);
  const doubt = doubtOf(transcripts, view);
  return [
    dateFull(language, talk.at, zone),
    `${text(language, "speech-client")}: ${client.join(", ") || text(language, "card-hidden")}`,
    ...(talk.employee === null ? [] : [`${text(language, "speech-employee")}: ${talk.employee}`]),
    ...(doubt === null ? [] : [doubt]),
  ];
}

function summaryLines({ outcome, facts, next }: Summary, view: TextView): string[] {
  const { language } = view;
  const plain = (words: string | null) => plainly(words, LONG_TURN, view);
  const proof = ({ quote, atS }: { quote: string; atS: number }) =>
    text(language, "speech-file-quote", { quote: plain(quote) ?? "", at: timeCode(atS) });
  const due = next?.due ? dueText(next.due, view) : null;
  return [
    text(language, "speech-file-outcome", {
      text: plain(outcome) ?? text(language, "spoken-unsaid"),
    }),
    ...facts.flatMap((fact) => {
      const label = factLabel(language, fact.kind);
      const value = plain(fact.value) ?? "";
      return [label === null ? `• ${value}` : `• ${label}: ${value}`, proof(fact)];
    }),
    ...(next === null
      ? []
      : [
          text(language, "speech-file-next", {
            text: [plain(next.text), due].filter((part) => part !== null).join(" · "),
          }),
          proof(next),
        ]),
  ];
}

function plainTurn(view: TextView, turn: Turn): string[] {
  const said = plainly(turn.text, LONG_TURN, view);
  if (said === null) return [];
  const who = speakerOf(view, turn);
  return [`[${timeCode(turn.startS)}] ${who === null ? "" : `${who}: `}${said}`];
}
