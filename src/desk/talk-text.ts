import { dueText, factLabel, plainly, timeCode, type Reader } from "../calls/spoken-word.ts";
import type { Summary } from "../calls/spoken.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { wallOf } from "../lib/zone.ts";
import type { Transcript, Turn } from "../speech/transcript.ts";
import { text } from "../texts/bundle.ts";
import { dateFull } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";

/** Who talked when, and what came of it. */
type Talk = {
  at: number;
  client: string | null;
  clientName: string | null;
  employee: string | null;
  spoken: { summary: Summary | null } | null;
};

/** What was said in a call; the recordings in their order. */
export type TalkView = { talk: Talk; transcripts: readonly Transcript[] } & Reader;

/** The text of a call as a file of plain text. */
export function talkFile(view: TalkView): { name: string; text: string } {
  return { name: fileName(view), text: fileText(view) };
}

/** Who speaks may be a guess, or not known at all. */
export function doubtOf(transcripts: readonly Transcript[], { language }: Reader): string | null {
  const turns = transcripts.flatMap((one) => one.turns);
  if (turns.length === 0) return null;
  if (turns.every(({ speaker }) => speaker === "unknown"))
    return text(language, "speech-text-unknown");
  return transcripts.some(({ guessed }) => guessed) ? text(language, "speech-text-guessed") : null;
}

/** "Запис 2". */
export function recordingName({ language }: TalkView, place: number): string {
  return text(language, "speech-recording", { number: String(place + 1) });
}

/** Who speaks, by name where there is one; null: nobody knows. */
export function speakerOf({ language, talk }: TalkView, { speaker }: Turn): string | null {
  if (speaker === "unknown") return null;
  const name = cleanName(speaker === "client" ? talk.clientName : talk.employee);
  return name ?? text(language, speaker === "client" ? "speech-client" : "speech-employee");
}

function fileName({ language, talk, zone }: TalkView): string {
  const { y, mo, d, h, mi } = wallOf(talk.at, zone);
  const when = [y, mo, d, h, mi].map((part) => String(part).padStart(2, "0")).join("-");
  return `${text(language, "speech-file")}-${when}.txt`;
}

const LONG_TURN = 10_000;
const BOM = "\uFEFF";

/** The whole as plain text: what it came to with every quote, then what was said. */
function fileText(view: TalkView): string {
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

function aboutLines(view: TalkView): string[] {
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

function summaryLines({ outcome, facts, next }: Summary, view: TalkView): string[] {
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

function plainTurn(view: TalkView, turn: Turn): string[] {
  const said = plainly(turn.text, LONG_TURN, view);
  if (said === null) return [];
  const who = speakerOf(view, turn);
  return [`[${timeCode(turn.startS)}] ${who === null ? "" : `${who}: `}${said}`];
}
