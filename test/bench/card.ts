import { openOutside, type Outside, type Seen } from "./outside.ts";
import type { PacedSpec, Sent } from "./paced.ts";
import { openProgram, pause, runProgram } from "./process.ts";
import { openProduct } from "./product.ts";
import { median, percentile, round, type Row } from "./row.ts";
import { BOT_TOKEN, seedSalon, type Salon } from "./seed.ts";

const CHATS = 60;
const EVERY_MS = 50;
const CALLS = 300;
const REFERENCE_CALLS = 150;
/** What the fresh process compiles on its first calls is not a latency that a customer sees twice. */
const WARM_CALLS = 60;

/** Hook sent → card's request seen by the stand-in, beside a POST with one committed row and one request. */
export const card: Row = {
  name: "card",
  measure: async (stage) => {
    const { url, db } = await stage.database("bench_card");
    const outside = await openOutside(stage);
    const people = await outside.people(CHATS);
    const salons: Salon[] = [];
    for (const id of people) {
      salons.push(
        await seedSalon(db, {
          encryptionKey: stage.encryptionKey,
          chats: [{ id, type: "private" }],
        }),
      );
    }
    const reference = await openProgram("one-row.ts", {
      dist: stage.dist,
      url,
      telegram: outside.telegram,
      token: BOT_TOKEN,
      chats: people,
    });
    const product = await openProduct({
      stage,
      name: "card",
      outside: { databaseUrl: url, telegram: outside.telegram },
    });
    // The people's first words are answered before anything is measured.
    await pause(4000);
    const paths = salons.map(({ path }) => path);
    const run = async (port: number, calls: number, firstPhone: number): Promise<number[]> => {
      const dials: PacedSpec["events"] = [{ event: "call.dial", afterMs: 0 }];
      const sent = await runProgram<Sent[]>("paced.ts", {
        ports: [port],
        paths,
        calls,
        everyMs: EVERY_MS,
        events: dials,
        firstPhone,
      });
      return latencies(outside, sent);
    };
    const referencePort = Number(reference.said["port"]);
    await run(referencePort, WARM_CALLS, 0);
    await run(product.port, WARM_CALLS, 1000);
    const before = await run(referencePort, REFERENCE_CALLS, 2000);
    const ours = await run(product.port, CALLS, 3000);
    const after = await run(referencePort, REFERENCE_CALLS, 4000);
    await product.stop();
    await reference.started.stop();
    await outside.stop();
    return result(ours, [...before, ...after]);
  },
};

function result(ours: number[], plain: number[]): Awaited<ReturnType<Row["measure"]>> {
  const [p50, p99] = [median(ours), percentile(ours, 0.99)];
  const ratio = p50 / median(plain);
  const reference = `${round(median(plain), 1)} ms, p99 ${round(percentile(plain, 0.99), 1)} ms`;
  return {
    lines: [
      {
        row: "card, p50",
        figure: `${round(p50, 1)} ms`,
        reference,
        bar: "≤ 15 ms",
        holds: p50 <= 15,
      },
      {
        row: "card, p99",
        figure: `${round(p99, 1)} ms`,
        reference,
        bar: "≤ 60 ms",
        holds: p99 <= 60,
      },
      {
        row: "card, ratio of p50",
        figure: `${round(ratio, 1)} ×`,
        reference,
        bar: "≤ 4 ×",
        holds: ratio <= 4,
      },
    ],
    data: { ours: summary(ours), reference: summary(plain), ratio },
  };
}

const SETTLED_MS = 2000;

/** The stand-in's clock has whole milliseconds: half of one is its mean loss. */
async function latencies(outside: Outside, sent: readonly Sent[]): Promise<number[]> {
  await pause(SETTLED_MS);
  const seen = new Map<string, number>();
  for (const { method, params, at } of await outside.requests()) {
    if (method === "sendMessage")
      for (const phone of phonesIn(params)) seen.set(phone, Math.min(at, seen.get(phone) ?? at));
  }
  return sent.map(({ phone, at }) => {
    const arrived = seen.get(phone);
    if (arrived === undefined) throw new Error(`the card of ${phone} was not seen`);
    return arrived + 0.5 - at;
  });
}

/** Cards show numbers with blanks between the digits. */
function phonesIn(params: Seen["params"]): string[] {
  const text = typeof params["text"] === "string" ? params["text"] : "";
  return (text.replace(/[\s()-]/g, "").match(/\+380\d{9}/g) ?? []).slice(0, 1);
}

function summary(values: number[]): object {
  return {
    count: values.length,
    p50: median(values),
    p90: percentile(values, 0.9),
    p99: percentile(values, 0.99),
  };
}
