import type { VNode } from "preact";
import { wordsIn, type Words } from "../booking/salon.ts";
import type { Visitor } from "../business/session.ts";
import type { Edit } from "./care-edit.ts";
import { EditForm, TickField, TypedField, WordsFields } from "./care-field.tsx";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { Sheet } from "./sheet.tsx";

export type PriceView = {
  visitor: Visitor;
  say: Say;
  /** Where the form goes: a new one, or one of these. */
  action: string;
  edit: Edit;
  /** Masters of a service, or services of a master. */
  others: readonly { slug: string; names: Words }[];
  /** How a listed one is put away, or back; null for a new one. */
  listed: { archived: boolean; warning: string; name: string } | null;
};

/** A service of the price list. */
export function ServicePage(view: PriceView): VNode {
  const { visitor, say, action, edit, others } = view;
  return (
    <div class="split">
      <Sheet id="service" title={say("web-care-services")}>
        <EditForm action={action} csrf={visitor.csrf} edit={edit} say={say}>
          <div class="form">
            <WordsFields edit={edit} name="name" label="web-care-name" say={say} />
            <span class="only-wide" />
            <TypedField
              edit={edit}
              name="minutes"
              label={say("web-care-duration")}
              mode="numeric"
              say={say}
            />
            <TypedField
              edit={edit}
              name="buffer"
              label={say("web-care-buffer")}
              mode="numeric"
              say={say}
            />
            <TypedField
              edit={edit}
              name="price"
              label={say("web-care-price", { currency: visitor.business.currency })}
              mode="decimal"
              say={say}
            />
            <TickField edit={edit} name="from" label={say("web-care-price-from")} />
            <TypedField
              edit={edit}
              name="synonyms"
              label={say("web-care-synonyms")}
              wide
              say={say}
            />
            <Others view={view} name="who" label={say("web-care-who")} all={others} />
          </div>
        </EditForm>
      </Sheet>
      <Away view={view} />
    </div>
  );
}

/** A master: when they work and what they do. */
export function MasterPage(view: PriceView): VNode {
  const { visitor, say, action, edit, others } = view;
  return (
    <div class="split">
      <Sheet id="master" title={say("web-care-masters")}>
        <EditForm action={action} csrf={visitor.csrf} edit={edit} say={say}>
          <div class="form">
            <WordsFields edit={edit} name="name" label="web-care-person" say={say} />
            <span class="only-wide" />
            <TypedField
              edit={edit}
              name="hours"
              label={say("web-care-hours")}
              help={say("web-care-hours-help")}
              wide
              say={say}
            />
            <TypedField
              edit={edit}
              name="breaks"
              label={say("web-care-breaks")}
              help={say("web-care-breaks-help")}
              say={say}
            />
            <TypedField
              edit={edit}
              name="daysOff"
              label={say("web-care-days-off")}
              help={say("web-care-days-off-help")}
              say={say}
            />
            <Others view={view} name="what" label={say("web-care-what")} all={others} />
          </div>
        </EditForm>
      </Sheet>
      <Away view={view} />
    </div>
  );
}

function Others(about: {
  view: PriceView;
  name: string;
  label: string;
  all: PriceView["others"];
}): VNode | null {
  const { view, name, label, all } = about;
  const { language, business } = view.visitor;
  if (all.length === 0) return null;
  return (
    <fieldset class="span2">
      <legend>{label}</legend>
      {all.map(({ slug, names }) => (
        <TickField
          edit={view.edit}
          name={name}
          value={slug}
          label={wordsIn(names, language, business)}
        />
      ))}
    </fieldset>
  );
}

/** The place in the list, and the way off it. */
function Away({ view }: { view: PriceView }): VNode | null {
  const { visitor, say, action, listed } = view;
  if (listed === null) return null;
  const { archived, warning, name } = listed;
  return (
    <section class="sheet" aria-label={name}>
      <div class="pad stack8">
        {!archived && (
          <div class="row">
            {(["up", "down"] as const).map((way) => (
              <form method="post" action={`${action}/move`}>
                <Csrf token={visitor.csrf} />
                <input type="hidden" name="by" value={way} />
                <button class="btn">{say(`web-care-${way}`, { name })}</button>
              </form>
            ))}
          </div>
        )}
        {!archived && <p class="small muted">{warning}</p>}
        <form method="post" action={`${action}/archive`}>
          <Csrf token={visitor.csrf} />
          <input type="hidden" name="on" value={archived ? "no" : "yes"} />
          <button class={archived ? "btn" : "btn danger"}>
            <Icon name={archived ? "undo" : "trash"} small />
            {say(archived ? "web-care-back" : "web-care-away")}
          </button>
        </form>
      </div>
    </section>
  );
}
