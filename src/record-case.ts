import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { listCalls, type CallRow } from "./calls/list-service.ts";
import { loadConfig } from "./config.ts";
import type { Database } from "./db/client.ts";
import { lastFour } from "./lib/scrub.ts";
import { logger } from "./lib/logger.ts";
import { refusalOf } from "./start-block.ts";
import { openReader } from "./store-read.ts";
import type { RecordedCase } from "./telephony/record-case.ts";
import { recordCall } from "./telephony/record-service.ts";

const USAGE = `Which call? Give "last", a place in this list, or the last digits of the client's number:
  npm run record-case -- last
  npm run record-case -- 3 --name in_missed_at_lunch
  npm run record-case -- 4512 --out /tmp
`;
const LISTED = 20;
const FIXTURES = join("test", "fixtures");

type Found = CallRow & { businessId: string };

/** `npm run record-case`: writes a stored call as a case for the tests, without the people in it. */
const read = loadConfig();
if ("problems" in read) throw new Error(read.problems.join("; "));
logger.level = "warn";
try {
  const reader = await openReader(read.config);
  try {
    process.stdout.write(await run(reader.db, process.argv.slice(2)));
  } finally {
    await reader.close();
  }
} catch (error) {
  process.stderr.write(`Nothing was recorded: ${refusalOf(error, read.config)}\n`);
  process.exitCode = 1;
}

async function run(db: Database, args: readonly string[]): Promise<string> {
  const { which, name, out } = wishOf(args);
  const calls = await newest(db, /^\d{3,}$/.test(which) ? which : null);
  if (which === "") return `${listed(calls)}\n${USAGE}`;
  const call = which === "last" ? calls[0] : calls[/^\d{3,}$/.test(which) ? 0 : Number(which) - 1];
  if (!call) throw new Error(`there is no call for "${which}"`);
  const { id: callId, businessId } = call;
  const wished = name ?? `${call.direction}_${call.outcome ?? call.state}`;
  const recorded = await recordCall(db, businessId, { callId, name: wished });
  if ("failed" in recorded) throw new Error(recorded.failed);
  const path = write(recorded.made, out);
  return `${summary(recorded.made)}
Written to ${path}. Read it: nothing in it may tell who called.
What is expected there is what Frontdesk made of the call: correct it where that is wrong, then run
  npm run format && npm run golden && npm run test:unit
`;
}

function wishOf(args: readonly string[]): {
  which: string;
  name: string | null;
  out: string | null;
} {
  const valueOf = (flag: string): string | null => {
    const at = args.indexOf(flag);
    return at < 0 ? null : (args[at + 1] ?? null);
  };
  const name = valueOf("--name");
  if (name !== null && !/^[a-z][a-z0-9_]{2,60}$/.test(name))
    throw new Error("a name is made of small letters, digits and _");
  const [first = ""] = args;
  return { which: first.startsWith("--") ? "" : first, name, out: valueOf("--out") };
}

/** The newest calls of every business here, those with a number that ends so. */
async function newest(db: Database, digits: string | null): Promise<Found[]> {
  const rows = await db.execute<{ id: string }>(sql`select id from businesses order by created_at`);
  const query = { limit: LISTED, ...(digits === null ? {} : { text: digits }) };
  const lists = await Promise.all(
    [...rows].map(async ({ id: businessId }) =>
      (await listCalls(db, businessId, query)).map((call) => ({ ...call, businessId })),
    ),
  );
  return lists
    .flat()
    .toSorted((a, b) => b.at - a.at)
    .slice(0, LISTED);
}

function listed(calls: readonly Found[]): string {
  if (calls.length === 0) return "There are no calls yet.";
  const lines = calls.map(({ at, direction, outcome, state, client }, i) => {
    const when = new Date(at).toISOString().slice(0, 16).replace("T", " ");
    const whom = client === null ? "hidden" : lastFour(client);
    return `${String(i + 1).padStart(3)}  ${when} UTC  ${direction.padEnd(3)}  ${(outcome ?? state).padEnd(9)}  ${whom}`;
  });
  return lines.join("\n");
}

/** A name of its own, so that no other case gives way to it. */
function write(made: RecordedCase, out: string | null): string {
  const folder = out ?? join(FIXTURES, made.provider);
  const home = existsSync(folder) ? folder : ".";
  const names = Array.from({ length: 100 }, (_, n) => `${made.name}${n === 0 ? "" : `_${n + 1}`}`);
  const name = names.find((one) => !existsSync(join(home, fileOf(one))));
  if (name === undefined) throw new Error(`there are a hundred cases called ${made.name}`);
  const path = join(home, fileOf(name));
  const cases = [{ ...made, name: `recorded_${name}` }];
  writeFileSync(path, `${JSON.stringify(cases, null, 2)}\n`, { flag: "wx" });
  return path;
}

function fileOf(name: string): string {
  return `recorded-${name}.json`;
}

function summary({ provider, events, expected }: RecordedCase): string {
  const ends = expected.calls.map(
    ({ direction, outcome }) => `${String(direction)} ${String(outcome)}`,
  );
  return `${provider}: ${events.length} hooks, ${ends.join(", ")}.`;
}
