import type { ComponentChildren, VNode } from "preact";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogDetail, LogLine } from "../webhooks/log.ts";
import type { Language } from "../texts/language.ts";
import { Csrf } from "./field.tsx";
import { Icon, Mark } from "./icon.tsx";
import type { Say } from "./say.ts";
import { logQuery, type LogWish } from "./webhook-log.ts";
import { pretty } from "./webhook-preview.tsx";
import { momentOf, msOf, outcomeOf, reasonOf } from "./webhook-word.ts";

export type LogAbout = {
  say: Say;
  language: Language;
  zone: string;
  now: number;
  csrf: string;
  endpoint: Endpoint;
  wish: LogWish;
  logs: readonly LogLine[];
  next: number | null;
  /** The attempt that stands open, with every attempt of its delivery. */
  open: { detail: LogDetail; tries: readonly LogLine[] } | null;
};

/** Deliveries with what can be done about them; `short` is the newest few on the endpoint's own page. */
export function LogSheet(about: LogAbout & { short?: boolean; tools?: ComponentChildren }): VNode {
  const { say, endpoint, csrf, short = false, tools, wish } = about;
  return (
    <section class="sheet" aria-labelledby="h-log">
      <header>
        {/* On a page of its own it stands above. */}
        <h2 id="h-log" class={short ? "" : "sr"}>
          {say("wh-log")}
        </h2>
        {isLive(wish) && <span class="live">{say("wh-log-live")}</span>}
        {short && (
          <a class="btn quiet" href={`/webhook/${endpoint.id}/logs`}>
            {say("wh-log-all")}
          </a>
        )}
      </header>
      {tools}
      <form method="post" action={`/webhook/${endpoint.id}/retry`}>
        <Csrf token={csrf} />
        <input type="hidden" name="back" value={logQuery(wish)} />
        <LogRows {...about} short={short} />
      </form>
    </section>
  );
}

