import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { firstCells, page, pages, read, section } from "./page.ts";
import { shellBlocks } from "./shell.ts";

const newcomer = "test/flows/newcomer.test.ts";
const graphql = "test/docs/graphql-command.test.ts";

/** Which test runs the blocks of a page, in their order. The editions have the same blocks (edition.test.ts). */
const blocks: Record<string, string[]> = {
  // The second is the file `.env`: its names are held to the settings below.
  "README.md": [newcomer, "test/docs/command.test.ts", newcomer],
  "CONTRIBUTING.md": [newcomer, newcomer],
  "docs/graphql.md": Array.from({ length: 7 }, () => graphql),
  "docs/webhooks.md": [newcomer],
};

const onServer = "test/deploy/place.test.ts";

/**
 * A server of one's own, with root, systemd, containers and a domain. Which test holds each block to the files and the
 * product; the tests of images, backups, updates and keys run the same programs in folders of their own.
 */
const held: Record<string, string[]> = {
  "docs/operations.md": [
    onServer,
    onServer,
    onServer,
    onServer,
    "test/flows/container.test.ts",
    "test/flows/backup.test.ts",
    "test/flows/backup.test.ts",
    "test/flows/container.test.ts",
    "test/deploy/upgrade.db.test.ts",
    "test/bot/rotation.db.test.ts",
  ],
};

/** Which test runs a script. What `check` runs, CI runs; what takes minutes or an hour is a command of its own. */
const scripts: Record<string, string> = {
  start: newcomer,
  dev: newcomer,
  sandbox: newcomer,
  build: newcomer,
  prepare: newcomer,
  routes: newcomer,
  "record-case": newcomer,
  "db:generate": newcomer,
  format: newcomer,
  "keys:rotate": newcomer,
  golden: newcomer,
  typecheck: "check",
  lint: "check",
  "format:check": "check",
  unused: "check",
  test: "check",
  "test:unit": "check",
  check: ".ci/run",
  "test:faults": "alone",
  "test:security": "alone",
  "test:mutants": "alone",
  bench: "alone",
};

test("every block for a shell is run by a test that is named here", () => {
  for (const shown of pages().filter(({ path }) => !/\.(?:uk|ru)\.md$/.test(path))) {
    const by = blocks[shown.path] ?? held[shown.path] ?? [];
    expect([shown.path, shellBlocks(shown).length]).toEqual([shown.path, by.length]);
    expect(by.filter((path) => !existsSync(path))).toEqual([]);
  }
});

test.each(
  Object.entries(blocks).flatMap(([path, by]) =>
    [...new Set(by)].map((one) => ({ path, by: one })),
  ),
)("$by takes the blocks from $path itself", ({ path, by }) => {
  expect(existsSync(by)).toBe(true);
  expect(read(by)).toContain(path);
});

test("every block is shell, and the files of ours that it names are there", () => {
  for (const shown of pages())
    for (const block of shellBlocks(shown)) {
      execFileSync("sh", ["-n"], { input: block });
      const named = [...block.matchAll(/(?<![\w/])deploy\/[\w.-]+/g)].map(([path]) => path);
      expect([shown.path, named.filter((path) => !existsSync(path))]).toEqual([shown.path, []]);
    }
});

test("every script is run: by a test, by CI, or alone because it takes long", () => {
  const shape = z.object({ scripts: z.record(z.string(), z.string()) });
  const own = shape.parse(JSON.parse(read("package.json"))).scripts;
  expect(Object.keys(scripts).toSorted()).toEqual(Object.keys(own).toSorted());
  expect(read(".ci/run")).toContain("npm run check");
  for (const [name, by] of Object.entries(scripts)) {
    if (by === "alone") expect(own[name]).toMatch(/node --import tsx test\/\w+\/main\.ts$/);
    else if (by.endsWith(".ts")) expect([name, read(by).includes(name)]).toEqual([name, true]);
  }
});

test("pages name scripts and programs that are there", () => {
  const known = firstCells(section(page("README.md"), "Development"));
  for (const { path, text } of pages()) {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect([path, named.filter((name) => !known.includes(name))]).toEqual([path, []]);
  }
});

test("the file .env of the README names settings", () => {
  const [, env = ""] = shellBlocks(page("README.md"));
  const named = env
    .trim()
    .split("\n")
    .map((line) => line.split("=")[0] ?? "");
  const known = firstCells(page("docs/settings.md").text);
  expect(named).toHaveLength(3);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
