import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { createMetrics } from "../../src/metrics.ts";
import { page, pages, section } from "../docs/page.ts";

const read = (name: string): string => readFileSync(resolve("deploy", name), "utf8");
const alerts = read("alerts.yaml");
const dashboard = read("grafana.json");

/** Functions and words of PromQL that our expressions may use. */
const KNOWN = new Set(
  "sum max by on unless or rate increase histogram_quantile label_values".split(" "),
);
/** The scraper's own, and those of node_exporter. */
const FOREIGN = /^(?:up|node_filesystem_\w+)$/;

const panelShape = z.object({
  title: z.string(),
  targets: z.array(z.object({ expr: z.string() })).optional(),
});
const { panels } = z.object({ panels: z.array(panelShape) }).parse(JSON.parse(dashboard));
const drawn = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const watched = [...alerts.matchAll(/^ {8}expr: (.+)$/gm)].map(([, expr = ""]) => expr);

/** The names under which a process tells its figures, histograms with what belongs to them. */
async function told(): Promise<Set<string>> {
  const metrics = createMetrics(() => Promise.resolve({ jobAgeMs: 1, unfolded: 0, followups: 0 }));
  const names = new Set<string>();
  for (const line of (await metrics.text()).split("\n")) {
    const [, name = "", kind = ""] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    const own = kind === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name];
    for (const one of own) if (one !== "") names.add(one);
  }
  return names;
}

/** The metrics that an expression asks for: what stands neither in quotes, in braces nor after «by». */
function asked(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/\b(?:by|on)\s*\([^)]*\)/g, "")
    .replace(/\[[^\]]*\]/g, "");
  return [...bare.matchAll(/(?<![\w.])[a-z_]\w+/g)]
    .map(([name]) => name)
    .filter((name) => !KNOWN.has(name));
}

test("the dashboard and the alerts ask only for figures that a process tells", async () => {
  const names = await told();
  expect(drawn.length).toBeGreaterThan(20);
  expect(watched.length).toBeGreaterThan(10);
  const unknown = [...drawn, ...watched]
    .flatMap(asked)
    .filter((name) => !names.has(name) && !FOREIGN.test(name));
  expect(unknown).toEqual([]);
});

test("each figure of ours is on the dashboard and in the table of the documents", async () => {
  const families = new Set(
    [...(await told())]
      .filter((name) => name.startsWith("frontdesk_"))
      .map((name) => name.replace(/_(?:bucket|count|sum)$/, "")),
  );
  const missing = [...families].filter(
    (family) => !drawn.flatMap(asked).some((name) => name.startsWith(family)),
  );
  expect(missing).toEqual([]);
  const editions = pages().filter(({ path }) => /^docs\/operations(?:\.\w\w)?\.md$/.test(path));
  expect(editions).toHaveLength(3);
  for (const { path, text } of editions) {
    const named = [...text.matchAll(/^\| `(frontdesk_\w+)` \|/gm)].map(([, name = ""]) => name);
    expect(named.toSorted(), path).toEqual([...families].toSorted());
  }
});

test("every expression is closed where it opens, and every alert says what it is about", () => {
  for (const expression of [...drawn, ...watched]) {
    const open: string[] = [];
    for (const [sign] of expression.replace(/"[^"]*"/g, "").matchAll(/[(){}[\]]/g)) {
      if ("([{".includes(sign)) open.push(sign);
      else expect(`${open.pop() ?? ""}${sign}`, expression).toMatch(/^(?:\(\)|\[\]|\{\})$/);
    }
    expect(open, expression).toEqual([]);
  }
  const rules = alerts.split(/^ {6}- alert: /m).slice(1);
  expect(rules).toHaveLength(watched.length);
  for (const rule of rules) {
    expect(rule).toMatch(/^ {8}labels: \{ severity: (?:critical|warning) \}$/m);
    expect(rule).toMatch(/^ {10}summary: ".+"$/m);
  }
});

test("every alert stands in the table of what to do, by its name", () => {
  const names = [...alerts.matchAll(/^ {6}- alert: (\w+)$/gm)].map(([, name = ""]) => name);
  const table = section(page("docs/operations.md"), "What to do when");
  expect(names.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});
