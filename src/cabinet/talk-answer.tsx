import type { VNode } from "preact";
import type { Talk } from "../agent/talk-service.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Desk } from "./today-desk.tsx";

type About = { desk: Desk; talk: Talk; text: string; wrong: string | null; said: string | null };

/** What is written to the customer; a refused answer stands there again with the reason. */
export function TalkAnswer({ desk, talk, text, wrong, said }: About): VNode {
  const { say, visitor } = desk;
  const { number, mode } = talk.conversation;
  const path = `/dashboard/conversations/${number}/answer`;
  const help = `${mode === "agent" ? `${say("web-talk-hands")} ` : ""}${say("web-talk-answer-help")}`;
  return (
    <form
      class="pad answer"
      id="answer"
      method="post"
      action={path}
      hx-post={path}
      hx-swap="outerHTML"
      hx-disabled-elt="find button"
      hx-sync="this:drop"
    >
      {said !== null && <p hidden data-say={said} data-sent />}
      <Csrf token={visitor.csrf} />
      <Field id="answer-text" label={say("web-talk-answer")} help={help} wrong={wrong}>
        <textarea
          {...told("answer-text", { help: true, wrong })}
          class="talk-text"
          name="text"
          rows={3}
          maxlength={5000}
        >
          {text}
        </textarea>
      </Field>
      <button class="btn main">
        <Icon name="send" small />
        {say("web-talk-send")}
      </button>
    </form>
  );
}
