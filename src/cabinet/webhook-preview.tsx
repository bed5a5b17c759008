import type { VNode } from "preact";
import type { Preview } from "../webhooks/preview-service.ts";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { momentOf } from "./webhook-word.ts";

/** What the last events would have been, or why that cannot be said. */
export type Seen = Extract<Preview, { matched: number }> | { wrong: string };

type About = { say: Say; zone: string; now: number; seen: Seen | null };

/** The place of the preview, empty until somebody asks for one. */
export function PreviewBox({ say, zone, now, seen }: About): VNode {
  return (
    <div id="preview" class="stack8 whole" aria-live="polite">
      {seen !== null && ("wrong" in seen ? <Refused {...seen} /> : null)}
      {seen !== null && "matched" in seen && (
        <>
          <p>
            <span class={seen.matched > 0 ? "badge acc" : "badge warn"}>
              {say("wh-preview-count", { matched: seen.matched, looked: seen.looked })}
            </span>
          </p>
          {seen.looked === 0 && <p class="small muted">{say("wh-preview-nothing")}</p>}
          {seen.examples.map(({ event, at, body }) => (
            <details class="whole">
              <summary class="small">
                <span class="mono">{event}</span>{" "}
                <span class="muted">{momentOf(at, now, zone)}</span>
              </summary>
              <pre class="code" tabIndex={0}>
                <code>{pretty(body)}</code>
              </pre>
            </details>
          ))}
        </>
      )}
    </div>
  );
}

/** JSON with its parts on lines of their own; whatever is none as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Refused({ wrong }: { wrong: string }): VNode {
  return (
    <p class="small bad">
      <Icon name="alert" small /> {wrong}
    </p>
  );
}
