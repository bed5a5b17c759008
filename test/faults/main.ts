import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { shutDown } from "../../src/db/embedded-server.ts";
import { killPrograms } from "../flows/program.ts";
import { randomOf } from "../flows/random.ts";
import { clock } from "./clock.ts";
import { chats } from "./chats.ts";
import type { Fault, Row } from "./fault.ts";
import { kill } from "./kill.ts";
import { postgres } from "./postgres.ts";
import { model } from "./model.ts";
import { network } from "./network.ts";
import { provider } from "./provider.ts";
import { recording } from "./recording.ts";
import { soak } from "./soak.ts";
import { start } from "./start.ts";
import { holds, showTable } from "./table.ts";
import { telegram } from "./telegram.ts";
import { three, two } from "./two.ts";
import { updates } from "./updates.ts";

/** In the order of the table of faults in the design; they run in an order that the seed draws. */
const faults: readonly Fault[] = [
  kill,
  updates,
  postgres,
  two,
  three,
  start,
  clock,
  telegram,
  chats,
  provider,
  recording,
  model,
  network,
  soak,
];

const { values: asked } = parseArgs({
  options: {
    seed: { type: "string" },
    only: { type: "string" },
    kills: { type: "string", default: "50" },
    "soak-minutes": { type: "string", default: "20" },
  },
});
const seed = Number(asked.seed ?? Math.floor(Math.random() * 2 ** 31));
const only = asked.only?.split(",") ?? faults.map(({ name }) => name);
const kills = Number(asked.kills);
const minutes = Number(asked["soak-minutes"]);
const unknown = only.filter((name) => !faults.some((fault) => fault.name === name));
if (unknown.length > 0 || !(kills > 0) || !(minutes > 0) || !Number.isInteger(seed)) {
  const names = faults.map(({ name }) => name).join(", ");
  console.error(
    `${unknown.length > 0 ? `No such fault: ${unknown.join(", ")}. ` : ""}Options: --seed N --kills N --soak-minutes N --only NAME,NAME. Faults: ${names}.`,
  );
  process.exit(2);
}

process.once("exit", killPrograms);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    // The fault that runs loses its servers in the middle of something.
    process.on("uncaughtException", () => undefined);
    void leaveNothing().finally(() => process.exit(130));
  });

console.log(`seed ${seed}`);
const rows: Row[] = [];
const chosen = faults.filter(({ name }) => only.includes(name));
for (const fault of randomOf(seed).shuffled(chosen)) {
  rows.push(await rowOf(fault));
  await leaveNothing();
}
rows.sort((a, b) => placeOf(a) - placeOf(b));
console.log(`\n${showTable(rows)}\n`);
mkdirSync("bench", { recursive: true });
const about = { at: new Date().toISOString(), node: process.version, seed, kills, minutes };
writeFileSync("bench/faults.json", `${JSON.stringify({ ...about, rows }, null, 2)}\n`);
process.exit(rows.every(holds) ? 0 : 1);

async function rowOf(fault: Fault): Promise<Row> {
  const { name, title } = fault;
  const began = performance.now();
  const say = (line: string): void => console.log(`${name}: ${line}`);
  say("begins");
  const random = randomOf(seedOf(name));
  const done = await fault.run({ random, minutes, kills, say }).then(
    (figures) => ({ figures, error: null }),
    (error: unknown) => ({ figures: null, error: wordsOf(error) }),
  );
  const row = { name, title, seed, durationMs: performance.now() - began, ...done };
  say(row.error ?? (holds(row) ? "holds" : "does NOT hold"));
  return row;
}

/** Each fault draws its own numbers, whichever others run. */
function seedOf(name: string): number {
  let mixed = seed;
  for (const sign of name) mixed = (Math.imul(mixed, 31) + (sign.codePointAt(0) ?? 0)) >>> 0;
  return mixed;
}

function placeOf({ name }: Row): number {
  return faults.findIndex((fault) => fault.name === name);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What a fault that broke off has left: programs, database servers, folders. */
async function leaveNothing(): Promise<void> {
  killPrograms();
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(`frontdesk-flow-${process.pid}-`)) continue;
    const place = choosePlace(join(tmpdir(), name, "data"));
    await shutDown(place.cluster);
    rmSync(place.folder, { recursive: true, force: true });
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
