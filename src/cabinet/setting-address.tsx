import type { VNode } from "preact";
import { Csrf } from "./field.tsx";
import type { Say } from "./say.ts";
import { CopyBlock, Press, SETTINGS } from "./setting-frame.tsx";

const AT = `${SETTINGS}/accounts`;

/** An address, what it takes, when it was last heard, and what Novofon 2.0 needs beside it. */
export type ShownAddress = {
  id: string;
  scope: string;
  address: string;
  heard: string;
  template: { steps: string; body: string; flat: string } | null;
};

/** The form of which calls somebody wants at an address was not taken: of this account or address. */
export type ScopeWrong = { of: string; words: string };

export type AddressAbout = {
  say: Say;
  csrf: string;
  form: URLSearchParams;
  wrong: ScopeWrong | null;
};

export function AddressRow(about: AddressAbout & { one: ShownAddress; many: boolean }): VNode {
  const { one, many, say, csrf } = about;
  const { id, scope, address, heard, template } = one;
  const fields = { token: id };
  return (
    <li class="stack8">
      <div>
        <b>{say("web-set-address")}</b> <span class="small muted">{scope}</span>
        <div class="small muted">{heard}</div>
      </div>
      <CopyBlock id={`address-${id}`} value={address} say={say} />
      <Press
        to={`${AT}/test`}
        {...{ csrf, fields }}
        label={say("web-set-test")}
        icon="flask"
        wait={say("web-set-checking")}
      />
      <ScopeForm
        {...about}
        of={id}
        to="narrow"
        field="token"
        title={say("web-set-narrow")}
        lead={say("web-set-narrow-lead")}
      />
      {template !== null && (
        <details>
          <summary>{say("web-set-template")}</summary>
          <div class="stack8">
            <p class="small muted lines">{template.steps}</p>
            <CopyBlock id={`template-${id}`} value={template.body} say={say} />
            <p class="small muted lines">{template.flat}</p>
          </div>
        </details>
      )}
      <details>
        <summary>{say("web-set-renew")}</summary>
        <p class="small muted">{say("web-set-renew-lead")}</p>
        <Press to={`${AT}/renew`} {...{ csrf, fields }} label={say("web-set-renew-go")} />
      </details>
      {many && (
        <details>
          <summary>{say("web-set-drop")}</summary>
          <p class="small muted">{say("web-set-drop-lead")}</p>
          <Press
            to={`${AT}/drop`}
            {...{ csrf, fields }}
            label={say("web-set-drop-go")}
            tone="danger"
          />
        </details>
      )}
    </li>
  );
}

/** Which calls an address takes: those of an extension, of a line, or all. */
export function ScopeForm(
  about: AddressAbout & {
    of: string;
    to: "narrow" | "add";
    field: "token" | "account";
    title: string;
    lead: string;
  },
): VNode {
  const { of, to, field, title, lead, say, csrf, form, wrong } = about;
  const mine = wrong?.of === of;
  const typed = mine ? form : new URLSearchParams();
  const kinds = ["ext", "line", "all"] as const;
  return (
    <details open={mine}>
      <summary>{title}</summary>
      <form class="stack8" method="post" action={`${AT}/${to}`}>
        <Csrf token={csrf} />
        <input type="hidden" name={field} value={of} />
        <p class="small muted">{lead}</p>
        <div class="row">
          <select name="kind" aria-label={say("web-set-scope-kind")}>
            {kinds.map((kind) => (
              <option value={kind} selected={typed.get("kind") === kind}>
                {say(`web-set-kind-${kind}`)}
              </option>
            ))}
          </select>
          <input
            class="input short"
            name="value"
            maxlength={30}
            autocomplete="off"
            aria-label={say("web-set-scope-value")}
            value={typed.get("value") ?? ""}
            {...(mine ? { "aria-invalid": "true" as const, "aria-describedby": `w-${of}` } : {})}
          />
          <button class="btn">{say("web-save")}</button>
        </div>
        {mine && (
          <p class="small bad" id={`w-${of}`} role="alert">
            {wrong.words}
          </p>
        )}
      </form>
    </details>
  );
}
