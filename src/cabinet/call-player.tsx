import type { VNode } from "preact";
import { causeLine, timeCode } from "../calls/spoken-word.ts";
import { skipTexts } from "../speech/cause.ts";
import type { Playable } from "../speech/play-service.ts";
import { dateFull } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Claim } from "./call-claim.ts";
import type { CallLook } from "./call-look.ts";
import { HEIGHT, pinsOf, waveOf, WIDTH, type Pin } from "./call-wave.ts";
import { bare } from "./call-word.ts";
import { Icon } from "./icon.tsx";

/** The recording with its picture; or why there is none, and what can be done. */
export function Player({
  look,
  claims,
}: {
  look: CallLook;
  claims: readonly Claim[];
}): VNode | null {
  const { found } = look.sound;
  if ("recordings" in found) {
    const at = Math.min(look.recording, found.recordings.length - 1);
    const recording = found.recordings[at];
    if (recording)
      return <Sound {...{ look, claims, recording, at }} count={found.recordings.length} />;
  }
  const why = noSound(look);
  if (why === null) return null;
  return (
    <section class="sheet player" aria-label={look.say("web-call-sound")}>
      <div class="row">
        <Icon name="mic" />
        <p class="grow">{why}</p>
        {look.sound.skip === "off" && look.leads && (
          <a class="btn" href="/dashboard/settings">
            {look.say("web-call-settings")}
          </a>
        )}
      </div>
    </section>
  );
}

/** Null: nobody expects a recording of this call. */
function noSound({ say, language, sound, talk }: CallLook): string | null {
  const { spoken } = talk;
  if ("gone" in sound.found) return say("speech-play-gone");
  if (spoken?.cause) return bare(causeLine(language, spoken.cause));
  if (spoken?.state === "preparing") return say("web-call-preparing");
  if (talk.outcome !== "answered") return null;
  return sound.skip === null ? say("speech-play-none") : bare(say(skipTexts[sound.skip]));
}

type About = {
  look: CallLook;
  claims: readonly Claim[];
  recording: Playable;
  at: number;
  count: number;
};

function Sound({ look, claims, recording, at, count }: About): VNode {
  const { say, id, transcripts } = look;
  const turns = transcripts[at]?.turns ?? [];
  const lengthS = recording.durationS ?? Math.ceil(turns.at(-1)?.endS ?? 0);
  const quotes = claims.flatMap(({ quote }) => (quote?.recording === at ? [quote] : []));
  const source = `/dashboard/calls/${id}/sound?r=${at + 1}`;
  return (
    <section class="sheet player" aria-label={say("web-call-sound")} data-player>
      {count > 1 && (
        <nav class="seg" aria-label={say("web-call-sounds")}>
          {Array.from({ length: count }, (_, i) => (
            <a
              href={`/dashboard/calls/${id}?r=${i + 1}`}
              aria-current={i === at ? "true" : undefined}
            >
              {say("speech-recording", { number: String(i + 1) })}
            </a>
          ))}
        </nav>
      )}
      <div class="pl-top">
        <button
          type="button"
          class="btn main round"
          data-play
          data-label-play={say("web-call-play")}
          data-label-pause={say("web-call-pause")}
          aria-label={say("web-call-play")}
          hidden
        >
          <Icon name="play" />
          <Icon name="pause" />
        </button>
        <div class="pl-wave">
          <Pins pins={pinsOf(quotes, Math.max(1, lengthS))} look={look} />
          <div class="pl-bar" data-bar data-label={say("web-call-position")} data-length={lengthS}>
            <Picture turns={turns} lengthS={Math.max(1, lengthS)} />
          </div>
          <div class="pl-time small muted">
            <span class="strong now" data-now>
              0:00
            </span>
            <span class="only-wide">{caption(look, at)}</span>
            <span data-length-told>{timeCode(lengthS)}</span>
          </div>
        </div>
      </div>
      <audio controls preload="none" src={source} />
      <Foot {...{ look, recording, source }} />
    </section>
  );
}

