import { FluentBundle, FluentResource } from "@fluent/bundle";
import { enPage } from "../texts/en-page.ts";
import type { Language } from "../texts/language.ts";
import { ruPage } from "../texts/ru-page.ts";
import { ukPage } from "../texts/uk-page.ts";

/** A text with its variables left as {name}; one for each plural category where the wording depends on a number. */
type PageText = string | Record<string, string>;
export type PageTexts = Record<string, PageText>;

const sources: Record<Language, string> = { uk: ukPage, ru: ruPage, en: enPage };

/** The page's texts without their prefix. The browser puts values in by itself, since it has no Fluent. */
export function pageTexts(language: Language): PageTexts {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const [clash] = bundle.addResource(new FluentResource(sources[language]));
  if (clash) throw clash;
  const args = Object.fromEntries(
    [...sources[language].matchAll(/\{ \$(\w+)/g)].map(([, name]) => [name, `{${name}}`]),
  );
  const ids = [...sources[language].matchAll(/^page-(\S+) =/gm)].map(([, id]) => id ?? "");
  return Object.fromEntries(ids.map((id) => [id, said(bundle, `page-${id}`, args)]));
}

function said(bundle: FluentBundle, id: string, args: Record<string, string>): PageText {
  const format = (form: string) => {
    const errors: Error[] = [];
    const text = bundle.formatPattern(
      bundle.getMessage(id)?.value ?? "",
      { ...args, form },
      errors,
    );
    if (errors[0]) throw errors[0];
    return text;
  };
  const categories = new Intl.PluralRules(bundle.locales).resolvedOptions().pluralCategories;
  const forms = Object.fromEntries(categories.map((category) => [category, format(category)]));
  return new Set(Object.values(forms)).size === 1 ? (forms["other"] ?? "") : forms;
}
