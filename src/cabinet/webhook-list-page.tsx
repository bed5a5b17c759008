import type { VNode } from "preact";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { Statistics } from "../webhooks/log.ts";
import type { Language } from "../texts/language.ts";
import { Icon, Mark } from "./icon.tsx";
import type { Say } from "./say.ts";
import { eventsText, shareOf, stateOf, whoseText } from "./webhook-word.ts";

/** An endpoint in the list; without figures where only its state is shown. */
export type Listed = { endpoint: Endpoint; statistics: Statistics | null };

type About = {
  say: Say;
  language: Language;
  now: number;
  listed: readonly Listed[];
  /** Names of who has endpoints of their own. */
  names: ReadonlyMap<number, string>;
  /** The one that stands open beside the list. */
  current?: string;
};

/** Endpoints with their health, each a way to its own page. */
export function EndpointList({ say, language, now, listed, names, current }: About): VNode {
  return (
    <section class="sheet" aria-label={say("wh-list")}>
      <ul class="rows eps">
        {listed.map(({ endpoint, statistics }) => {
          const state = stateOf(endpoint, now, say);
          const share = statistics && shareOf(language, statistics);
          return (
            <li>
              <a
                class="ep"
                href={`/webhook/${endpoint.id}`}
                {...(endpoint.id === current ? { "aria-current": "true" as const } : {})}
              >
                <span class={`pip ${pips[state.tone]}`} aria-hidden="true" />
                <span class="grow">
                  <b class="cut1">{endpoint.name}</b>
                  <span class="mono small muted cut1">{endpoint.host}</span>
                  <span class="small muted cut1">{eventsText(say, endpoint.events)}</span>
                  {endpoint.personId !== null && (
                    <span class="small muted cut1">{whoseText(say, endpoint, names)}</span>
                  )}
                </span>
                <span class={`ep-h ${state.tone}`}>
                  {share !== null && endpoint.active ? `${share} %` : state.label}
                  <span class="small muted">{below({ say, statistics, share })}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Nothing yet: what webhooks are good for, and the way to the first one. */
export function NoEndpoints({ say }: { say: Say }): VNode {
  return (
    <section class="sheet">
      <div class="empty">
        <Mark />
        <p>{say("wh-empty")}</p>
        <a class="btn main" href="/webhook/new">
          <Icon name="plus" small />
          {say("wh-new")}
        </a>
      </div>
    </section>
  );
}

const pips = { ok: "ok", warn: "warn-p", bad: "bad", plain: "plain" } as const;

function below(about: {
  say: Say;
  statistics: Statistics | null;
  share: string | null;
}): string | null {
  const { say, statistics, share } = about;
  if (statistics === null) return null;
  if (statistics.parked > 0) return say("wh-list-parked", { count: statistics.parked });
  return share === null ? say("wh-list-quiet") : say("wh-list-day");
}
