import type { ComponentChildren, VNode } from "preact";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

const LONGEST = 60;

/** A field that looks for something, with a sign in it; `children` stand behind it. */
export function SearchForm(about: {
  to: string;
  label: string;
  hint: string;
  text: string;
  style?: "wide" | "only-wide";
  focus?: boolean;
  children?: ComponentChildren;
}): VNode {
  const { to, label, hint, text, style = "", focus = false, children } = about;
  return (
    <form class={`find ${style}`} role="search" action={to}>
      <Icon name="search" />
      <input
        class="input"
        type="search"
        name="q"
        maxlength={LONGEST}
        value={text}
        aria-label={label}
        placeholder={hint}
        autofocus={focus}
      />
      {children}
    </form>
  );
}

/** Where everything is looked for; on a phone a sign that leads there. */
export function FindBox({ say, text }: { say: Say; text: string }): VNode {
  const words = { label: say("web-find"), hint: say("web-find-hint") };
  return (
    <>
      <SearchForm to="/dashboard/find" {...words} text={text} style="only-wide" />
      <a class="btn icon only-phone" href="/dashboard/find" aria-label={say("web-find")}>
        <Icon name="search" />
      </a>
    </>
  );
}
