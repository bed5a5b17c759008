import type { ComponentChildren, VNode } from "preact";
import { plainly, timeCode } from "../calls/spoken-word.ts";
import { doubtOf, recordingName, speakerOf, type TalkView } from "../desk/talk-text.ts";
import type { Transcript, Turn } from "../speech/transcript.ts";
import type { Claim } from "./call-claim.ts";
import type { CallLook } from "./call-look.ts";
import { Icon } from "./icon.tsx";

type About = { look: CallLook; claims: readonly Claim[] };

/** What was said, line by line; a line's time plays it. */
export function TalkText({ look, claims }: About): VNode | null {
  const { say, id, transcripts, whole } = look;
  const count = transcripts.reduce((sum, { turns }) => sum + turns.length, 0);
  if (count === 0) return null;
  const view = viewOf(look);
  const doubt = doubtOf(transcripts, view);
  let left = whole ? Infinity : FIRST;
  return (
    <section class="sheet" aria-labelledby="h-text" id="text">
      <header>
        <h2 id="h-text">{say("web-call-text")}</h2>
        <span class="muted small only-wide">{say("web-call-turns", { count })}</span>
        <a
          class="btn quiet"
          href={`/dashboard/calls/${id}/text`}
          data-copy-text
          data-copied={say("web-call-copied")}
        >
          <Icon name="copy" small />
          {say("web-call-copy")}
        </a>
      </header>
      {doubt !== null && <p class="pad small muted">{doubt}</p>}
      {transcripts.map((transcript, at) => {
        const shown = transcript.turns.slice(0, left);
        left -= shown.length;
        if (shown.length === 0) return null;
        return (
          <>
            {transcripts.length > 1 && <h3 class="pad">{recordingName(view, at)}</h3>}
            <Script {...{ look, view, claims, at }} turns={shown} />
          </>
        );
      })}
      {!whole && count > FIRST && (
        <p class="foot">
          <a href={`/dashboard/calls/${id}?all=1&r=${look.recording + 1}#text`}>
            {say("web-call-rest", { count: count - FIRST })}
          </a>
        </p>
      )}
    </section>
  );
}

/** What the file of the text is made of. */
export function viewOf(
  look: Pick<CallLook, "talk" | "language" | "zone" | "now"> & {
    transcripts: readonly Transcript[];
  },
): TalkView {
  const { talk, transcripts, language, zone, now } = look;
  return { talk, transcripts, language, zone, now, masked: false };
}

/** Turns of a page before the rest is asked for. */
const FIRST = 80;
/** Seconds without a word that are told. */
const GAP = 8;
const LONG_TURN = 10_000;

type ScriptAbout = About & { view: TalkView; turns: readonly Turn[]; at: number };

function Script({ look, view, claims, turns, at }: ScriptAbout): VNode {
  const { say } = look;
  const here = at === look.recording;
  const quotes = claims.flatMap(({ quote }) => (quote?.recording === at ? [quote.words] : []));
  const seconds = new Set<number>();
  const lines: ComponentChildren[] = [];
  let endS = 0;
  for (const turn of turns) {
    if (turn.startS - endS >= GAP && endS > 0)
      lines.push(<Gap {...{ from: endS, to: turn.startS, say }} />);
    endS = Math.max(endS, turn.endS);
    const second = Math.floor(turn.startS);
    const own = here && !seconds.has(second);
    seconds.add(second);
    lines.push(<Line {...{ view, turn, quotes, here }} mark={own ? second : null} />);
  }
  return <ol class="script">{lines}</ol>;
}

function Gap({ from, to, say }: { from: number; to: number; say: CallLook["say"] }): VNode {
  return (
    <li class="gap">
      <span class="ts">{timeCode(from)}</span>
      <span class="muted small">
        {say("web-call-gap", { seconds: String(Math.round(to - from)) })}
      </span>
    </li>
  );
}

function Line(about: {
  view: TalkView;
  turn: Turn;
  quotes: readonly string[];
  here: boolean;
  mark: number | null;
}): VNode | null {
  const { view, turn, quotes, here, mark } = about;
  const said = plainly(turn.text, LONG_TURN, { masked: false });
  if (said === null) return null;
  const who = speakerOf(view, turn);
  const place = `#t=${Math.floor(turn.startS)}`;
  return (
    <li
      class={turn.speaker === "client" ? "say c" : "say o"}
      {...(mark === null ? {} : { id: `t=${mark}` })}
      {...(here ? { "data-from": turn.startS, "data-to": turn.endS } : {})}
    >
      {here ? (
        <a class="ts" href={place} data-at={turn.startS}>
          {timeCode(turn.startS)}
        </a>
      ) : (
        <span class="ts">{timeCode(turn.startS)}</span>
      )}
      <div>
        {who !== null && <b class="sp cut1">{who}</b>}
        <p class="wrap">{marked(said, quotes)}</p>
      </div>
    </li>
  );
}

/** The quotes of the claims stand out in what was said. */
function marked(said: string, quotes: readonly string[]): ComponentChildren {
  const at = quotes.findIndex((words) => words !== "" && said.includes(words));
  const quote = quotes[at];
  if (quote === undefined) return said;
  const rest = quotes.slice(at + 1);
  const [before = "", ...after] = said.split(quote);
  return (
    <>
      {marked(before, rest)}
      <mark>{quote}</mark>
      {marked(after.join(quote), rest)}
    </>
  );
}
