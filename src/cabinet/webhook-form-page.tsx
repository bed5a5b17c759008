import type { ComponentChildren, VNode } from "preact";
import { eventNames } from "../webhooks/pattern.ts";
import { templates } from "../webhooks/template.ts";
import type { Language } from "../texts/language.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Control, controls } from "./webhook-control.tsx";
import type { Say } from "./say.ts";
import type { Typed, Wrong } from "./webhook-form.ts";
import { PreviewBox, type Seen } from "./webhook-preview.tsx";

export type FormAbout = {
  say: Say;
  language: Language;
  zone: string;
  now: number;
  csrf: string;
  /** Where the form goes, and where its owner goes without it. */
  action: string;
  back: string;
  typed: Typed;
  wrong: Wrong;
  /** The masked address that stays when none is typed; null for a new endpoint. */
  address: string | null;
  /** What the form was made from, where there was something; whether that is another thing by now. */
  stamp: string | null;
  isOther: boolean;
  seen: Seen | null;
  /** Whose a new one may be; null: it has its owner. */
  members: readonly { personId: number; name: string }[] | null;
};

/** Everything about an endpoint that a person may set. */
export function WebhookForm(about: FormAbout): VNode {
  const { say, csrf, action, back, address, wrong, stamp, isOther } = about;
  const many = Object.keys(wrong).length;
  return (
    <form class="split" method="post" action={action} id="endpoint">
      <Csrf token={csrf} />
      {stamp !== null && <input type="hidden" name="stamp" value={stamp} />}
      <div class="stack">
        {isOther && (
          <p class="note warn" role="alert">
            {say("web-changed-meanwhile")}
          </p>
        )}
        {many > 0 && (
          <p class="note bad" role="alert">
            <Icon name="alert" small />
            {say("wh-form-wrong", { count: many })}
          </p>
        )}
        <Where {...about} />
        <What {...about} />
        <How {...about} />
        <div class="row inset">
          <button class="btn main">
            <Icon name="check" small />
            {say(address === null ? "wh-form-create" : "wh-form-save")}
          </button>
          <a class="btn quiet" href={back}>
            {say("wh-form-leave")}
          </a>
        </div>
      </div>
      <div class="stack stay">
        <section class="sheet" aria-labelledby="h-preview">
          <header>
            <h2 id="h-preview">{say("wh-preview")}</h2>
          </header>
          <div class="pad stack8">
            <p class="small muted">{say("wh-preview-lead")}</p>
            <button
              class="btn"
              name="do"
              value="preview"
              hx-post={action}
              hx-include="#endpoint"
              hx-target="#preview"
              hx-swap="outerHTML"
            >
              <Icon name="retry" small />
              {say("wh-preview-go")}
            </button>
            <PreviewBox {...about} />
          </div>
        </section>
      </div>
    </form>
  );
}

function Where(about: FormAbout): VNode {
  const { say, address } = about;
  return (
    <Sheet id="h-where" title={say("wh-form-where")}>
      <Control {...about} of={controls.name} />
      <Control
        {...about}
        of={controls.url}
        placeholder={address ?? "https://"}
        help={address === null ? say("wh-form-url-help") : say("wh-form-url-kept", { address })}
      />
      <Whose {...about} />
    </Sheet>
  );
}

/** The business's, or a member's own; once made it stays theirs. */
function Whose({ say, typed, wrong, members }: FormAbout): VNode | null {
  if (members === null) return null;
  return (
    <Field
      wide
      label={say("wh-form-whose")}
      help={say("wh-form-whose-help")}
      id="whose"
      wrong={wrong.whose}
    >
      <select name="whose" {...told("whose", { help: true, wrong: wrong.whose })}>
        <option value="">{say("wh-whose-business")}</option>
        {members.map(({ personId, name }) => (
          <option value={personId} selected={typed.whose === String(personId)}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

function What(about: FormAbout): VNode {
  const { say, typed } = about;
  const families = [...new Set(eventNames.map((name) => name.split(".")[0] ?? name))];
  const boxes = new Set(["*", ...families.map((family) => `${family}.*`), ...eventNames]);
  const more = [typed.more, ...typed.events.filter((one) => !boxes.has(one))].filter(Boolean);
  const box = (value: string, label: string): VNode => (
    <label class="tick">
      <input type="checkbox" name="event" value={value} checked={typed.events.includes(value)} />
      <span class="mono">{label}</span>
    </label>
  );
  return (
    <Sheet id="h-what" title={say("wh-form-what")}>
      <fieldset class="span2">
        <legend class="sr">{say("wh-form-events")}</legend>
        <div class="row gap-b">{box("*", say("wh-form-events-all"))}</div>
        <div class="families">
          {families.map((family) => (
            <div>
              {box(`${family}.*`, `${family}.*`)}
              <div class="nested">
                {eventNames
                  .filter((name) => name.startsWith(`${family}.`))
                  .map((name) => box(name, name))}
              </div>
            </div>
          ))}
        </div>
      </fieldset>
      <Control {...about} of={controls.more} typed={{ ...typed, more: more.join(" ") }} />
      <Control {...about} of={controls.filter} />
    </Sheet>
  );
}

function How(about: FormAbout): VNode {
  const { say, typed, wrong } = about;
  return (
    <Sheet id="h-how" title={say("wh-form-how")}>
      <Field label={say("wh-form-template")} id="template">
        <select name="template" id="template">
          {templates.map((name) => (
            <option value={name} selected={typed.template === name}>
              {say(`wh-template-${name}`)}
            </option>
          ))}
        </select>
      </Field>
      <Control {...about} of={controls.timeout} />
      <Control {...about} of={controls.text} />
      <Control {...about} of={controls.headers} />
      <details class="span2" open={isSpecial(typed, wrong)}>
        <summary>{say("wh-form-further")}</summary>
        <div class="further">
          <Control {...about} of={controls.rate} />
          <Control {...about} of={controls.flight} />
          <Tick name="ordered" on={typed.ordered} label={say("wh-form-ordered")} />
          <Tick name="redact" on={typed.redact} label={say("wh-form-redact")} />
          <Tick name="batched" on={typed.batched} label={say("wh-form-batched")} />
          <div class="three span2">
            <Control {...about} of={controls.batchSize} />
            <Control {...about} of={controls.batchKb} />
            <Control {...about} of={controls.batchMs} />
          </div>
        </div>
      </details>
    </Sheet>
  );
}

/** Whether something stands there that is not as usual: then it is not hidden. */
function isSpecial(typed: Typed, wrong: Wrong): boolean {
  const { rate, inFlight, ordered, redact, batched } = typed;
  const usual = rate === "" && inFlight === "5" && !ordered && !redact && !batched;
  return !usual || Boolean(wrong.rate ?? wrong.inFlight ?? wrong.batch);
}

function Tick({ name, on, label }: { name: string; on: boolean; label: string }): VNode {
  return (
    <label class="tick span2">
      <input type="checkbox" name={name} value="on" checked={on} />
      <span>{label}</span>
    </label>
  );
}

function Sheet(about: { id: string; title: string; children: ComponentChildren }): VNode {
  return (
    <section class="sheet" aria-labelledby={about.id}>
      <header>
        <h2 id={about.id}>{about.title}</h2>
      </header>
      <div class="form">{about.children}</div>
    </section>
  );
}
