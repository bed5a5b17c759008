import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { is } from "drizzle-orm";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as agent from "../../src/db/schema/agent.ts";
import * as booking from "../../src/db/schema/booking.ts";
import * as business from "../../src/db/schema/business.ts";
import * as calls from "../../src/db/schema/calls.ts";
import * as channel from "../../src/db/schema/channel.ts";
import * as crm from "../../src/db/schema/crm.ts";
import * as event from "../../src/db/schema/event.ts";
import * as sandbox from "../../src/db/schema/sandbox.ts";
import * as session from "../../src/db/schema/session.ts";
import * as speech from "../../src/db/schema/speech.ts";
import * as telegram from "../../src/db/schema/telegram.ts";
import * as webhook from "../../src/db/schema/webhook.ts";
import { page, section } from "./page.ts";

/** Every file of `src/db/schema` but the columns' own. */
const files = {
  agent,
  booking,
  business,
  calls,
  channel,
  crm,
  event,
  sandbox,
  session,
  speech,
  telegram,
  webhook,
};
const shown = page("docs/data.md");

test("every file of tables is looked at", () => {
  const there = readdirSync(join(import.meta.dirname, "../../src/db/schema"));
  const own = there.map((name) => name.replace(/\.ts$/, "")).filter((name) => name !== "column");
  expect(Object.keys(files).toSorted()).toEqual(own.toSorted());
});

test("every table belongs to a row of the page on data about people", () => {
  const named = [...groups().values()].flat();
  expect(named.toSorted()).toEqual(tables().toSorted());
  expect(new Set(named).size).toBe(named.length);
});

test("each group of tables is a row of «What is kept», but the sandbox, which the line below tells of", () => {
  const kept = section(shown, "What is kept");
  const rows = kept.split("\n").filter((line) => /^\| (?!what|---)/.test(line));
  expect(rows).toHaveLength(groups().size - 1);
  expect(kept).toContain("The demo of the sandbox");
});

/** The hidden list below the page: a row's word, and its tables. */
function groups(): Map<string, string[]> {
  const list = /<!-- tables\n([^]*?)-->/.exec(shown.text)?.[1] ?? "";
  return new Map(
    [...list.matchAll(/^(\w+): (.+)$/gm)].map(([, word = "", names = ""]) => [
      word,
      names.split(" "),
    ]),
  );
}

function tables(): string[] {
  return Object.values(files)
    .flatMap((file) => Object.values<unknown>(file))
    .filter((one) => is(one, PgTable))
    .map((table) => {
      const { schema: within, name } = getTableConfig(table);
      return within === undefined ? name : `${within}.${name}`;
    });
}
