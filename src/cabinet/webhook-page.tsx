import type { ComponentChildren, VNode } from "preact";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogDetail, Statistics } from "../webhooks/log.ts";
import { meant } from "../webhooks/pattern.ts";
import { dateNear, duration } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { HourChart, slowest } from "./webhook-chart.tsx";
import { Danger } from "./webhook-danger.tsx";
import { pretty } from "./webhook-preview.tsx";
import { TestSheet } from "./webhook-test.tsx";
import { eventsText, msOf, shareOf, stateOf, whoseText } from "./webhook-word.ts";

export type EndpointAbout = {
  say: Say;
  language: Language;
  zone: string;
  now: number;
  csrf: string;
  endpoint: Endpoint;
  names: ReadonlyMap<number, string>;
  /** Its address with what may be a key left out. */
  address: string;
  statistics: Statistics;
  parked: { count: number; since: number } | null;
  tested: LogDetail | null;
  testEvent: string;
};

/** One endpoint: how it is, what it did today, a test, and what may be done with it. */
export function EndpointView(about: EndpointAbout & { log: ComponentChildren }): VNode {
  return (
    <div class="stack">
      <Overview {...about} />
      <div class="two">
        <TestSheet {...about} />
        <Wants {...about} />
      </div>
      {about.log}
      <ByEvent {...about} />
      <Danger {...about} />
    </div>
  );
}

function Overview(about: EndpointAbout): VNode {
  const { say, csrf, endpoint, names, address, now, statistics, zone } = about;
  const state = stateOf(endpoint, now, say);
  const whose = whoseText(say, endpoint, names);
  return (
    <section class="sheet" aria-labelledby="h-endpoint">
      <div class="ep-head">
        <div class="grow">
          <div class="row">
            <h2 class="sr" id="h-endpoint">
              {endpoint.name}
            </h2>
            <span class={`badge ${state.tone}`}>{state.label}</span>
            {whose !== null && <span class="badge">{whose}</span>}
          </div>
          <p class="mono small muted wrap">POST {address}</p>
        </div>
        <form method="post" action={`/webhook/${endpoint.id}/toggle`}>
          <Csrf token={csrf} />
          <input type="hidden" name="active" value={endpoint.active ? "off" : "on"} />
          <button class={endpoint.active ? "btn" : "btn main"}>
            {say(endpoint.active ? "wh-turn-off" : "wh-turn-on")}
          </button>
        </form>
        <a class="btn" href={`/webhook/${endpoint.id}/edit`}>
          <Icon name="pencil" small />
          {say("wh-edit")}
        </a>
      </div>
      <Trouble {...about} />
      <Figures {...about} />
      <div class="pad">
        {statistics.attempts === 0 ? (
          <p class="muted">{say("wh-chart-empty")}</p>
        ) : (
          <>
            <p class="small muted legend">
              <span>
                <i class="k a" />
                {say("wh-chart-good")}
              </span>
              <span>
                <i class="k b" />
                {say("wh-chart-bad")}
              </span>
              <Slowest {...about} />
            </p>
            <HourChart statistics={statistics} now={now} zone={zone} say={say} />
          </>
        )}
      </div>
    </section>
  );
}

/** What the top of the line stands for. */
function Slowest({ say, language, statistics }: EndpointAbout): VNode | null {
  const most = slowest(statistics);
  if (most === null) return null;
  const { value, unit } = msOf(language, most, say);
  return (
    <span>
      <i class="k w" />
      {say("wh-chart-slow", { most: `${value} ${unit}` })}
    </span>
  );
}

/** Why it is off or fails, and what came meanwhile. */
function Trouble(about: EndpointAbout): VNode | null {
  const { say, language, zone, now, csrf, endpoint, parked } = about;
  const { active, offReason, offAt, failingSince } = endpoint;
  const when = (at: number): string => dateNear(language, at, now, zone);
  const why =
    !active && offAt !== null
      ? say(`wh-off-${offReason ?? "owner"}`, { when: when(offAt) })
      : active && failingSince !== null
        ? say("wh-failing-since", { when: when(failingSince) })
        : null;
  if (why === null && parked === null) return null;
  return (
    <div class="pad stack8 trouble">
      {why !== null && <p class={active || offReason !== "owner" ? "note warn" : "note"}>{why}</p>}
      {parked !== null && (
        <form method="post" action={`/webhook/${endpoint.id}/retry`} class="stack8">
          <Csrf token={csrf} />
          <p>{say("wh-parked", { count: parked.count, when: when(parked.since) })}</p>
          <div class="row">
            {/* What was kept leaves only while the endpoint is on: the button turns it on first. */}
            <button class="btn main" name="parked" value="send">
              <Icon name="send" small />
              {say(active ? "wh-parked-send" : "wh-parked-on", { count: parked.count })}
            </button>
            <button class="btn" name="parked" value="skip">
              {say("wh-parked-skip")}
            </button>
          </div>
        </form>
      )}
    </div>
  );
}

