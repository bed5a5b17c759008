import { mkdirSync, writeFileSync } from "node:fs";
import { analysis } from "./analysis.ts";
import { burst, pair } from "./burst.ts";
import { card } from "./card.ts";
import { delivery, latency, neighbour } from "./delivery.ts";
import { find } from "./find.ts";
import { fold } from "./fold.ts";
import { intake } from "./intake.ts";
import { million } from "./million.ts";
import { pureFold } from "./pure-fold.ts";
import { killAll } from "./process.ts";
import type { Line, Row } from "./row.ts";
import { slot } from "./slot.ts";
import { isDurable, openStage } from "./stage.ts";
import { memory, salonBots, start } from "./start.ts";
import { showTable } from "./table.ts";
import { turn } from "./turn.ts";

/**
 * `npm run bench -- intake fold` runs these rows only; rows on demand run only when they are named. What measures a
 * latency goes before what leaves the database much to tidy up.
 */
const rows: readonly Row[] = [
  pureFold,
  slot,
  card,
  turn,
  analysis,
  latency,
  delivery,
  neighbour,
  burst,
  pair,
  intake,
  fold,
  start,
  memory,
  salonBots,
  find,
  million,
];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(
    `No such row: ${unknown.join(", ")}. There are: ${rows.map((row) => row.name).join(", ")}.`,
  );
  process.exit(2);
}
const chosen = rows.filter((row) =>
  asked.length === 0 ? row.onDemand !== true : asked.includes(row.name),
);
process.once("exit", killAll);

const stage = await openStage();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stage.close().finally(() => process.exit(130)));
try {
  const { cpus, ...settings } = stage.durability;
  console.log(`${cpus} CPUs, Node ${process.version}, ${JSON.stringify(settings)}`);
  if (!isDurable(stage.durability)) {
    console.error("The database may lose what it committed: nothing is measured.");
    process.exitCode = 1;
  } else await measure();
} finally {
  await stage.close();
}

async function measure(): Promise<void> {
  const lines: Line[] = [];
  const data: Record<string, unknown> = {};
  for (const row of chosen) {
    console.log(`measuring ${row.name} …`);
    const result = await row.measure(stage);
    lines.push(...result.lines);
    data[row.name] = result.data;
  }
  console.log(`\n${showTable(lines)}\n`);
  mkdirSync("bench", { recursive: true });
  const about = { at: new Date().toISOString(), node: process.version, ...stage.durability };
  writeFileSync("bench/results.json", `${JSON.stringify({ about, lines, data }, null, 2)}\n`);
}
