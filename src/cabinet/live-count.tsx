import type { VNode } from "preact";
import type { Say } from "./say.ts";

/** What waits for somebody at this moment; it stands beside the sections. */
export type Waiting = { followups: number; talks: number };

type What = "today" | "talks";

/** How many wait there, red for follow-ups alone; it stands there empty, too, so that a change can be put in. */
export function WaitCount(about: {
  what: What;
  waiting: Waiting;
  say: Say;
  swap?: boolean;
}): VNode {
  const { what, waiting, say, swap = false } = about;
  const count = what === "today" ? waiting.followups : waiting.talks;
  return (
    <span
      class={what === "today" ? `n hot wait-${what}` : `n wait-${what}`}
      hidden={count === 0}
      {...(swap ? { "hx-swap-oob": `outerHTML:.wait-${what}` } : {})}
    >
      {count > 99 ? "99+" : count}
      <span class="sr"> {say("web-waiting")}</span>
    </span>
  );
}

/** Both counts for a page that stands open: they find their places by themselves. */
export function WaitCounts({ waiting, say }: { waiting: Waiting; say: Say }): VNode {
  return (
    <>
      <WaitCount what="today" waiting={waiting} say={say} swap />
      <WaitCount what="talks" waiting={waiting} say={say} swap />
    </>
  );
}