function Figures({ say, language, statistics }: EndpointAbout): VNode {
  const share = shareOf(language, statistics);
  const time = (ms: number | null): VNode | string => {
    if (ms === null) return "–";
    const { value, unit } = msOf(language, ms, say);
    return (
      <>
        {value} <small>{unit}</small>
      </>
    );
  };
  return (
    <dl class="figures">
      <div>
        <dt>{say("wh-figure-share")}</dt>
        <dd class="v">
          {share ?? "–"}
          {share !== null && <small> %</small>}
        </dd>
      </div>
      <div>
        <dt>{say("wh-figure-p50")}</dt>
        <dd class="v">{time(statistics.p50)}</dd>
      </div>
      <div>
        <dt>p95</dt>
        <dd class="v">{time(statistics.p95)}</dd>
      </div>
      <div>
        <dt>p99</dt>
        <dd class="v">{time(statistics.p99)}</dd>
      </div>
      <div>
        <dt>{say("wh-figure-queue")}</dt>
        <dd class="v">
          {statistics.waiting}
          {statistics.waiting > 0 && statistics.queueAgeMs > 0 && (
            <small>
              {" "}
              {say("wh-figure-age", { age: duration(language, statistics.queueAgeMs / 1000) })}
            </small>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Wants({ say, endpoint }: EndpointAbout): VNode {
  const { events, filter, template, timeoutS, rate, ordered, batch, redact } = endpoint;
  const more = [
    say(`wh-template-${template}`),
    say("wh-wants-timeout", { seconds: timeoutS }),
    ...(rate === null ? [] : [say("wh-wants-rate", { rate })]),
    ...(ordered ? [say("wh-wants-ordered")] : []),
    ...(batch === null ? [] : [say("wh-wants-batch", { size: batch.size })]),
    ...(redact ? [say("wh-wants-redact")] : []),
  ];
  return (
    <section class="sheet" aria-labelledby="h-wants">
      <header>
        <h2 id="h-wants">{say("wh-wants")}</h2>
        <span class="badge acc">{say("wh-wants-events", { count: meant(events).length })}</span>
      </header>
      <div class="pad stack8">
        <p class={events.includes("*") ? "small" : "mono small wrap"}>{eventsText(say, events)}</p>
        {filter !== null && (
          <>
            <h3>{say("wh-form-filter")}</h3>
            <pre class="code whole" tabIndex={0}>
              <code>{pretty(JSON.stringify(filter))}</code>
            </pre>
          </>
        )}
        <p class="small muted">{more.join(" · ")}</p>
        <a class="btn" href={`/webhook/${endpoint.id}/edit`}>
          <Icon name="pencil" small />
          {say("wh-wants-edit")}
        </a>
      </div>
    </section>
  );
}

function ByEvent({ say, language, statistics, endpoint }: EndpointAbout): VNode | null {
  if (statistics.byEvent.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="h-by">
      <header>
        <h2 id="h-by">{say("wh-by")}</h2>
      </header>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{say("wh-col-event")}</th>
              <th class="num">{say("wh-col-attempts")}</th>
              <th class="num">{say("wh-col-failed")}</th>
              <th class="num">p95</th>
            </tr>
          </thead>
          <tbody>
            {statistics.byEvent.map(({ event, attempts, failed, p95 }) => {
              const time = p95 === null ? null : msOf(language, p95, say);
              return (
                <tr>
                  <td class="mono">
                    <a href={`/webhook/${endpoint.id}/logs?event=${event}`}>{event}</a>
                  </td>
                  <td class="num">{attempts}</td>
                  <td class={failed > 0 ? "num bad" : "num"}>{failed}</td>
                  <td class="num">{time ? `${time.value} ${time.unit}` : "–"}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
