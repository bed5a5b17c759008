import type { VNode } from "preact";
import type { DayMark } from "../calls/day-service.ts";
import { timeOf } from "../texts/format.ts";
import type { Desk } from "./today-desk.tsx";

/** A day of calls on its line: what was answered stands above, what was missed hangs below. Instants are epoch ms. */
export type DayLine = {
  marks: readonly DayMark[];
  day: { from: number; to: number };
  /** When the door is open; null: not today. */
  open: { from: number; to: number } | null;
  medianMin: number | null;
};

const HOUR_MS = 3_600_000;

/** The day line with its figures below. */
export function DayStrip({ desk, line }: { desk: Desk; line: DayLine }): VNode {
  const { say } = desk;
  const { marks, medianMin } = line;
  const missed = marks.filter((mark) => mark.missed).length;
  const answered = marks.length - missed;
  return (
    <div class="desk-day">
      <Strip desk={desk} line={line} answered={answered} missed={missed} />
      <p class="small muted strip-key">
        {marks.length === 0 ? (
          <span>{say("web-day-none")}</span>
        ) : (
          <>
            <span>
              <i class="k a" />
              {say("web-day-answered", { count: answered })}
            </span>
            <span>
              <i class="k b" />
              {say("web-day-missed", { count: missed })}
            </span>
          </>
        )}
        {medianMin !== null && <span>{say("web-day-median", { minutes: medianMin })}</span>}
      </p>
    </div>
  );
}

function Strip(about: { desk: Desk; line: DayLine; answered: number; missed: number }): VNode {
  const { desk, line, answered, missed } = about;
  const { say, language, zone, now } = desk;
  const span = spanOf(line, now);
  const at = (instant: number): string => share(instant, span);
  const time = timeOf(language, now, zone);
  return (
    <svg class="strip" role="img" aria-label={say("web-day-line", { answered, missed, time })}>
      {shutOf(line, span).map(({ from, to }) => (
        <rect
          class="off"
          x={at(from)}
          y="0"
          width={share(to - from + span.from, span)}
          height="80"
        />
      ))}
      <line class="c-axis" x1="0" x2="100%" y1="40" y2="40" />
      {line.marks.map((mark) =>
        mark.missed ? (
          <rect class="c-b" x={at(mark.at)} y="42" width="3" height="14" rx="1.5" />
        ) : (
          <rect class="c-a" x={at(mark.at)} y="18" width="3" height="20" rx="1.5" />
        ),
      )}
      <line class="now" x1={at(now)} x2={at(now)} y1="0" y2="80" />
      {hoursOf(span, now).map((hour) => (
        <text class="c-m" x={at(hour)} y="76">
          {timeOf(language, hour, zone)}
        </text>
      ))}
      <NowTime x={at(now)} late={now - span.from > (span.to - span.from) * 0.85} time={time} />
    </svg>
  );
}

/** Beside the stroke, on the side where there is room. */
function NowTime({ x, late, time }: { x: string; late: boolean; time: string }): VNode {
  return (
    <text class={late ? "nowt end" : "nowt"} x={x} dx={late ? "-6" : "6"} y="10">
      {time}
    </text>
  );
}

type Span = { from: number; to: number };

/** An hour around the open door, and whatever lies outside of it; without hours from 8 to 20. */
export function spanOf({ marks, day, open }: Omit<DayLine, "medianMin">, now: number): Span {
  const usual =
    open === null || open.to - open.from >= 24 * HOUR_MS
      ? { from: day.from + 8 * HOUR_MS, to: day.from + 20 * HOUR_MS }
      : { from: open.from - HOUR_MS, to: open.to + HOUR_MS };
  const seen = [now, ...marks.map(({ at }) => at)];
  const from = Math.min(usual.from, ...seen.map((at) => at - HOUR_MS / 2));
  const to = Math.max(usual.to, ...seen.map((at) => at + HOUR_MS / 2));
  return { from: Math.max(from, day.from), to: Math.min(to, Math.max(day.to, usual.to)) };
}

/** The parts of the line on which the door is closed. */
function shutOf({ open }: DayLine, { from, to }: Span): Span[] {
  if (open === null) return [{ from, to }];
  return [
    { from, to: Math.min(open.from, to) },
    { from: Math.max(open.to, from), to },
  ].filter((part) => part.to > part.from);
}

/** Every second or third full hour that has room for its label beside that of the moment. */
export function hoursOf({ from, to }: Span, now: number): number[] {
  const step =
    to - from > 16 * HOUR_MS ? 4 * HOUR_MS : to - from > 9 * HOUR_MS ? 2 * HOUR_MS : HOUR_MS;
  const near = (to - from) * 0.05;
  const hours: number[] = [];
  for (let at = Math.ceil((from + near) / HOUR_MS) * HOUR_MS; at <= to - near; at += step)
    if (Math.abs(at - now) > near) hours.push(at);
  return hours;
}

function share(instant: number, { from, to }: Span): string {
  return `${Math.max(0, Math.min(100, ((instant - from) / (to - from)) * 100)).toFixed(2)}%`;
}
