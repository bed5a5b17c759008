import type { ComponentChildren, VNode } from "preact";
import type { CallLook } from "./call-look.ts";
import { Csrf } from "./field.tsx";

/** The presses about a call. */
export const callPresses = [
  "claim",
  "release",
  "done",
  "not_client",
  "callback",
  "deal",
  "comment",
  "fix",
  "wrong",
  "promise",
] as const;
export type CallPress = (typeof callPresses)[number];

/** What somebody typed that was not taken, with the sentence why. */
export type Typed = { press: CallPress; field: string | null; text: string; wrong: string };

/** A form that does one thing about the call of the page. */
export function CallForm(about: {
  look: Pick<CallLook, "id" | "csrf">;
  press: CallPress;
  inline?: boolean;
  children: ComponentChildren;
}): VNode {
  const { look, press, inline = false, children } = about;
  return (
    <form
      method="post"
      action={`/dashboard/calls/${look.id}`}
      class={inline ? "inline" : "stack8 call-form"}
    >
      <Csrf token={look.csrf} />
      <input type="hidden" name="do" value={press} />
      {children}
    </form>
  );
}
