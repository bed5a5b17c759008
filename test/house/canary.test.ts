import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** What every planted file may lean on; none of it is a violation. */
const innocent: Record<string, string> = {
  "src/lib/tool.ts": "export const tool = 1;\n",
  "src/calls/call.ts":
    'import { tool } from "../lib/tool.ts";\n\nexport type Call = { key: string };\nexport const calls = tool;\n',
  "src/calls/store.ts": "export const now = (): number => Date.now();\n",
  "src/bot/page.ts": "export const page = 1;\n",
  "src/calls/full.ts": filler(300),
};

const planted: { name: string; file: string; source: string; rule: string }[] = [
  {
    name: "an upward import",
    file: "src/lib/upward.ts",
    source: 'import { calls } from "../calls/call.ts";\n\nexport const up = calls;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "an upward import from a nested folder",
    file: "src/db/schema/nested.ts",
    source: 'import { calls } from "../../calls/call.ts";\n\nexport const up = calls;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "an upward import in a tsx file",
    file: "src/desk/view.tsx",
    source: 'import { page } from "../bot/page.ts";\n\nexport const up = page;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "an upward import of a type",
    file: "src/lib/type-only.ts",
    source:
      'import type { Call } from "../calls/call.ts";\n\nexport const keyOf = (call: Call): string => call.key;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "an upward import at run time",
    file: "src/lib/dynamic.ts",
    source: 'export const up = async (): Promise<unknown> => import("../calls/call.ts");\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "another room's store",
    file: "src/telephony/service.ts",
    source: 'import { now } from "../calls/store.ts";\n\nexport const at = now;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "a scoped package of another room",
    file: "src/calls/runner-service.ts",
    source: 'import { run } from "@grammyjs/runner";\n\nexport const start = run;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "the database driver outside its room",
    file: "src/business/store.ts",
    source: 'import pg from "pg";\n\nexport const pool = pg;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "an impure global in a pure file",
    file: "src/calls/impure.ts",
    source: "export const home = (): string | undefined => process.env.HOME;\n",
    rule: "eslint(no-restricted-globals)",
  },
  {
    name: "a promise nobody waits for",
    file: "src/calls/floating-service.ts",
    source:
      "const later = async (): Promise<void> => {};\n\nexport function start(): void {\n  later();\n}\n",
    rule: "typescript(no-floating-promises)",
  },
  {
    name: "a file of 301 lines",
    file: "src/calls/long.ts",
    source: filler(301),
    rule: "eslint(max-lines)",
  },
];

/** The rest of what .oxlint.mjs names. */
const alsoPlanted: typeof planted = [
  {
    name: "a cycle",
    file: "src/calls/hen.ts",
    source: 'import { egg } from "./egg.ts";\n\nexport const hen = (): number => egg();\n',
    rule: "import(no-cycle)",
  },
  {
    name: "the other end of the cycle",
    file: "src/calls/egg.ts",
    source: 'import { hen } from "./hen.ts";\n\nexport const egg = (): number => hen();\n',
    rule: "import(no-cycle)",
  },
  {
    name: "a default export",
    file: "src/calls/default.ts",
    source: "export default 1;\n",
    rule: "import(no-default-export)",
  },
  {
    name: "the clock in a pure file",
    file: "src/calls/clock-reader.ts",
    source: "export const now = (): number => Date.now();\n",
    rule: "eslint(no-restricted-properties)",
  },
  {
    name: "chance in a pure file",
    file: "src/calls/dice.ts",
    source: "export const roll = (): number => Math.random();\n",
    rule: "eslint(no-restricted-properties)",
  },
  {
    name: "the disk in a pure file",
    file: "src/calls/disk.ts",
    source: 'import { readFileSync } from "node:fs";\n\nexport const read = readFileSync;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "a store in a pure file of its own room",
    file: "src/calls/sneaky.ts",
    source: 'import { now } from "./store.ts";\n\nexport const at = now;\n',
    rule: "eslint(no-restricted-imports)",
  },
  {
    name: "any",
    file: "src/calls/any.ts",
    source: "export const key = (call: any): string => String(call);\n",
    rule: "typescript(no-explicit-any)",
  },
  {
    name: "a type imported as a value",
    file: "src/calls/typed.ts",
    source:
      'import { Call } from "./call.ts";\n\nexport const keyOf = (call: Call): string => call.key;\n',
    rule: "typescript(consistent-type-imports)",
  },
  {
    name: "a promise where a plain callback is meant",
    file: "src/calls/misused-service.ts",
    source: "export const start = (): void => [1].forEach(async () => {});\n",
    rule: "typescript(no-misused-promises)",
  },
  {
    name: "a switch that forgets a case",
    file: "src/calls/switch.ts",
    source:
      'export function side(way: "in" | "out"): number {\n  switch (way) {\n    case "in":\n      return 1;\n  }\n  return 0;\n}\n',
    rule: "typescript(switch-exhaustiveness-check)",
  },
  {
    name: "a file name in another case",
    file: "src/calls/camelCase.ts",
    source: "export const x = 1;\n",
    rule: "unicorn(filename-case)",
  },
  {
    name: "the console",
    file: "src/calls/talk-service.ts",
    source: 'export const talk = (): void => console.log("x");\n',
    rule: "eslint(no-console)",
  },
];

let house = "";
let found: { file: string; rule: string }[] = [];

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "frontdesk-canary-"));
  for (const name of [".oxlint.mjs", "tsconfig.json", "package.json"])
    cpSync(join(root, name), join(house, name));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "dir");
  const all = [
    ...Object.entries(innocent),
    ...[...planted, ...alsoPlanted].map(({ file, source }) => [file, source] as const),
  ];
  for (const [file, source] of all) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), source);
  }
  found = lint(house);
}, 60_000);

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

test.each([...planted, ...alsoPlanted])("the lint finds $name", ({ file, rule }) => {
  expect(found).toContainEqual({ file, rule });
});

test("the lint finds nothing in what is allowed", () => {
  expect(found.filter(({ file }) => Object.hasOwn(innocent, file))).toEqual([]);
});

function filler(lines: number): string {
  return Array.from({ length: lines }, (_, n) => `export const line${n} = ${n};\n`).join("");
}

function lint(at: string): { file: string; rule: string }[] {
  const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
  const args = [oxlint, "-c", ".oxlint.mjs", "--type-aware", "--format", "json", "src"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: at, encoding: "utf8" });
  const read: unknown = JSON.parse(stdout);
  if (!hasDiagnostics(read)) throw new Error(`oxlint did not run: ${stderr}`);
  return read.diagnostics.map(({ filename, code }) => ({ file: filename, rule: code }));
}

function hasDiagnostics(
  read: unknown,
): read is { diagnostics: { filename: string; code: string }[] } {
  return (
    typeof read === "object" &&
    read !== null &&
    "diagnostics" in read &&
    Array.isArray(read.diagnostics)
  );
}
