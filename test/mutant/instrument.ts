import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** One change of a source; `id` stays the same while the sources do. */
export type Mutant = { id: string; at: string; line: number; was: string; is: string };

/** The sources of a core with all its mutants in them, each asleep until its id is set, by their paths. */
export async function instrumented(
  paths: readonly string[],
): Promise<{ sources: Map<string, string>; mutants: Mutant[] }> {
  const files = paths.map((path) => ({
    name: path,
    mutate: true,
    content: readFileSync(path, "utf8"),
  }));
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  const made = await new Instrumenter(silent).instrument(files, options);
  const originals = new Map(files.map(({ name, content }) => [name, content.split("\n")]));
  return {
    sources: new Map(made.files.map(({ name, content }) => [resolve(name), content])),
    mutants: made.mutants.map(({ id, fileName, location: { start, end }, replacement }) => ({
      id,
      at: fileName,
      line: start.line + 1,
      was: cut(originals.get(fileName) ?? [], start, end),
      is: replacement,
    })),
  };
}

type Place = { line: number; column: number };

function cut(lines: readonly string[], start: Place, end: Place): string {
  const part = lines.slice(start.line, end.line + 1);
  const last = part.length - 1;
  return part
    .map((text, index) =>
      text.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined),
    )
    .join("\n");
}

const quiet = (): void => {};
const off = (): boolean => false;
const silent = {
  isTraceEnabled: off,
  isDebugEnabled: off,
  isInfoEnabled: off,
  isWarnEnabled: off,
  isErrorEnabled: off,
  isFatalEnabled: off,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};
