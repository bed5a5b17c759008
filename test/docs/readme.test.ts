import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Api } from "grammy";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { registerCommands } from "../../src/bot/commands.ts";
import { enBotTeam } from "../../src/texts/en-bot-team.ts";
import { editions } from "./edition.ts";
import { brokenLinks, firstCells, page, pages, read, section, type Page } from "./page.ts";

const readme = page("README.md");
const commandPage = page("docs/commands.md");

/** Commands of BotFather, and paths of the HTTP side. */
const elsewhere = ["/newbot", "/revoke", "/sandbox", "/metrics", "/graphql"];

/** The README and the pages that stand in three languages. */
function forUsers(): Page[] {
  return [readme, ...editions().flatMap(({ english, own }) => [english, own])];
}

async function registered(): Promise<string[]> {
  const names = new Set<string>();
  const api = new Api("1:not-a-token");
  vi.spyOn(api, "setMyCommands").mockImplementation((commands) => {
    for (const { command } of commands) names.add(`/${command}`);
    return Promise.resolve(true);
  });
  await registerCommands(api);
  return [...names].toSorted();
}

function settings(): string[] {
  return [
    ...`${read("src/config.ts")}${read("src/config-model.ts")}`.matchAll(
      /^ {2}([A-Z][A-Z0-9_]+): /gm,
    ),
  ]
    .map((match) => match[1] ?? "")
    .toSorted();
}

function scripts(): string[] {
  const shape = z.object({ scripts: z.record(z.string(), z.string()) });
  return Object.keys(shape.parse(JSON.parse(read("package.json"))).scripts).toSorted();
}

test("the table of commands holds the commands that the bot registers, and no other", async () => {
  const table = section(commandPage, "Commands").split("## Cards in a chat")[0] ?? "";
  expect(firstCells(table).toSorted()).toEqual(await registered());
});

test.each(forUsers())("$path names only commands that exist", async ({ text }) => {
  const known = new Set([...(await registered()), ...elsewhere]);
  const named = [...text.matchAll(/`(\/[a-z]+)(?=[` [@])/g)].map((match) => match[1] ?? "");
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test("the table of settings and .env.example hold the settings that are read, and no other", () => {
  const example = [...read(".env.example").matchAll(/^#([A-Z][A-Z0-9_]+)=/gm)].map(
    (match) => match[1] ?? "",
  );
  expect(firstCells(page("docs/settings.md").text).toSorted()).toEqual(settings());
  expect(example.toSorted()).toEqual(settings());
});

test("the table of scripts holds the scripts of package.json, and no other", () => {
  expect(firstCells(section(readme, "Development")).toSorted()).toEqual(scripts());
});

test.each(pages())("$path runs only scripts that exist", ({ text }) => {
  const run = [...text.matchAll(/\bnpm run ([a-z][a-z:-]*)/g)].map((match) => match[1] ?? "");
  expect(run.filter((name) => !scripts().includes(name))).toEqual([]);
});

test("the packages for a whole test run are those that CI installs", () => {
  const named = /Debian packages[^`]*`([^`]+)`/.exec(section(readme, "Development"))?.[1];
  const installed = /apt-get install -y -qq (.+)$/m.exec(read(".ci/run"))?.[1];
  expect(named).toBe(installed);
});

test("every reason that /health gives is explained", () => {
  const reasons = [...enBotTeam.matchAll(/^(?:hook|health-chat)-[\w-]+ = (.+)$/gm)]
    .map((match) => match[1] ?? "")
    .filter((reason) => !reason.includes("{"));
  const explained = section(page("docs/troubleshooting.md"), "Reasons in /health");
  expect(reasons.length).toBeGreaterThan(20);
  expect(reasons.filter((reason) => !explained.includes(`| ${reason} |`))).toEqual([]);
});

test.each(pages())("links and pictures of $path resolve", (shown) => {
  expect(brokenLinks(shown)).toEqual([]);
});

test("every picture is shown and smaller than 200 KB", () => {
  const folder = join(import.meta.dirname, "../../docs/pictures");
  const shown = pages()
    .map(({ text }) => text)
    .join("\n");
  for (const name of readdirSync(folder)) {
    expect(shown).toContain(`pictures/${name}`);
    expect(statSync(join(folder, name)).size).toBeLessThan(200 * 1024);
  }
});
