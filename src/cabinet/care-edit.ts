import type { TextArgs, TextId } from "../texts/bundle.ts";
import { stampOf } from "./stamp.ts";
import type { Visit } from "./visit.tsx";

/** What is wrong with a field, by the field's name. */
export type Wrongs = Record<string, { id: TextId; args?: TextArgs }>;

/** A form as a page shows it: what stands in its fields, what is wrong, and what it was made from. */
export type Edit = { typed: URLSearchParams; wrongs: Wrongs; changed: boolean; stamp: string };

/** A form with what is kept now. */
export function freshEdit(kept: URLSearchParams): Edit {
  return { typed: kept, wrongs: {}, changed: false, stamp: stampOf(kept.toString()) };
}

/** The form that came back: as it was typed, on what is kept now. */
export function typedEdit({ form }: Visit, kept: URLSearchParams, wrongs: Wrongs): Edit {
  return { typed: form, wrongs, changed: isChanged(form, kept), stamp: stampOf(kept.toString()) };
}

/** Somebody else has changed what the form was made from. */
export function isChanged(form: URLSearchParams, kept: URLSearchParams): boolean {
  return form.get("stamp") !== stampOf(kept.toString());
}

/** Mistakes of several fields together, or null where there are none. */
export function wrongsOf(
  all: readonly (readonly [string, Wrongs[string] | null])[],
): Wrongs | null {
  const wrong = all.flatMap(([name, one]) => (one === null ? [] : [[name, one] as const]));
  return wrong.length === 0 ? null : Object.fromEntries(wrong);
}
