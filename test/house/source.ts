import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export type Source = { path: string; text: string };

/** Files of the project under a folder, by their paths from the root, with their texts. */
export function sources(folder: string, ending = /\.tsx?$/): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path))
    .toSorted((a, b) => a.localeCompare(b))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** `path:line` of every match outside comments. */
export function hits(files: readonly Source[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(withoutComment(line)) ? [`${path}:${index + 1}`] : [],
      ),
  );
}

function withoutComment(line: string): string {
  return line.replace(/^\s*(?:\/\/|\/?\*).*/, "").replace(/\/\*\*.*?\*\//g, "");
}
