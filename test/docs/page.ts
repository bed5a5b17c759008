import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A page of the documentation, by its path from the root. */
export type Page = { path: string; text: string };

export function page(path: string): Page {
  return { path, text: read(path) };
}

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Every Markdown page of the project. */
export function pages(): Page[] {
  const top = readdirSync(root).filter((name) => name.endsWith(".md"));
  const docs = readdirSync(join(root, "docs"), { encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  return [...top, ...docs].map(page);
}

/** The text under a heading, up to the next one of the same or a higher level. */
export function section({ text }: Page, heading: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.replace(/^#+ /, "") === heading);
  if (from < 0) throw new Error(`no heading «${heading}»`);
  const level = levelOf(lines[from] ?? "");
  const length = lines.slice(from + 1).findIndex((line) => inRange(levelOf(line), level));
  return lines.slice(from + 1, length < 0 ? lines.length : from + 1 + length).join("\n");
}

/** What stands in code marks at the beginning of the rows of a section's tables. */
export function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
}

/** Links and pictures that lead to no file, or to a heading that is not there. */
export function brokenLinks({ path, text }: Page): string[] {
  const shown = text.replace(/```[\s\S]*?```/g, "");
  const links = [
    ...[...shown.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? ""),
    ...[...shown.matchAll(/\b(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? ""),
  ];
  return links.filter((link) => !/^https?:/.test(link) && !resolves(path, link));
}

function resolves(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const path = file === "" ? from : join(dirname(from), file);
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || anchors(read(path)).includes(decodeURIComponent(anchor));
}

/** Headings as the code hosts turn them into anchors. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function levelOf(line: string): number {
  return /^(#+) /.exec(line)?.[1]?.length ?? 0;
}

function inRange(level: number, most: number): boolean {
  return level > 0 && level <= most;
}
