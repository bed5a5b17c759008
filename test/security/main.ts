import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";
import config from "../../.vitest.config.ts";
import type { Guard } from "./counted.ts";
import { longOnes, proofs } from "./proof.ts";
import { emptyLine, showTally, tallying, type Line } from "./tally.ts";

/** `npm run test:security -- --only Tenants,Fuzz --seed 7`; every guard unless some are named. */
const { values: asked } = parseArgs({
  options: {
    seed: { type: "string" },
    only: { type: "string" },
    bodies: { type: "string", default: "10000" },
  },
});
const seed = Number(asked.seed ?? Math.floor(Math.random() * 2 ** 31));
const only = asked.only?.split(",") ?? null;
const all: Record<string, readonly string[]> = { ...proofs, Fuzz: ["test/security/fuzz.long.ts"] };
const unknown = only?.filter((name) => !(name in all) && name !== "Supply chain") ?? [];
if (unknown.length > 0 || !Number.isInteger(seed) || !(Number(asked.bodies) > 0)) {
  console.error(
    `Options: --seed N --bodies N --only GUARD,GUARD. Guards: ${Object.keys(all).join(", ")}, Supply chain.`,
  );
  process.exit(2);
}
const chosen = Object.entries(all).filter(([guard]) => only === null || only.includes(guard));
const files = chosen.flatMap(([, of]) => of);
process.env["SECURITY_SEED"] = String(seed);
process.env["SECURITY_BODIES"] = asked.bodies;
console.log(`seed ${seed}`);

const tally = tallying(guardOf);
if (files.length > 0) {
  const long = {
    test: {
      name: "security",
      include: [longOnes],
      globalSetup: ["test/db/server.ts"],
      testTimeout: 1_200_000,
      hookTimeout: 600_000,
      maxWorkers: 1,
      sequence: { groupOrder: 2 },
    },
  };
  const vitest = await startVitest(
    "test",
    files,
    { config: false, watch: false, reporters: ["default", tally.reporter] },
    { test: { ...config.test, projects: [...(config.test?.projects ?? []), long] } },
  );
  await vitest.close();
}
const audited = only === null || only.includes("Supply chain");
const lines = tally
  .lines()
  .filter(({ guard, tests }) => (guard === "Supply chain" ? audited : tests > 0));
const rows: Line[] = [];
for (const line of lines) rows.push(line.guard === "Supply chain" ? await supplyChain() : line);
const idle = chosen.filter(([guard]) => !rows.some((row) => row.guard === guard));

console.log(`\n${showTally(rows)}\n`);
for (const failure of tally.failures()) console.error(`NOT held: ${failure}`);
for (const [guard] of idle) console.error(`NOT run: ${guard}`);
mkdirSync("bench", { recursive: true });
const about = {
  at: new Date().toISOString(),
  node: process.version,
  seed,
  bodies: Number(asked.bodies),
};
writeFileSync("bench/security.json", `${JSON.stringify({ ...about, rows }, null, 2)}\n`);
const held = rows.every(({ holds }) => holds) && idle.length === 0 && tally.failures().length === 0;
process.exit(held && process.exitCode !== 1 ? 0 : 1);

function guardOf(file: string): Guard | null {
  for (const [guard, of] of Object.entries(proofs))
    if (of.includes(file) && isGuard(guard)) return guard;
  return file.endsWith("fuzz.long.ts") ? "Fuzz" : null;
}

function isGuard(name: string): name is keyof typeof proofs {
  return name in proofs;
}

/** What the registry knows of the packages that are installed; one that does not answer proves nothing, either way. */
async function supplyChain(): Promise<Line> {
  const line = emptyLine("Supply chain");
  const began = performance.now();
  const output = await new Promise<string>((done) => {
    execFile(
      "npm",
      ["audit", "--audit-level=high", "--json"],
      { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout) => done(stdout),
    );
  });
  const found = vulnerabilities(output);
  line.durationMs = performance.now() - began;
  if (found === null) return { ...line, notes: ["the registry's audit has not answered"] };
  return {
    ...line,
    attempts: found.packages,
    refused: found.packages - found.high,
    holds: found.high === 0,
    notes: [`${found.high} high or critical in ${found.packages} packages`],
  };
}

function vulnerabilities(output: string): { high: number; packages: number } | null {
  try {
    const report: {
      metadata?: { vulnerabilities: Record<string, number>; dependencies: { total: number } };
    } = JSON.parse(output);
    if (!report.metadata) return null;
    const { high = 0, critical = 0 } = report.metadata.vulnerabilities;
    return { high: high + critical, packages: report.metadata.dependencies.total };
  } catch {
    return null;
  }
}
