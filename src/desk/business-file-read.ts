import { findNodeAtLocation, parseTree, type Node, type ParseError } from "jsonc-parser";
import type { z } from "zod";
import {
  fileShape,
  refusals,
  strictShape,
  type BusinessFile,
  type Refusal,
} from "./business-file.ts";

/** A value that cannot be taken, and why. */
export type FileProblem = FilePlace & { wrong: Refusal };

/** What a document says, with the keys that nobody knows; or everything that is wrong with it. */
export type FileRead =
  | { file: BusinessFile; unknown: FilePlace[]; at: (path: Path) => FilePlace }
  | { problems: FileProblem[] };

/** Where something stands in what a person wrote: "masters[2].hours.mon", and its line from 1. */
export type FilePlace = { path: string; line: number };

/** Reads a business file in JSON: whole or not at all. */
export function readBusinessFile(written: string): FileRead {
  const text = written.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [broken] = errors;
  if (broken || !tree)
    return { problems: [{ path: "", line: lineAt(text, broken?.offset ?? 0), wrong: "syntax" }] };
  const value: unknown = JSON.parse(text);
  return readValue(value, (path) => lineOf(tree, text, path));
}

/** The same for a value that was read from elsewhere; `line` knows where a path stands in what a person wrote. */
export function readValue(value: unknown, line: (path: Path) => number): FileRead {
  const strict = strictShape.safeParse(value);
  const issues = strict.success ? [] : strict.error.issues;
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  const read = fileShape.safeParse(value);
  const at = (path: Path): FilePlace => ({ path: shown(path), line: line(path) });
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => ({ ...at(issue.path), wrong: codeOf(issue) })),
    };
  const wrong = twiceGiven(read.data);
  if (wrong.length > 0)
    return { problems: wrong.map((one) => ({ ...at(one.path), wrong: one.wrong })) };
  return { file: read.data, unknown: unknown.map(at), at };
}

/** Keys and indexes from the document's root. */
export type Path = readonly PropertyKey[];
export type Wrong = { path: Path; wrong: Refusal };

function codeOf({ message }: z.core.$ZodIssue): Refusal {
  return refusals.find((code) => code === message) ?? "wrong";
}

function twiceGiven({ services, masters, clients, bookings }: BusinessFile): Wrong[] {
  const lists = { services, masters, clients, bookings };
  return Object.entries(lists).flatMap(([key, rows = []]) => {
    const seen = new Set<string>();
    return rows.flatMap(({ id }, i): Wrong[] => {
      if (seen.has(id)) return [{ path: [key, i, "id"], wrong: "twice" }];
      seen.add(id);
      return [];
    });
  });
}

function shown(path: Path): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

function lineOf(tree: Node, text: string, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const part = path.slice(0, depth).map((one) => (typeof one === "number" ? one : String(one)));
    const found = findNodeAtLocation(tree, part);
    if (found) return lineAt(text, found.offset);
  }
  return 1;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
