import type { ComponentChildren, VNode } from "preact";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { SecretField, SETTINGS } from "./setting-frame.tsx";

/** Which of the forms was not taken, at which field, and why. */
export type LinkWrong = { what: "phonet" | "novofon" | "novofon2"; field: string; words: string };

type About = { say: Say; csrf: string; form: URLSearchParams; wrong: LinkWrong | null };

/** Everything but the keys is kept when a form comes back. */
export function LinkForms(about: About): VNode {
  const { say } = about;
  return (
    <>
      <LinkForm {...about} what="phonet" title={say("web-set-link-phonet")}>
        <Typed {...about} what="phonet" name="domain" label={say("web-set-domain")} />
        <SecretField
          name="apiKey"
          label={say("web-set-api-key")}
          help={say("web-set-secret-kept")}
          wrong={wrongAt(about, "phonet", "apiKey")}
        />
      </LinkForm>
      <LinkForm {...about} what="novofon" title={say("web-set-link-novofon")}>
        <Typed {...about} what="novofon" name="key" label="Key" />
        <SecretField
          name="secret"
          label="Secret"
          help={say("web-set-secret-kept")}
          wrong={wrongAt(about, "novofon", "secret")}
        />
      </LinkForm>
      <LinkForm {...about} what="novofon2" title={say("web-set-link-novofon2")}>
        <Typed
          {...about}
          what="novofon2"
          name="number"
          label={say("web-set-number")}
          help={say("web-set-novofon2-help")}
        />
      </LinkForm>
    </>
  );
}

function wrongAt({ wrong }: About, what: LinkWrong["what"], field: string): string | null {
  return wrong !== null && wrong.what === what && wrong.field === field ? wrong.words : null;
}

function LinkForm(
  about: About & { what: LinkWrong["what"]; title: string; children: ComponentChildren },
): VNode {
  const { what, title, csrf, say, children } = about;
  return (
    <section class="sheet" aria-labelledby={`h-${what}`} id={what}>
      <header>
        <h2 id={`h-${what}`}>{title}</h2>
      </header>
      <form
        class="form"
        method="post"
        action={`${SETTINGS}/accounts/${what}#${what}`}
        data-wait={say("web-set-checking")}
      >
        <Csrf token={csrf} />
        {children}
        <div class="span2">
          <button class="btn main">
            <Icon name="link" small />
            {say("web-set-connect")}
          </button>
        </div>
      </form>
    </section>
  );
}

function Typed(
  about: About & { what: LinkWrong["what"]; name: string; label: string; help?: string },
): VNode {
  const { what, name, label, help, form } = about;
  const wrong = wrongAt(about, what, name);
  const id = `f-${what}-${name}`;
  return (
    <Field id={id} label={label} help={help} wrong={wrong}>
      <input
        class="input"
        name={name}
        required
        maxlength={200}
        autocomplete="off"
        value={form.get(name) ?? ""}
        {...told(id, { help: help !== undefined, wrong })}
      />
    </Field>
  );
}
