import type { VNode } from "preact";
import type { WhatsappNumber } from "../channels/whatsapp-number.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { plain, Press, SecretField } from "./setting-frame.tsx";
import { Sheet } from "./sheet.tsx";
import type { Visit } from "./visit.tsx";

type FieldName = "numberId" | "token" | "secret" | "name" | "language";
/** Why a form was not taken: what is said above it all, or at one of the fields. */
export type WhatsappRefused = {
  status: number;
  note?: string;
  wrong?: { field: FieldName; words: string };
};

type Shared = { at: string; visit: Visit; say: Say; refused: WhatsappRefused | null };
type OfNumber = Shared & { number: WhatsappNumber };

/** A template as a form is made from it. */
export function templateOf({ template }: WhatsappNumber): string {
  return template === null ? "" : `${template.name} ${template.language}`;
}

/** The id and the access token; the token is never shown again. */
export function KeysForm(about: Shared & { number: WhatsappNumber | null }): VNode {
  const { at, visit, say, number } = about;
  const { language, csrf } = visit.visitor;
  const title = number === null ? "whatsapp-key-ask" : "whatsapp-key-other";
  return (
    <Sheet id="keys" title={plain(language, title)} foot={say("web-door-keys-foot")}>
      <form class="form" method="post" action={`${at}#keys`} data-wait={say("web-set-checking")}>
        <Csrf token={csrf} />
        <input type="hidden" name="was" value={number?.id ?? ""} />
        <Typed
          {...about}
          name="numberId"
          label="Phone number ID"
          help={say("web-door-number-id-help")}
          value={visit.form.get("numberId") ?? number?.numberId ?? ""}
        />
        <SecretField
          name="token"
          label={say("web-door-access")}
          help={say("web-set-secret-kept")}
          wrong={wrongAt(about, "token")}
        />
        <div class="span2">
          <button class="btn main">
            <Icon name="link" small />
            {say("web-set-connect")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** Whose Meta app signs the events. */
export function AppForm(about: OfNumber): VNode {
  const { at, visit, say, number } = about;
  const { language, csrf } = visit.visitor;
  const { ownApp } = number;
  return (
    <Sheet id="app" title={plain(language, "whatsapp-key-app")}>
      <form class="form" method="post" action={`${at}/app#app`}>
        <Csrf token={csrf} />
        <input type="hidden" name="number" value={number.id} />
        <input type="hidden" name="had" value={ownApp ? "own" : "server"} />
        <p class="span2">
          {say(ownApp ? "whatsapp-app-is-own" : "whatsapp-app-is-server")}{" "}
          <span class="muted">{say("web-door-app-lead")}</span>
        </p>
        <SecretField
          name="secret"
          label="App secret"
          help={say("web-set-secret-kept")}
          wrong={wrongAt(about, "secret")}
        />
        <div class="span2">
          <button class="btn">{say("web-care-save")}</button>
        </div>
      </form>
      {ownApp && (
        <details class="pad">
          <summary>{`${plain(language, "whatsapp-key-app-server")}…`}</summary>
          <p class="small muted">{say("web-door-app-server-lead")}</p>
          <Press
            to={`${at}/drop`}
            csrf={csrf}
            fields={{ number: number.id, what: "secret" }}
            label={plain(language, "whatsapp-key-app-server")}
          />
        </details>
      )}
    </Sheet>
  );
}

/** The template that speaks where nothing free may be said. */
export function TemplateForm(about: OfNumber): VNode {
  const { at, visit, say, number } = about;
  const { csrf, language } = visit.visitor;
  const { template } = number;
  const had = templateOf(number);
  const lead =
    template === null
      ? plain(language, "whatsapp-template-none")
      : plain(language, "whatsapp-template-set", template);
  return (
    <Sheet id="template" title={plain(language, "whatsapp-key-template")}>
      <form class="form" method="post" action={`${at}/template#template`}>
        <Csrf token={csrf} />
        <input type="hidden" name="number" value={number.id} />
        <input type="hidden" name="had" value={had} />
        <p class="span2">
          {lead} <span class="muted">{say("web-door-template-help")}</span>
        </p>
        <Typed
          {...about}
          name="name"
          label={say("web-door-template-name")}
          value={visit.form.get("name") ?? template?.name ?? ""}
        />
        <Typed
          {...about}
          name="language"
          label={say("web-door-template-language")}
          value={visit.form.get("language") ?? template?.language ?? ""}
        />
        <div class="span2">
          <button class="btn">{say("web-care-save")}</button>
        </div>
      </form>
      {template !== null && (
        <div class="pad">
          <Press
            to={`${at}/drop`}
            csrf={csrf}
            fields={{ number: number.id, what: "template", had }}
            label={say("web-door-template-off")}
            tone="quiet"
          />
        </div>
      )}
    </Sheet>
  );
}

function wrongAt({ refused }: Shared, field: FieldName): string | null {
  return refused?.wrong?.field === field ? refused.wrong.words : null;
}

function Typed(
  about: Shared & { name: FieldName; label: string; help?: string; value: string },
): VNode {
  const { name, label, help, value } = about;
  const wrong = wrongAt(about, name);
  const id = `f-${name}`;
  return (
    <Field id={id} label={label} help={help} wrong={wrong}>
      <input
        class="input mono"
        name={name}
        value={value}
        required
        maxlength={512}
        autocomplete="off"
        spellcheck={false}
        {...(name === "numberId" ? { inputmode: "numeric" as const } : {})}
        {...told(id, { help: help !== undefined, wrong })}
      />
    </Field>
  );
}
