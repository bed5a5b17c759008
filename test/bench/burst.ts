import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";
import { freePort } from "../../src/db/embedded-server.ts";
import { openOutside, type Outside, type Seen } from "./outside.ts";
import type { PacedSpec, Sent } from "./paced.ts";
import { pause, runProgram, until } from "./process.ts";
import { openProduct, type Product } from "./product.ts";
import { round, type Line, type Row } from "./row.ts";
import { seedSalon } from "./seed.ts";
import type { Stage } from "./stage.ts";
import { simulate, type Planned, type Simulated } from "./simulation.ts";

const CHATS = 40;
const CALLS = 300;
const EVERY_MS = 10_000 / CALLS;
const BRIDGE_MS = 1000;
const HANGUP_MS = 3000;
const SETTLE_MS = 10_000;
const GREETINGS_MS = 6000;
const PATIENCE_MS = 90_000;

/** 300 calls in 10 s into 40 groups, with the stand-in's limits on. */
export const burst: Row = { name: "burst", measure: (stage) => measure(stage, 1) };

/** The same with two processes that share the hooks, the updates, the work and Telegram's limits. */
export const pair: Row = { name: "pair", measure: (stage) => measure(stage, 2) };

async function measure(stage: Stage, processes: 1 | 2): ReturnType<Row["measure"]> {
  const name = processes === 1 ? "burst" : "pair";
  const { url, db } = await stage.database(`bench_${name}`);
  const outside = await openOutside(stage);
  const paths: string[] = [];
  for (const id of await outside.groups(CHATS)) {
    const chats = [{ id, type: "supergroup" }];
    paths.push((await seedSalon(db, { encryptionKey: stage.encryptionKey, chats })).path);
  }
  const products = await open({ stage, name, url, outside, processes });
  // The bot greets each group it was added to; those messages are no part of the burst.
  await pause(GREETINGS_MS);
  const greetings = (await outside.requests()).length;
  const spec: PacedSpec = {
    ports: products.map(({ port }) => port),
    paths,
    calls: CALLS,
    everyMs: EVERY_MS,
    firstPhone: 0,
    events: [
      { event: "call.dial", afterMs: 0 },
      { event: "call.bridge", afterMs: BRIDGE_MS },
      { event: "call.hangup", afterMs: HANGUP_MS },
    ],
  };
  const sent = await runProgram<Sent[]>("paced.ts", spec);
  await settled(db, outside);
  const seen = (await outside.requests())
    .slice(greetings)
    .filter(({ method }) => method === "sendMessage" || method === "editMessageText");
  const first = Math.min(...sent.map(({ at }) => at));
  const measured: Measured = {
    finishMs: Math.max(...seen.map(({ at }) => at)) - first,
    ...countsOf(seen),
    refused429: (await outside.limits()).refused429,
    disordered: await disordered(db),
  };
  for (const product of products) await product.stop();
  await outside.stop();
  const ideal = simulate(sent.map(({ path, at }) => plan(paths.indexOf(path), at - first)));
  console.log(`the limits simulated over the same calls: ${JSON.stringify(ideal)}`);
  return { lines: linesOf(name, measured, ideal), data: { measured, ideal } };
}

type Wish = { stage: Stage; name: string; url: string; outside: Outside; processes: number };

/** Only one of several processes may poll, so two are told by webhook, which Telegram sends to the first. */
async function open({ stage, name, url, outside, processes }: Wish): Promise<Product[]> {
  const first = await freePort();
  const env = processes === 1 ? {} : { PUBLIC_URL: `http://127.0.0.1:${first}` };
  const products: Product[] = [];
  for (let n = 1; n <= processes; n += 1) {
    const port = n === 1 ? first : await freePort();
    const world = { databaseUrl: url, telegram: outside.telegram };
    products.push(await openProduct({ stage, name: `${name}-${n}`, outside: world, env, port }));
  }
  return products;
}

type Measured = Simulated & { refused429: number; disordered: number };

function plan(chat: number, dial: number): Planned {
  return {
    chat,
    dial,
    bridge: dial + BRIDGE_MS,
    hangup: dial + HANGUP_MS,
    end: dial + HANGUP_MS + SETTLE_MS,
  };
}

/** Every final card has left and the stand-in has been quiet for a while. */
async function settled(db: Database, outside: Outside): Promise<void> {
  const finals = async (): Promise<true | null> => {
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from cards where part = 'final' and message_id is not null`,
    );
    return row?.n === CALLS ? true : null;
  };
  await until("every final card has left", finals, PATIENCE_MS, 500);
  let before = -1;
  const quiet = async (): Promise<true | null> => {
    const { length } = await outside.requests();
    const same = length === before;
    before = length;
    return same ? true : null;
  };
  await until("the stand-in is quiet", quiet, PATIENCE_MS, 4000);
}

function countsOf(seen: readonly Seen[]): { sends: number; edits: number } {
  const sends = seen.filter(({ method }) => method === "sendMessage").length;
  return { sends, edits: seen.length - sends };
}

/** Messages that stand in their chat before one that was wanted earlier. */
async function disordered(db: Database): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select message_id, lag(message_id) over (partition by chat_id order by seq) as earlier from cards where message_id is not null
    ) c where earlier > message_id`);
  return row?.n ?? -1;
}

function linesOf(name: string, measured: Measured, ideal: Simulated): Line[] {
  const ratio = measured.finishMs / ideal.finishMs;
  return [
    {
      row: `${name}, finished`,
      figure: `${round(measured.finishMs / 1000, 1)} s, ${round(ratio, 2)} × it`,
      reference: `simulated limits ${round(ideal.finishMs / 1000, 1)} s`,
      bar: "≤ 1.15 ×",
      holds: ratio <= 1.15,
    },
    {
      row: `${name}, 429 and disorder`,
      figure: `${measured.refused429} refused, ${measured.disordered} out of order`,
      reference: "–",
      bar: "0",
      holds: measured.refused429 === 0 && measured.disordered === 0,
    },
    {
      row: `${name}, collapsed`,
      figure: `${measured.sends} sends, ${measured.edits} edits`,
      reference: `simulated ${ideal.sends} sends, ${ideal.edits} edits`,
      bar: `< ${2 * CALLS} edits`,
      holds: measured.edits < 2 * CALLS,
    },
  ];
}
