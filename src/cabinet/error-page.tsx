import type { VNode } from "preact";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

export type ErrorKind =
  | "missing"
  | "forbidden"
  | "stale"
  | "invalid"
  | "unavailable"
  | "unexpected";

/** What went wrong and what to do now. */
export function ErrorBody(about: { kind: ErrorKind; say: Say; home: boolean }): VNode {
  const { kind, say, home } = about;
  return (
    <div class="pad stack8">
      <h1>{say(`web-error-${kind}`)}</h1>
      <p>{say(`web-error-${kind}-next`)}</p>
      {home && (
        <a class="btn main" href="/dashboard">
          <Icon name="back" small />
          {say("web-error-home")}
        </a>
      )}
    </div>
  );
}
