import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { AppError } from "../lib/app-error.ts";
import { en } from "./en.ts";
import type { Language } from "./language.ts";
import { ru } from "./ru.ts";
import { uk } from "./uk.ts";

type IdOf<Line extends string> = Line extends ` ${string}` | `#${string}` | `-${string}`
  ? never
  : Line extends `${infer Id} =${string}`
    ? Id
    : never;
type IdsOf<Source extends string, Found = never> = Source extends `${infer Line}\n${infer Rest}`
  ? IdsOf<Rest, Found | IdOf<Line>>
  : Found | IdOf<Source>;

/** The id of a message; a test holds the three languages to the same ids and variables. */
export type TextId = IdsOf<(typeof uk)[number]>;
export type TextArgs = Record<string, string | number>;

const bundles: Record<Language, FluentBundle> = {
  uk: bundle("uk", uk),
  ru: bundle("ru", ru),
  en: bundle("en-GB", en),
};

/** The text in the person's language. Nothing is escaped; throws `texts.unknown` and `texts.incomplete`. */
export function text(language: Language, id: TextId, args: TextArgs = {}): string {
  const pattern = bundles[language].getMessage(id)?.value;
  if (!pattern) throw new AppError("texts.unknown", "invalid", { cause: id });
  const errors: Error[] = [];
  const said = bundles[language].formatPattern(
    pattern,
    args satisfies Record<string, FluentVariable>,
    errors,
  );
  if (errors.length > 0) throw new AppError("texts.incomplete", "invalid", { cause: errors[0] });
  return said;
}

function bundle(locale: string, sources: readonly string[]): FluentBundle {
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) {
    const [clash] = made.addResource(new FluentResource(source));
    if (clash) throw new AppError("texts.clash", "conflict", { cause: clash });
  }
  return made;
}
