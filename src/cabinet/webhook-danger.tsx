import type { VNode } from "preact";
import type { Endpoint } from "../webhooks/endpoint.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

/** What cannot be taken back: each opens first, so that no press does it by mistake. */
export function Danger(about: {
  say: Say;
  csrf: string;
  endpoint: Pick<Endpoint, "id">;
  now: number;
}): VNode {
  const { say, csrf, endpoint, now } = about;
  return (
    <section class="sheet" aria-labelledby="h-danger">
      <header>
        <h2 id="h-danger">{say("wh-danger")}</h2>
      </header>
      <ul class="rows">
        <li>
          <details>
            <summary>{say("wh-rotate")}</summary>
            <form class="stack8 gap-t" method="post" action={`/webhook/${endpoint.id}/secret`}>
              <Csrf token={csrf} />
              <input type="hidden" name="asked" value={now} />
              <p class="small muted">{say("wh-rotate-lead")}</p>
              <button class="btn">
                <Icon name="key" small />
                {say("wh-rotate-go")}
              </button>
            </form>
          </details>
        </li>
        <li>
          <details>
            <summary>{say("wh-remove")}</summary>
            <form class="stack8 gap-t" method="post" action={`/webhook/${endpoint.id}`}>
              <Csrf token={csrf} />
              <p class="small muted">{say("wh-remove-lead")}</p>
              <button class="btn danger">
                <Icon name="trash" small />
                {say("wh-remove-go")}
              </button>
            </form>
          </details>
        </li>
      </ul>
    </section>
  );
}
