import type { VNode } from "preact";
import type { TextId } from "../texts/bundle.ts";
import { Field, told } from "./field.tsx";
import type { Say } from "./say.ts";
import type { Typed, Wrong } from "./webhook-form.ts";

/** What is typed as text in the form of an endpoint. */
type Written = { [Key in keyof Typed]: Typed[Key] extends string ? Key : never }[keyof Typed];

/** A field: its name in the form, what stands in it, and where its mistakes are told. */
type Spec = {
  id: string;
  typed: Written;
  label: TextId;
  help?: TextId;
  wrong?: keyof Wrong;
  /** Several lines. */
  rows?: number;
  wide?: boolean;
  kind?: "code" | "number" | "address";
  placeholder?: string;
};

const batch = { wrong: "batch", kind: "number" } as const;

/** Every field of the form that is written into. */
export const controls = {
  name: { id: "name", typed: "name", label: "wh-form-name", wrong: "name" },
  url: { id: "url", typed: "url", label: "wh-form-url", wrong: "url", kind: "address" },
  more: {
    id: "more",
    typed: "more",
    label: "wh-form-more",
    help: "wh-form-more-help",
    wrong: "events",
    wide: true,
    kind: "code",
  },
  filter: {
    id: "filter",
    typed: "filter",
    label: "wh-form-filter",
    help: "wh-form-filter-help",
    wrong: "filter",
    wide: true,
    rows: 4,
    placeholder: '{ "data.amount": { "$gte": 1000 } }',
  },
  timeout: {
    id: "timeout",
    typed: "timeoutS",
    label: "wh-form-timeout",
    wrong: "timeoutS",
    kind: "number",
  },
  text: {
    id: "template_text",
    typed: "templateText",
    label: "wh-form-text",
    help: "wh-form-text-help",
    wrong: "template",
    wide: true,
    rows: 3,
    placeholder: '{ "text": "{{event}} {{data.title}}" }',
  },
  headers: {
    id: "headers",
    typed: "headers",
    label: "wh-form-headers",
    help: "wh-form-headers-help",
    wrong: "headers",
    wide: true,
    rows: 3,
    placeholder: "Authorization: Bearer …",
  },
  rate: { id: "rate", typed: "rate", label: "wh-form-rate", wrong: "rate", kind: "number" },
  flight: {
    id: "in_flight",
    typed: "inFlight",
    label: "wh-form-flight",
    wrong: "inFlight",
    kind: "number",
  },
  batchSize: { id: "batch_size", typed: "batchSize", label: "wh-form-batch-size", ...batch },
  // What is wrong with a batch is told once, at its size.
  batchKb: { id: "batch_kb", typed: "batchKb", label: "wh-form-batch-kb", kind: "number" },
  batchMs: { id: "batch_ms", typed: "batchMs", label: "wh-form-batch-ms", kind: "number" },
} as const satisfies Record<string, Spec>;

const kinds = {
  code: { class: "input mono" },
  number: { class: "input", inputMode: "numeric" },
  address: { class: "input mono", inputMode: "url", spellcheck: false },
} as const;

/** A field of the table with its label, its help and what is wrong with it. */
export function Control(about: {
  of: Spec;
  say: Say;
  typed: Typed;
  wrong: Wrong;
  /** Where they depend on more than the field. */
  help?: string;
  placeholder?: string;
}): VNode {
  const { of, say, typed } = about;
  const help = about.help ?? (of.help && say(of.help));
  const wrong = of.wrong && about.wrong[of.wrong];
  const common = {
    name: of.id,
    placeholder: about.placeholder ?? of.placeholder,
    ...told(of.id, { help: help !== undefined, wrong }),
  };
  const value = typed[of.typed];
  return (
    <Field
      label={say(of.label)}
      help={help}
      id={of.id}
      wrong={wrong}
      {...(of.wide ? { wide: true } : {})}
    >
      {of.rows === undefined ? (
        <input
          class="input"
          value={value}
          autocomplete="off"
          {...(of.kind ? kinds[of.kind] : { maxLength: 200 })}
          {...common}
        />
      ) : (
        <textarea rows={of.rows} spellcheck={false} {...common}>
          {value}
        </textarea>
      )}
    </Field>
  );
}
