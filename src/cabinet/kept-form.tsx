import type { VNode } from "preact";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

/** A form that came too late: everything that was typed stands in it, and it can be sent again. */
export function KeptForm(about: {
  action: string;
  form: URLSearchParams;
  words: string;
  csrf: string;
  say: Say;
}): VNode {
  const { action, form, words, csrf, say } = about;
  const fields = [...form].filter(([name]) => name !== "csrf");
  return (
    <form class="pad stack8" method="post" action={action}>
      <h1>{say("web-kept")}</h1>
      <p>{words}</p>
      <Csrf token={csrf} />
      {fields.map(([name, value]) => (
        <textarea name={name} hidden aria-hidden="true">
          {`\n${value}`}
        </textarea>
      ))}
      <button class="btn main">
        <Icon name="send" small />
        {say("web-kept-send")}
      </button>
    </form>
  );
}