function Pins({ pins, look }: { pins: readonly Pin[]; look: CallLook }): VNode {
  return (
    <svg class="qmarks">
      {pins.map(({ number, atS, x, level }) => {
        const y = level === 1 ? 10 : 30;
        const name = look.say("web-call-quote-at", { number: String(number), time: timeCode(atS) });
        return (
          <a href={`#t=${Math.floor(atS)}`} data-at={atS} aria-label={name}>
            <line x1={`${x}%`} x2={`${x}%`} y1={y + 8} y2="46" />
            <circle class="hit" cx={`${x}%`} cy={y} r="16" />
            <circle cx={`${x}%`} cy={y} r="9" />
            <text x={`${x}%`} y={y + 4} text-anchor="middle">
              {number}
            </text>
          </a>
        );
      })}
    </svg>
  );
}

/** What was played is the same picture in another colour, cut at the present second. */
function Picture({
  turns,
  lengthS,
}: {
  turns: Parameters<typeof waveOf>[0];
  lengthS: number;
}): VNode {
  const { above, below, both, flat } = waveOf(turns, lengthS);
  return (
    <svg
      class="wave"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <defs>
        <clipPath id="played">
          <rect x="0" y="0" width="0" height={HEIGHT} data-played />
        </clipPath>
        <g id="wave">
          <path d={above} />
          <path d={below} />
          <path d={both} />
        </g>
      </defs>
      <path class="flat" d={flat} />
      <use href="#wave" />
      <use class="done" href="#wave" clip-path="url(#played)" />
      <rect class="now" x="0" y="0" width="2" height={HEIGHT} data-head hidden />
    </svg>
  );
}

function caption({ say, talk, transcripts }: CallLook, at: number): string {
  const turns = transcripts[at]?.turns ?? [];
  if (turns.length === 0) return talk.spoken?.silent === true ? say("web-call-silent") : "";
  if (turns.every(({ speaker }) => speaker === "unknown")) return say("speech-text-unknown");
  const us = cleanName(talk.employee) ?? say("speech-employee");
  const them = cleanName(talk.clientName) ?? say("speech-client");
  return say("web-call-lanes", { us, them });
}

function Foot(about: { look: CallLook; recording: Playable; source: string }): VNode {
  const { look, recording, source } = about;
  const { say, language, zone, sound } = look;
  const size = recording.bytes === null ? null : sizeOf(recording.bytes, say);
  const until =
    recording.storedAt === null
      ? null
      : dateFull(language, recording.storedAt + sound.keepDays * DAY_MS, zone).split(",")[0];
  return (
    <div class="pl-foot">
      <div class="seg" data-tools hidden role="group" aria-label={say("web-call-speed")}>
        {SPEEDS.map(([rate, label]) => (
          <button type="button" data-rate={rate} aria-pressed={rate === "1" ? "true" : "false"}>
            {label}
          </button>
        ))}
      </div>
      <button type="button" class="btn" data-tools data-skip="-10" hidden>
        <Icon name="left" small />
        {say("web-call-seconds")}
        <span class="sr"> {say("web-call-back-10")}</span>
      </button>
      <button type="button" class="btn" data-tools data-skip="10" hidden>
        {say("web-call-seconds")}
        <span class="sr"> {say("web-call-on-10")}</span>
        <Icon name="right" small />
      </button>
      <span class="grow" />
      <a class="btn quiet" href={`${source}&save=1`} download>
        <Icon name="download" small />
        {size === null ? say("web-call-download") : say("web-call-download-size", { size })}
      </a>
      {until !== null && until !== undefined && (
        <span class="small muted">{say("web-call-kept", { day: until })}</span>
      )}
    </div>
  );
}

const DAY_MS = 86_400_000;
const SPEEDS = [
  ["1", "1×"],
  ["1.5", "1,5×"],
  ["2", "2×"],
] as const;

function sizeOf(bytes: number, say: CallLook["say"]): string {
  if (bytes < 1_000_000)
    return say("web-call-kb", { size: String(Math.max(1, Math.round(bytes / 1000))) });
  return say("web-call-mb", { size: (bytes / 1_000_000).toFixed(1).replace(".", ",") });
}
