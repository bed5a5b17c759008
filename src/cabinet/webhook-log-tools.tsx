import type { VNode } from "preact";
import { eventNames } from "../webhooks/pattern.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { LogAbout } from "./webhook-log-page.tsx";

/** Filters of the log, and sending again what was given up in a time. */
export function LogTools(about: LogAbout & { counted: number | null }): VNode {
  const { say, endpoint, wish, csrf, counted } = about;
  const path = `/webhook/${endpoint.id}`;
  return (
    <div class="pad stack8">
      <form class="row" method="get" action={`${path}/logs`}>
        <label class="sr" for="f-event">
          {say("wh-col-event")}
        </label>
        <select name="event" id="f-event" class="narrow">
          <option value="">{say("wh-filter-any")}</option>
          {eventNames.map((name) => (
            <option value={name} selected={wish.event === name}>
              {name}
            </option>
          ))}
        </select>
        <label class="sr" for="f-result">
          {say("wh-filter-result")}
        </label>
        <select name="result" id="f-result" class="narrow">
          <option value="">{say("wh-filter-all")}</option>
          <option value="bad" selected={wish.success === false}>
            {say("wh-filter-bad")}
          </option>
          <option value="good" selected={wish.success === true}>
            {say("wh-filter-good")}
          </option>
        </select>
        <button class="btn">{say("wh-filter-go")}</button>
        {wish.filtered && (
          <a class="btn quiet" href={`${path}/logs`}>
            {say("wh-filter-none")}
          </a>
        )}
      </form>
      <details class="whole" open={counted !== null}>
        <summary class="small">{say("wh-range")}</summary>
        <form class="stack8 gap-t" method="post" action={`${path}/retry`}>
          <Csrf token={csrf} />
          <div class="row">
            <label class="field">
              <span>{say("wh-range-from")}</span>
              <input class="input" type="datetime-local" name="from" value={wish.from} required />
            </label>
            <label class="field">
              <span>{say("wh-range-to")}</span>
              <input class="input" type="datetime-local" name="to" value={wish.to} required />
            </label>
          </div>
          {counted !== null && (
            <p role="status">
              <span class="badge acc">{say("wh-range-counted", { count: counted })}</span>
            </p>
          )}
          <div class="row">
            <button class="btn" name="do" value="count">
              {say("wh-range-count")}
            </button>
            <button class="btn main" name="do" value="range">
              <Icon name="retry" small />
              {say("wh-range-go")}
            </button>
          </div>
        </form>
      </details>
    </div>
  );
}
