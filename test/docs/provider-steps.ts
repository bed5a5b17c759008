import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A block of code that the page says to write into a file: whole, or as a difference. */
export type Step = { path: string; kind: "new" | "change"; code: string };

/** The blocks under a heading that stand after «New file `…`:» or «In `…`:». */
export function stepsIn(text: string): Step[] {
  const blocks = text.matchAll(/^(New file|In) `([^`]+)`:\n\n```\w+\n([^]*?)^```$/gm);
  return [...blocks].map(([, how, path = "", code = ""]) => ({
    path,
    kind: how === "In" ? "change" : "new",
    code,
  }));
}

/** Does in a folder what a step says; throws where the page and the code are at odds. */
export function apply(folder: string, { path, kind, code }: Step): void {
  const file = join(folder, path);
  if (kind === "new") {
    if (existsSync(file)) throw new Error(`${path} is there already`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    return;
  }
  const lines = code.trimEnd().split("\n");
  const before = lines.filter((line) => !line.startsWith("+")).map((line) => line.slice(1));
  const after = lines.filter((line) => !line.startsWith("-")).map((line) => line.slice(1));
  const text = readFileSync(file, "utf8");
  const parts = text.split(before.join("\n"));
  if (parts.length !== 2)
    throw new Error(`${path} has ${parts.length - 1} times:\n${before.join("\n")}`);
  writeFileSync(file, parts.join(after.join("\n")));
}
