import type { ComponentChildren, VNode } from "preact";
import { Mark } from "./icon.tsx";

/** A white sheet with its heading, how many stand in it, and what can be done beside it. */
export function Sheet(about: {
  id: string;
  title: string;
  count?: number | string | undefined;
  actions?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  const { id, title, count, actions, foot, children } = about;
  return (
    <section class="sheet" aria-labelledby={`h-${id}`} id={id}>
      <header>
        <h2 id={`h-${id}`} tabindex={-1}>
          {title} {count !== undefined && <span class="count">{count}</span>}
        </h2>
        {actions}
      </header>
      {children}
      {foot !== undefined && foot !== null && <div class="foot">{foot}</div>}
    </section>
  );
}

/** Nothing stands here yet: one sentence, at most one way on. */
export function Empty({ words, action }: { words: string; action?: ComponentChildren }): VNode {
  return (
    <div class="empty">
      <Mark />
      <p>{words}</p>
      {action}
    </div>
  );
}

export type Tone = "plain" | "ok" | "acc" | "warn" | "bad";

/** A state in one to three words. */
export function Badge({
  tone = "plain",
  children,
}: {
  tone?: Tone;
  children: ComponentChildren;
}): VNode {
  return <span class={tone === "plain" ? "badge" : `badge ${tone}`}>{children}</span>;
}

/** The first letter of a name; the colour is always the same for the same name. */
export function Avatar({ name, small = false }: { name: string | null; small?: boolean }): VNode {
  const letter = (Array.from((name ?? "").trim())[0] ?? "•").toUpperCase();
  const tone = tones[(letter.codePointAt(0) ?? 0) % tones.length] ?? "";
  return (
    <span class={`avatar ${tone}${small ? " xs" : ""}`} aria-hidden="true">
      {letter}
    </span>
  );
}

const tones = ["", "b", "c", "d"];

/** A number that a tap calls; `shown` is how people read it. */
export function Tel({ phone, shown }: { phone: string; shown: string }): VNode {
  return (
    <a class="tel" href={`tel:${phone}`}>
      {shown}
    </a>
  );
}
