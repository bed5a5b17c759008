import type { VNode } from "preact";
import { languages } from "../texts/language.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Edit } from "./care-edit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

type About = { edit: Edit; name: string; label: string; say: Say };

/** One line, or several, that somebody types. */
export function TypedField(
  about: About & { help?: string; rows?: number; mode?: "numeric" | "decimal"; wide?: boolean },
): VNode {
  const { edit, name, label, help, rows, mode, wide = false, say } = about;
  const wrong = edit.wrongs[name];
  const words = wrong && say(wrong.id, wrong.args);
  const shared = {
    name,
    class: "input",
    ...told(`f-${name}`, { help: help !== undefined, wrong: words }),
  };
  const value = edit.typed.get(name) ?? "";
  return (
    <Field id={`f-${name}`} label={label} help={help} wrong={words} wide={wide}>
      {rows === undefined ? (
        <input {...shared} value={value} autocomplete="off" inputmode={mode} />
      ) : (
        <textarea {...shared} rows={rows}>
          {value}
        </textarea>
      )}
    </Field>
  );
}

/** A line in each of the three languages: `name-uk`, `name-ru`, `name-en`. */
export function WordsFields(about: {
  edit: Edit;
  name: string;
  label: Extract<TextId, `web-care-${string}`>;
  help?: string;
  say: Say;
}): VNode {
  const { edit, name, label, help, say } = about;
  return (
    <>
      {languages.map((language) => (
        <TypedField
          edit={edit}
          name={`${name}-${language}`}
          label={say(label, { in: say(`web-care-in-${language}`) })}
          say={say}
          {...(help === undefined ? {} : { help })}
        />
      ))}
    </>
  );
}

/** One of several. */
export function ChosenField(
  about: About & { options: readonly (readonly [value: string, label: string])[] },
): VNode {
  const { edit, name, label, options, say } = about;
  const wrong = edit.wrongs[name];
  const words = wrong && say(wrong.id, wrong.args);
  const chosen = edit.typed.get(name) ?? "";
  return (
    <Field id={`f-${name}`} label={label} wrong={words}>
      <select name={name} {...told(`f-${name}`, { wrong: words })}>
        {options.map(([value, shown]) => (
          <option value={value} selected={value === chosen}>
            {shown}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Yes or no. */
export function TickField({
  edit,
  name,
  label,
  value = "on",
}: Omit<About, "say"> & { value?: string }): VNode {
  return (
    <label class="tick">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={edit.typed.getAll(name).includes(value)}
      />
      <span>{label}</span>
    </label>
  );
}

/** What stands before and behind the fields of a form: the token, what it was made from, a warning, the button. */
export function EditForm(about: {
  action: string;
  csrf: string;
  edit: Edit;
  say: Say;
  children: VNode | (VNode | null | false)[];
}): VNode {
  const { action, csrf, edit, say, children } = about;
  return (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      <input type="hidden" name="stamp" value={edit.stamp} />
      {edit.changed && (
        <p class="note warn" role="alert">
          {say("web-changed-meanwhile")}
        </p>
      )}
      {children}
      <p class="pad">
        <button class="btn main">
          <Icon name="check" small />
          {say("web-care-save")}
        </button>
      </p>
    </form>
  );
}
