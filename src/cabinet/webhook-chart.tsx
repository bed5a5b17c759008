import type { VNode } from "preact";
import type { Statistics } from "../webhooks/log.ts";
import { wallOf } from "../lib/zone.ts";
import type { Say } from "./say.ts";

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** The line of the day: what was delivered stands above it, what failed hangs below. */
const LINE = 130;
const UP = 104;
const DOWN = 44;
const LEFT = 46;
const WIDTH = 640;
const STEP = (WIDTH - LEFT - 6) / HOURS;

/** Deliveries of the last 24 hours by the hour. Geometry stands in attributes, colours in classes. */
export function HourChart(about: {
  statistics: Statistics;
  now: number;
  zone: string;
  say: Say;
}): VNode {
  const { statistics, now, zone, say } = about;
  const hours = hoursOf(statistics, now);
  const most = Math.max(1, ...hours.map(({ good }) => good));
  const worst = Math.max(1, ...hours.map(({ failed }) => failed));
  const top = roundUp(most);
  const hourText = ({ good, failed, p95 }: Omit<Hour, "at">): string =>
    p95 === null
      ? say("wh-chart-hour", { good, failed })
      : say("wh-chart-hour-slow", { good, failed, ms: p95 });
  const label = say("wh-chart-label", {
    succeeded: statistics.succeeded,
    failed: statistics.failed,
  });
  return (
    <svg
      class="chart fine"
      viewBox={`0 0 ${WIDTH} 206`}
      role="img"
      aria-label={label}
      font-size="19"
    >
      {[0, 0.5, 1].map((share) => (
        <g>
          <line class="c-grid" x1={LEFT} x2={WIDTH} y1={LINE - share * UP} y2={LINE - share * UP} />
          {top * share === Math.round(top * share) && (
            <text class="c-m" x={LEFT - 8} y={LINE - share * UP + 6} text-anchor="end">
              {top * share}
            </text>
          )}
        </g>
      ))}
      {hours.map(({ at, good, failed, p95 }, index) => {
        const x = LEFT + index * STEP + 3;
        const up = good === 0 ? 0 : Math.max(2, (good / top) * UP);
        const down = failed === 0 ? 0 : Math.max(3, (failed / worst) * DOWN);
        return (
          <g>
            <title>{`${hourOf(at, zone)}: ${hourText({ good, failed, p95 })}`}</title>
            {up > 0 && <rect class="c-a" x={x} y={LINE - up} width={STEP - 6} height={up} rx="2" />}
            {down > 0 && (
              <rect class="c-b" x={x} y={LINE + 2} width={STEP - 6} height={down} rx="2" />
            )}
            {index % 4 === 0 && (
              <text class="c-m" x={x + (STEP - 6) / 2} y="200" text-anchor="middle">
                {hourOf(at, zone)}
              </text>
            )}
          </g>
        );
      })}
      <line class="c-axis" x1={LEFT} x2={WIDTH} y1={LINE} y2={LINE} />
      <SlowLine hours={hours} />
      {failedMost(hours, zone, say)}
    </svg>
  );
}

/** The slowest hour of the day by its p95, for the legend: the line has no axis of its own. */
export function slowest({ hourly }: Statistics): number | null {
  const known = hourly.flatMap(({ p95 }) => p95 ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

type Hour = { at: number; good: number; failed: number; p95: number | null };
type Point = { x: number; y: number };

function hoursOf(statistics: Statistics, now: number): Hour[] {
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  return Array.from({ length: HOURS }, (_, index) => {
    const at = last - (HOURS - 1 - index) * HOUR_MS;
    const found = statistics.hourly.find((one) => one.at >= at && one.at < at + HOUR_MS);
    const { attempts = 0, failed = 0, p95 = null } = found ?? {};
    return { at, good: attempts - failed, failed, p95 };
  });
}

/** p95 by the hour, the slowest at the top; it breaks where nothing was answered. */
function SlowLine({ hours }: { hours: readonly Hour[] }): VNode {
  const most = Math.max(1, ...hours.map(({ p95 }) => p95 ?? 0));
  const runs: Point[][] = [];
  hours.forEach(({ p95 }, index) => {
    if (p95 === null) return;
    const point = { x: LEFT + (index + 0.5) * STEP, y: LINE - (p95 / most) * UP };
    const goesOn = index > 0 && hours[index - 1]?.p95 !== null;
    if (goesOn) runs.at(-1)?.push(point);
    else runs.push([point]);
  });
  return (
    <g>
      {runs.map((run) => {
        const points = run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
        const [alone] = run;
        if (run.length === 1 && alone)
          return <circle class="c-w" cx={alone.x} cy={alone.y} r="4" />;
        return (
          <>
            <polyline class="c-case" points={points} stroke-width="6" stroke-linejoin="round" />
            <polyline class="c-line" points={points} stroke-width="2" stroke-linejoin="round" />
          </>
        );
      })}
    </g>
  );
}

/** The worst hour is written out, so that its size needs no second axis. */
function failedMost(hours: Hour[], zone: string, say: Say): VNode | null {
  const [worst] = hours.toSorted((a, b) => b.failed - a.failed);
  if (!worst || worst.failed === 0) return null;
  const index = hours.indexOf(worst);
  const left = index > HOURS / 2;
  const x = LEFT + (index + (left ? 0 : 1)) * STEP + (left ? -4 : 4);
  return (
    <text class="c-b strong" x={x} y={LINE + 30} text-anchor={left ? "end" : "start"}>
      {say("wh-chart-worst", { time: hourOf(worst.at, zone), count: worst.failed })}
    </text>
  );
}

/** The next number that begins with 1, 2, 4 or 6 and is even. */
function roundUp(value: number): number {
  const tens = 10 ** Math.max(0, Math.floor(Math.log10(value)));
  return [1, 2, 4, 6, 10].map((step) => step * tens).find((step) => step >= value) ?? value;
}

function hourOf(at: number, zone: string): string {
  return `${String(wallOf(at, zone).h).padStart(2, "0")}:00`;
}
