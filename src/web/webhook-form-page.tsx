import type { ComponentChildren, VNode } from "preact";
import { eventNames } from "../webhooks/pattern.ts";
import { templates } from "../webhooks/template.ts";
import type { Language } from "../texts/language.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
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
  seen: Seen | null;
};

/** Everything about an endpoint that a person may set. */
export function WebhookForm(about: FormAbout): VNode {
  const { say, csrf, action, back, address, wrong } = about;
  const many = Object.keys(wrong).length;
  return (
    <form class="split" method="post" action={action} id="endpoint">
      <Csrf token={csrf} />
      <div class="stack">
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

function Where({ say, typed, wrong, address }: FormAbout): VNode {
  return (
    <Sheet id="h-where" title={say("wh-form-where")}>
      <Field label={say("wh-form-name")} id="name" wrong={wrong.name}>
        <input
          class="input"
          name="name"
          value={typed.name}
          maxLength={200}
          autocomplete="off"
          {...told("name", { wrong: wrong.name })}
        />
      </Field>
      <Field
        label={say("wh-form-url")}
        help={address === null ? say("wh-form-url-help") : say("wh-form-url-kept", { address })}
        id="url"
        wrong={wrong.url}
      >
        <input
          class="input mono"
          name="url"
          value={typed.url}
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder={address ?? "https://"}
          {...told("url", { help: true, wrong: wrong.url })}
        />
      </Field>
    </Sheet>
  );
}

function What({ say, typed, wrong }: FormAbout): VNode {
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
      <Field
        wide
        label={say("wh-form-more")}
        help={say("wh-form-more-help")}
        id="more"
        wrong={wrong.events}
      >
        <input
          class="input mono"
          name="more"
          value={more.join(" ")}
          autocomplete="off"
          {...told("more", { help: true, wrong: wrong.events })}
        />
      </Field>
      <Field
        wide
        label={say("wh-form-filter")}
        help={say("wh-form-filter-help")}
        id="filter"
        wrong={wrong.filter}
      >
        <textarea
          name="filter"
          rows={4}
          spellcheck={false}
          placeholder={'{ "data.amount": { "$gte": 1000 } }'}
          {...told("filter", { help: true, wrong: wrong.filter })}
        >
          {typed.filter}
        </textarea>
      </Field>
    </Sheet>
  );
}

function How({ say, typed, wrong }: FormAbout): VNode {
  const number = (name: string, value: string, field: keyof Wrong) => (
    <input
      class="input"
      name={name}
      value={value}
      inputMode="numeric"
      {...told(name, { wrong: wrong[field] })}
    />
  );
  return (
    <Sheet id="h-how" title={say("wh-form-how")}>
      <Field label={say("wh-form-template")} id="template" wrong={undefined}>
        <select name="template" id="template">
          {templates.map((name) => (
            <option value={name} selected={typed.template === name}>
              {say(`wh-template-${name}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={say("wh-form-timeout")} id="timeout" wrong={wrong.timeoutS}>
        {number("timeout", typed.timeoutS, "timeoutS")}
      </Field>
      <Field
        wide
        label={say("wh-form-text")}
        help={say("wh-form-text-help")}
        id="template_text"
        wrong={wrong.template}
      >
        <textarea
          name="template_text"
          rows={3}
          spellcheck={false}
          placeholder={'{ "text": "{{event}} {{data.title}}" }'}
          {...told("template_text", { help: true, wrong: wrong.template })}
        >
          {typed.templateText}
        </textarea>
      </Field>
      <Field
        wide
        label={say("wh-form-headers")}
        help={say("wh-form-headers-help")}
        id="headers"
        wrong={wrong.headers}
      >
        <textarea
          name="headers"
          rows={3}
          spellcheck={false}
          placeholder="Authorization: Bearer …"
          {...told("headers", { help: true, wrong: wrong.headers })}
        >
          {typed.headers}
        </textarea>
      </Field>
      <details class="span2" open={isSpecial(typed, wrong)}>
        <summary>{say("wh-form-further")}</summary>
        <div class="further">
          <Field label={say("wh-form-rate")} id="rate" wrong={wrong.rate}>
            {number("rate", typed.rate, "rate")}
          </Field>
          <Field label={say("wh-form-flight")} id="in_flight" wrong={wrong.inFlight}>
            {number("in_flight", typed.inFlight, "inFlight")}
          </Field>
          <Tick name="ordered" on={typed.ordered} label={say("wh-form-ordered")} />
          <Tick name="redact" on={typed.redact} label={say("wh-form-redact")} />
          <Tick name="batched" on={typed.batched} label={say("wh-form-batched")} />
          <div class="three span2">
            <Field label={say("wh-form-batch-size")} id="batch_size" wrong={wrong.batch}>
              {number("batch_size", typed.batchSize, "batch")}
            </Field>
            <Field label={say("wh-form-batch-kb")} id="batch_kb">
              {number("batch_kb", typed.batchKb, "batch")}
            </Field>
            <Field label={say("wh-form-batch-ms")} id="batch_ms">
              {number("batch_ms", typed.batchMs, "batch")}
            </Field>
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
