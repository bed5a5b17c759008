import type { Browser } from "../cabinet/browser.ts";

export type Found = {
  /** Paths with their queries. */
  links: Set<string>;
  forms: Form[];
};
/** A form as a page shows it: where it goes and what it holds when nobody types. */
type Form = { path: string; fields: Record<string, string[]> };

const INSIDE = /^\/(?:dashboard|webhook)(?:[/?]|$)/;
/** They end the session, or never end. */
const NEVER = /^\/dashboard\/(?:logout|live|assets|enter)/;

/**
 * Everything that a visitor's pages lead to and ask for. Of the pages of one kind only a few are looked at.
 */
export async function crawl(
  browser: Browser,
  {
    starts,
    kindOf,
    perKind,
  }: { starts: string[]; kindOf: (path: string) => string; perKind: number },
): Promise<Found> {
  const found: Found = { links: new Set(starts), forms: [] };
  const looked = new Map<string, number>();
  const known = new Set<string>();
  for (const path of found.links) {
    const kind = `${kindOf(path)} ${queryNames(path)}`;
    const times = looked.get(kind) ?? 0;
    if (times >= perKind) continue;
    looked.set(kind, times + 1);
    const { text, headers } = await browser.get(path);
    if (!(headers.get("content-type") ?? "").includes("html")) continue;
    for (const link of linksIn(text)) found.links.add(link);
    for (const form of formsIn(text, path)) {
      const key = JSON.stringify(form);
      if (known.has(key)) continue;
      known.add(key);
      found.forms.push(form);
    }
  }
  return found;
}

function queryNames(path: string): string {
  return [...new URL(path, "http://x").searchParams.keys()].toSorted().join();
}

function linksIn(html: string): string[] {
  const links = html.matchAll(/\s(?:href|hx-get|src)="([^"]*)"/g);
  return [...links]
    .map(([, link]) => decoded(link ?? "").split("#")[0] ?? "")
    .filter((link) => INSIDE.test(link) && !NEVER.test(link));
}

/** Forms, and what a button of its own posts. */
function formsIn(html: string, from: string): Form[] {
  const forms: Form[] = [];
  for (const [, attributes = "", inner = ""] of html.matchAll(
    /<form\b([^>]*)>([\s\S]*?)<\/form>/g,
  )) {
    const path = attribute(attributes, "action") ?? attribute(attributes, "hx-post") ?? from;
    if (attribute(attributes, "method") !== "post" || NEVER.test(path)) continue;
    const common = fieldsIn(inner);
    forms.push({ path, fields: common });
    for (const button of inner.matchAll(/<button\b([^>]*)>/g)) {
      const [name, value] = [
        attribute(button[1] ?? "", "name"),
        attribute(button[1] ?? "", "value"),
      ];
      const to = attribute(button[1] ?? "", "formaction") ?? path;
      if (name !== null) forms.push({ path: to, fields: { ...common, [name]: [value ?? ""] } });
    }
  }
  for (const [, attributes = ""] of html.matchAll(/<(?!form)\w+\b([^>]*\shx-post="[^>]*)>/g)) {
    const path = attribute(attributes, "hx-post") ?? from;
    forms.push({ path, fields: given(attribute(attributes, "hx-vals")) });
  }
  return forms.filter(({ path }) => INSIDE.test(path) && !NEVER.test(path));
}

function fieldsIn(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string | null, value: string): void => {
    if (name !== null && name !== "csrf") fields[name] = [...(fields[name] ?? []), value];
  };
  for (const [, attributes = ""] of html.matchAll(/<input\b([^>]*)>/g))
    add(attribute(attributes, "name"), attribute(attributes, "value") ?? "");
  for (const [, attributes = "", text = ""] of html.matchAll(
    /<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g,
  ))
    add(attribute(attributes, "name"), decoded(text));
  for (const [, attributes = "", inner = ""] of html.matchAll(
    /<select\b([^>]*)>([\s\S]*?)<\/select>/g,
  )) {
    const options = [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, one = ""]) => one);
    const chosen = options.find((one) => /\sselected\b/.test(one)) ?? options.at(-1) ?? "";
    add(attribute(attributes, "name"), attribute(chosen, "value") ?? "");
  }
  return fields;
}

function given(values: string | null): Record<string, string[]> {
  if (values === null) return {};
  const read: Record<string, unknown> = JSON.parse(values);
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, [String(value)]]));
}

function attribute(attributes: string, name: string): string | null {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? null : decoded(value);
}

function decoded(html: string): string {
  return html
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
