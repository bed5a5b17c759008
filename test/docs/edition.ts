import { existsSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import { pages, page, type Page } from "./page.ts";

const root = resolve(import.meta.dirname, "../..");
/** For programmers: in English only, as the README says. */
const ENGLISH_ONLY = ["docs/graphql.md"];

const languages = ["uk", "ru"] as const;

export type Edition = { path: string; english: Page; own: Page; language: "uk" | "ru" };

/** Every page that stands in three languages, twice: beside its Ukrainian and beside its Russian edition. */
export function editions(): Edition[] {
  return forEverybody().flatMap((path) =>
    languages.flatMap((language) => {
      const own = editionOf(path, language);
      return isThere(own) ? [{ path: own, english: page(path), own: page(own), language }] : [];
    }),
  );
}

/** Editions that nobody has written. */
export function missingEditions(): string[] {
  return forEverybody()
    .flatMap((path) => languages.map((language) => editionOf(path, language)))
    .filter((path) => !isThere(path));
}

/** Where the edition of a page stands, whether it is there or not. */
function editionOf(path: string, language: "uk" | "ru"): string {
  const moved = path === "README.md" ? "docs/README.md" : path;
  return moved.replace(/\.md$/, `.${language}.md`);
}

/** What is the same in every edition, in its order. */
export function shape(text: string): Record<string, string[]> {
  const plain = bare(text);
  return {
    headings: each(plain, /^#+(?= )/gm),
    blocks: each(withoutBench(text), /^ *```[^]*?^ *```$/gm),
    rows: each(plain, /^ *\|(?: `[^`]+` \||(?=.))/gm),
    items: each(plain, /^ *(?:-|\d+\.)(?= )/gm),
    commands: each(plain, /`\/[a-z_]+/g).toSorted(),
    settings: each(plain, /`[A-Z][A-Z0-9]*_[A-Z0-9_]+(?==|`)/g).toSorted(),
  };
}

/** Files and pages that a page leads to, wherever it stands and whatever its language is; its line of languages left out. */
export function targets({ path, text }: Page): string[] {
  return linksIn(text)
    .map((link) => targetOf(path, link))
    .map((link) => link.replace(/^docs\/README\.md(?=#?$)/, "README.md"))
    .toSorted();
}

/** Links to an English page where the page's own language has one. */
export function strayLinks({ path, text }: Page, language: "uk" | "ru"): string[] {
  return linksIn(text).filter((link) => {
    const [file = ""] = link.split("#");
    if (!file.endsWith(".md") || /\.(?:uk|ru)\.md$/.test(file) || /^https?:/.test(file))
      return false;
    return isThere(editionOf(normalize(join(dirname(path), file)), language));
  });
}

function forEverybody(): string[] {
  return pages()
    .map(({ path }) => path)
    .filter((path) => path === "README.md" || /^docs\/[\w-]+\.md$/.test(path))
    .filter((path) => !ENGLISH_ONLY.includes(path));
}

function isThere(path: string): boolean {
  return existsSync(join(root, path));
}

function linksIn(text: string): string[] {
  const shown = bare(text).replace(/^\[(?:English|Українською|По-русски)\].*$/gm, "");
  return [
    ...[...shown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link),
    ...[...shown.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, link = ""]) => link),
  ];
}

function targetOf(from: string, link: string): string {
  if (/^https?:/.test(link)) return link;
  const [file = "", anchor] = link.split("#");
  const path = file === "" ? from : normalize(join(dirname(from), file));
  const own = path.replace(/\.(?:uk|ru)\.md$/, ".md").replace(/-(?:uk|ru)\.png$/, "-en.png");
  return anchor === undefined ? own : `${own}#`;
}

/** Without blocks of code, and without the table of figures, which the English README holds alone. */
function bare(text: string): string {
  return withoutBench(text)
    .replace(/^ *```[^]*?^ *```$/gm, "")
    .replace(/<!--[^]*?-->/g, "");
}

function withoutBench(text: string): string {
  return text.replace(/<!-- bench -->[^]*<!-- \/bench -->/, "");
}

function each(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => found);
}
