import type { VNode } from "preact";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

/** Where everything is looked for; on a phone a sign that leads there. */
export function FindBox({ say, text }: { say: Say; text: string }): VNode {
  return (
    <>
      <form class="find only-wide" role="search" action="/dashboard/find">
        <Icon name="search" />
        <label class="sr" for="find-box">
          {say("web-find")}
        </label>
        <input
          class="input"
          id="find-box"
          type="search"
          name="q"
          maxlength={60}
          value={text}
          placeholder={say("web-find-hint")}
        />
      </form>
      <a class="btn icon only-phone" href="/dashboard/find" aria-label={say("web-find")}>
        <Icon name="search" />
      </a>
    </>
  );
}
