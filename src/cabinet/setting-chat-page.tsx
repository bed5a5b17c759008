import type { ComponentChildren, VNode } from "preact";
import { chatReason } from "../bot/reason.ts";
import { cardMessages } from "../bot/notify-filter.ts";
import { cardStyles, type Chat } from "../business/chat.ts";
import type { Digest } from "../business/digest.ts";
import type { Scopes } from "../desk/scope-service.ts";
import { showPhone } from "../lib/phone.ts";
import { languageNames, languages } from "../texts/language.ts";
import type { Edit } from "./care-edit.ts";
import { ChosenField, EditForm, TickField, TypedField } from "./care-field.tsx";
import type { Say } from "./say.ts";
import { DigestForm } from "./setting-chat-digest.tsx";
import { chatKind, lineName, personName } from "./setting-chat-word.ts";
import { plain, SETTINGS } from "./setting-frame.tsx";
import { Badge, Sheet } from "./sheet.tsx";
import type { Visit } from "./visit.tsx";

type View = { visit: Visit; chat: Chat; known: Scopes; edit: Edit; say: Say };

/** The form of what comes into one chat. */
export function ChatForms(view: View & { digest: Digest | null; digestEdit: Edit }): VNode {
  const { visit, chat, edit, say, digest, digestEdit } = view;
  const { csrf, language } = visit.visitor;
  const at = `${SETTINGS}/chats/${chat.id}`;
  return (
    <>
      <Sheet
        id="chat"
        title={say("web-chat-set-gets")}
        actions={<Badge>{chatKind(chat, say)}</Badge>}
        foot={
          <a class="btn danger" href={`${at}/stop`}>
            {say("web-chat-set-stop")}
          </a>
        }
      >
        {chat.unreachable !== null && (
          <p class="note bad">
            {chatReason(language, chat.unreachable.reason)} {say("web-chats-lost")}
          </p>
        )}
        <EditForm action={at} csrf={csrf} edit={edit} say={say}>
          <div class="form">
            <Which {...view} />
            <Who {...view} />
            <When {...view} />
            <Look {...view} />
          </div>
        </EditForm>
      </Sheet>
      <DigestForm
        action={`${at}/digest#digest`}
        title={say("web-chat-set-digest-here")}
        {...{ csrf, digest, say }}
        edit={digestEdit}
      />
    </>
  );
}

function Which({ edit, say, visit }: View): VNode {
  const { language } = visit.visitor;
  const wrong = edit.wrongs["messages"];
  return (
    <>
      <Picks legend={plain(language, "notify-go-messages")}>
        {cardMessages.map((message) => (
          <TickField
            edit={edit}
            name="messages"
            value={message}
            label={plain(language, `notify-pick-${message}`)}
          />
        ))}
        <TickField edit={edit} name="missedOnly" label={say("web-chat-set-missed-only")} />
        {wrong !== undefined && (
          <p class="small bad" role="alert">
            {say(wrong.id, wrong.args)}
          </p>
        )}
      </Picks>
      <Picks legend={say("web-chat-set-besides")}>
        <TickField edit={edit} name="remind" label={say("web-chat-set-remind")} />
        <TickField edit={edit} name="deals" label={say("web-chat-set-deals")} />
      </Picks>
      <ChosenField
        edit={edit}
        name="direction"
        label={plain(language, "notify-go-direction")}
        say={say}
        options={[
          ["all", plain(language, "notify-pick-both")],
          ["in", plain(language, "notify-pick-in")],
          ["out", plain(language, "notify-pick-out")],
        ]}
      />
    </>
  );
}

function Who({ edit, say, visit, chat, known }: View): VNode {
  const { language } = visit.visitor;
  const { filter } = chat;
  const lines = [...new Set([...known.lines.map((one) => one.number), ...(filter.lines ?? [])])];
  const exts = [...new Set([...known.extensions.map((one) => one.ext), ...(filter.exts ?? [])])];
  const lineLabel = (number: string): string =>
    [...new Set([lineName(known, number), showPhone(number)])].join(" · ");
  return (
    <>
      <TypedField
        edit={edit}
        name="clients"
        label={plain(language, "notify-go-clients")}
        help={say("web-chat-set-clients-help")}
        rows={2}
        say={say}
      />
      <Picks legend={plain(language, "notify-go-lines")} help={say("web-chat-set-lines-help")}>
        {lines.length === 0 && <p class="small">{say("web-chat-set-lines-none")}</p>}
        {lines.map((line) => (
          <TickField edit={edit} name="lines" value={line} label={lineLabel(line)} />
        ))}
      </Picks>
      <Picks legend={plain(language, "notify-go-exts")} help={say("web-chat-set-exts-help")}>
        {exts.length === 0 && <p class="small">{say("web-chat-set-exts-none")}</p>}
        {exts.map((ext) => (
          <TickField edit={edit} name="exts" value={ext} label={personName(known, ext)} />
        ))}
      </Picks>
    </>
  );
}

function When({ edit, say }: View): VNode {
  return (
    <>
      <TypedField
        edit={edit}
        name="from"
        label={say("web-chat-set-quiet-from")}
        help={say("web-chat-set-quiet-help")}
        say={say}
      />
      <TypedField edit={edit} name="to" label={say("web-chat-set-quiet-to")} say={say} />
      <Picks legend={say("web-chat-set-closed")} wide>
        <TickField edit={edit} name="loud" label={say("web-chat-set-loud")} />
      </Picks>
    </>
  );
}

function Look({ edit, say, visit }: View): VNode {
  const { business, language } = visit.visitor;
  return (
    <>
      <ChosenField
        edit={edit}
        name="style"
        label={plain(language, "notify-go-style")}
        say={say}
        options={cardStyles.map((style) => [style, say(`web-chat-set-style-${style}`)])}
      />
      <ChosenField
        edit={edit}
        name="language"
        label={plain(language, "notify-go-language")}
        say={say}
        options={[
          ["", say("web-chat-set-language-own", { language: languageNames[business.language] })],
          ...languages.map((code): [string, string] => [code, languageNames[code]]),
        ]}
      />
      <Picks legend={say("web-chat-set-card")} wide>
        <TickField edit={edit} name="buttons" label={say("web-chat-set-buttons")} />
        <TickField edit={edit} name="masked" label={say("web-chat-set-masked")} />
      </Picks>
    </>
  );
}

function Picks(about: {
  legend: string;
  help?: string;
  wide?: boolean;
  children: ComponentChildren;
}): VNode {
  const { legend, help, wide = false, children } = about;
  return (
    <fieldset class={wide ? "span2" : undefined}>
      <legend>{legend}</legend>
      {children}
      {help !== undefined && <p class="small muted">{help}</p>}
    </fieldset>
  );
}
