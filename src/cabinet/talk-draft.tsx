import type { VNode } from "preact";
import { doesLines } from "../agent/shadow-card.ts";
import { isOnlySaid } from "../agent/shadow.ts";
import type { Talk } from "../agent/talk-service.ts";
import { Csrf, Field, told as tied } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { bare } from "./call-word.ts";
import type { Desk } from "./today-desk.tsx";

/** Why a draft was not sent, and the words that somebody had put into it. */
export type DraftTold = { wrong: string; words: string };

type About = { desk: Desk; talk: Talk; told?: DraftTold | undefined; swap?: boolean };

/** What the agent would answer: a person sends it as it is, with other words, or answers instead. */
export function TalkDraft({ desk, talk, told, swap = false }: About): VNode {
  const { draft } = talk;
  return (
    <div id="talk-draft" {...(swap ? { "hx-swap-oob": "true" } : {})}>
      <input type="hidden" name="had" value={draft?.id ?? 0} />
      {(draft !== null || told !== undefined) && <Open desk={desk} talk={talk} told={told} />}
    </div>
  );
}

function Open({ desk, talk, told }: Omit<About, "swap">): VNode {
  const { say, visitor } = desk;
  const { draft, conversation } = talk;
  const wrong = told?.wrong;
  return (
    <form
      class="pad draft"
      method="post"
      action={`/dashboard/conversations/${conversation.number}/draft`}
    >
      <Csrf token={visitor.csrf} />
      <input type="hidden" name="draft" value={draft?.id ?? 0} />
      <h2>
        <Icon name="bot" /> {say("web-talk-draft")}
      </h2>
      <Field
        id="draft-words"
        label={say("web-talk-draft-words")}
        help={say("web-talk-draft-help")}
        wrong={wrong}
      >
        <textarea
          {...tied("draft-words", { help: true, wrong })}
          class="talk-text"
          name="words"
          rows={4}
          maxlength={5000}
        >
          {told?.words ?? draft?.text ?? ""}
        </textarea>
      </Field>
      {draft !== null && <Does desk={desk} draft={draft} />}
      <div class="row">
        {draft !== null && (
          <button class="btn main" name="do" value="send">
            {say("web-talk-draft-send")}
          </button>
        )}
        {draft !== null && (
          <button class="btn" name="do" value="drop">
            {say("web-talk-draft-drop")}
          </button>
        )}
      </div>
    </form>
  );
}

/** The buttons under it, and what sending it does beside. */
function Does({ desk, draft }: { desk: Desk; draft: NonNullable<Talk["draft"]> }): VNode {
  const { say, language } = desk;
  const does = doesLines(language, { draft, ...desk });
  return (
    <div class="small muted">
      {draft.buttons.length > 0 && (
        <p class="keys">
          {draft.buttons.map(({ title }) => (
            <span class="key">{title}</span>
          ))}
        </p>
      )}
      {does !== null && <p>{bare(does)}</p>}
      {!isOnlySaid(draft.does) && <p>{say("web-talk-draft-only")}</p>}
    </div>
  );
}