/** The rows, which ask for newer ones every two seconds while the first page stands there. */
export function LogRows(about: LogAbout & { short?: boolean }): VNode {
  const { say, endpoint, logs, next, wish, short = false } = about;
  const query = logQuery({ ...wish, live: logs[0]?.id ?? 0, short });
  const live = isLive(wish)
    ? {
        "hx-get": `/webhook/${endpoint.id}/logs${query}`,
        "hx-trigger": "every 2s",
        "hx-swap": "outerHTML",
      }
    : {};
  const again = retriable(logs);
  return (
    <div id="log" {...live}>
      {logs.length === 0 ? (
        <div class="empty">
          <Mark />
          <p>{say(wish.filtered ? "wh-log-nothing" : "wh-log-empty")}</p>
        </div>
      ) : (
        <div class="scroll">
          <table class="log">
            <thead>
              <tr>
                <th class="pick">
                  <span class="sr">{say("wh-col-pick")}</span>
                </th>
                <th>{say("wh-col-time")}</th>
                <th>{say("wh-col-event")}</th>
                <th>{say("wh-col-code")}</th>
                <th class="num only-wide">{say("wh-col-answer")}</th>
                <th class="num only-wide">{say("wh-col-attempt")}</th>
                <th class="num">
                  <span class="sr">{say("wh-col-action")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {logs.map((log) => (
                <LogRow {...about} log={log} again={again.has(log.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="foot row">
        <span class="grow">{say("wh-log-kept")}</span>
        {again.size > 0 && (
          <button class="btn" name="do" value="selected">
            <Icon name="retry" small />
            {say("wh-retry-selected")}
          </button>
        )}
        {!short && next !== null && (
          <a
            class="btn"
            href={`/webhook/${endpoint.id}/logs${logQuery({ ...wish, before: next })}`}
          >
            {say("wh-log-older")}
          </a>
        )}
      </div>
    </div>
  );
}

function isLive(wish: LogWish): boolean {
  return wish.before === null && wish.log === null;
}

/** The newest attempt of each delivery that can be sent again. */
function retriable(logs: readonly LogLine[]): Set<number> {
  const seen = new Set<number>();
  const found = new Set<number>();
  for (const log of logs) {
    if (!seen.has(log.deliveryId) && canRetry(log)) found.add(log.id);
    seen.add(log.deliveryId);
  }
  return found;
}

function canRetry({ state, kept, isSuccess }: LogLine): boolean {
  return kept && !isSuccess && (state === "given_up" || state === "waiting" || state === "parked");
}

function LogRow(about: LogAbout & { log: LogLine; again: boolean }): VNode {
  const { say, language, zone, now, endpoint, wish, open, log, again } = about;
  const outcome = outcomeOf(log, say);
  const { value, unit } = msOf(language, log.responseTimeMs, say);
  const isOpen = open?.detail.id === log.id;
  const path = `/webhook/${endpoint.id}/logs`;
  return (
    <>
      <tr class={isOpen ? "open" : ""} id={`log-${log.id}`}>
        <td class="pick">
          {again && log.trigger !== "test" && (
            <input
              type="checkbox"
              name="delivery"
              value={log.deliveryId}
              aria-label={say("wh-pick", { event: log.event, time: momentOf(log.at, now, zone) })}
            />
          )}
        </td>
        <td class="nowrap">
          <a
            class="plain"
            href={`${path}${logQuery({ ...wish, log: isOpen ? null : log.id })}#log-${log.id}`}
            aria-expanded={isOpen ? "true" : "false"}
          >
            {momentOf(log.at, now, zone)}
          </a>
        </td>
        <td class="mono">
          {log.event}
          {log.trigger === "test" && <span class="badge">{say("wh-log-test")}</span>}
        </td>
        <td>
          <span class={`badge ${outcome.tone}`}>{outcome.label}</span>
        </td>
        <td class="num only-wide">{`${value} ${unit}`}</td>
        <td class="num only-wide">{log.attempt}</td>
        <td class="num">
          {again && (
            <button
              class="btn quiet"
              name="one"
              value={log.deliveryId}
              aria-label={say("wh-retry")}
            >
              <Icon name="retry" small />
              <span class="only-wide">{say("wh-retry")}</span>
            </button>
          )}
        </td>
      </tr>
      {isOpen && open && (
        <tr class="detail">
          <td colSpan={7}>
            <Detail {...about} open={open} />
          </td>
        </tr>
      )}
    </>
  );
}

function Detail(about: LogAbout & { open: NonNullable<LogAbout["open"]> }): VNode {
  const { say, language, zone, now, endpoint, open } = about;
  const { detail, tries } = open;
  return (
    <div class="dt">
      <div>
        <h3>{say("wh-detail-tries")}</h3>
        <ol class="tries">
          {tries.map((one) => {
            const outcome = outcomeOf(one, say);
            const { value, unit } = msOf(language, one.responseTimeMs, say);
            const why = reasonOf(one, say);
            return (
              <li>
                <span class={`badge ${outcome.tone}`}>{outcome.label}</span>{" "}
                {momentOf(one.at, now, zone)} · {value} {unit}
                {why !== null && <span class="small muted"> · {why}</span>}
              </li>
            );
          })}
          {detail.dueAt !== null && (
            <li class="muted">
              {say("wh-detail-next", {
                when: momentOf(Math.max(detail.dueAt, endpoint.openUntil ?? 0), now, zone),
              })}
            </li>
          )}
        </ol>
        {detail.state === "done" && detail.kept && (
          <button class="btn" name="one" value={detail.deliveryId}>
            <Icon name="retry" small />
            {say("wh-retry-done")}
          </button>
        )}
        <h3 class="gap-t">{say("wh-detail-answer")}</h3>
        <Code text={detail.response} none={say("wh-detail-no-answer")} />
      </div>
      <div>
        <h3>{say("wh-detail-request")}</h3>
        <Code
          text={detail.payload === null ? null : pretty(detail.payload)}
          none={say("wh-detail-gone")}
          head={[
            `X-Webhook-Event: ${detail.event}`,
            ...(detail.sequence === null ? [] : [`X-Webhook-Sequence: ${detail.sequence}`]),
            `X-Webhook-Attempt: ${detail.attempt}`,
          ]}
        />
      </div>
    </div>
  );
}

function Code(about: { text: string | null; none: string; head?: string[] }): VNode {
  const { text, none, head = [] } = about;
  if (text === null || text === "") return <p class="small muted">{none}</p>;
  return (
    <pre class="code" tabIndex={0}>
      <code>{[...head, ...(head.length > 0 ? [""] : []), text].join("\n")}</code>
    </pre>
  );
}
