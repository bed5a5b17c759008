import { heard, timeCode } from "../calls/spoken-word.ts";
import { doubtOf, recordingName, speakerOf, talkFile, type TalkView } from "../desk/talk-text.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import { html } from "./say.ts";

/** A file where a message would be too long; `html` stands above the text or below the file. */
export type TextScreen = { html: string; file: { name: string; text: string } | null };

/** The text of a call with speakers and seconds: in a quote that opens at a tap, or in a file. */
export function textScreen(view: TalkView): TextScreen {
  const head = headOf(view);
  const whole = [head, ...view.transcripts.map((_, place) => quoteOf(view, place))].join("\n");
  if (whole.length <= MAX_HTML) return { html: whole, file: null };
  return { html: head, file: talkFile(view) };
}

const MAX_HTML = 3500;
const LONG_TURN = 10_000;

function headOf({ talk, transcripts, ...reader }: TalkView): string {
  const { language, now, zone } = reader;
  const who = cleanName(talk.clientName);
  const title = html(language, "speech-text-title", {
    when: dateNear(language, talk.at, now, zone),
  });
  const first = who === null ? title : `${title} · ${escapeName(who)}`;
  const note = doubtOf(transcripts, reader);
  return note === null ? first : `${first}\n<i>${note}</i>`;
}

function quoteOf(view: TalkView, place: number): string {
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
