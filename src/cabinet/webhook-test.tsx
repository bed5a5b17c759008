import type { VNode } from "preact";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogDetail } from "../webhooks/log.ts";
import { meant } from "../webhooks/pattern.ts";
import type { Language } from "../texts/language.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { msOf, outcomeOf, reasonOf } from "./webhook-word.ts";

type TestAbout = {
  say: Say;
  language: Language;
  csrf: string;
  endpoint: Endpoint;
  tested: LogDetail | null;
  testEvent: string;
};

/** Sends a sample and shows what came back, in place. */
export function TestSheet(about: TestAbout): VNode {
  const { say, csrf, endpoint, testEvent } = about;
  return (
    <section class="sheet" aria-labelledby="h-test" id="test">
      <header>
        <h2 id="h-test">{say("wh-test")}</h2>
      </header>
      <form
        class="pad stack8"
        method="post"
        action={`/webhook/${endpoint.id}/test`}
        hx-post={`/webhook/${endpoint.id}/test`}
        hx-target="#tested"
        hx-swap="outerHTML"
      >
        <Csrf token={csrf} />
        <div class="field">
          <label class="l" for="test-event">
            {say("wh-test-event")}
          </label>
          <select name="event" id="test-event">
            {meant(endpoint.events).map((name) => (
              <option value={name} selected={name === testEvent}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button class="btn main">
          <Icon name="send" small />
          {say("wh-test-send")}
        </button>
        <Tested {...about} />
        <p class="small muted">{say("wh-test-lead")}</p>
        <a class="small" href={`/webhook/${endpoint.id}/doctor`}>
          {say("wh-test-doctor")}
        </a>
      </form>
    </section>
  );
}

/** What the receiver answered to the test. */
export function Tested(about: {
  say: Say;
  language: Language;
  tested: LogDetail | null;
  endpoint: Pick<Endpoint, "id">;
}): VNode {
  const { say, language, tested, endpoint } = about;
  if (tested === null) return <div id="tested" aria-live="polite" class="whole" />;
  const outcome = outcomeOf(tested, say);
  const { value, unit } = msOf(language, tested.responseTimeMs, say);
  const why = reasonOf(tested, say);
  return (
    <div id="tested" aria-live="polite" class="stack8 whole">
      <p>
        <span class={`badge ${outcome.tone}`}>{outcome.label}</span>{" "}
        <b>
          {value} {unit}
        </b>{" "}
        <a class="small" href={`/webhook/${endpoint.id}/logs?log=${tested.id}`}>
          {say("wh-test-open")}
        </a>
      </p>
      {why !== null && <p class="small">{why}</p>}
      {tested.response !== null && tested.response !== "" && (
        <pre class="code" tabIndex={0}>
          <code>{tested.response}</code>
        </pre>
      )}
    </div>
  );
}
