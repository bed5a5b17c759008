import { acceptConsent, changeSpeech } from "../../src/speech/settings-service.ts";
import { openOutside, type Outside, type Seen, type Visit } from "./outside.ts";
import { pause, until } from "./process.ts";
import { openProduct } from "./product.ts";
import { median, percentile, round, type Row } from "./row.ts";
import { seedSalon } from "./seed.ts";

/** Each has a business and a chat of its own, so that a request tells whose it is. */
const TALKS = ["booking", "complaint", "visit", "manicure", "callback", "wrong"];
const ROUNDS = 4;
const EVERY_MS = 1500;
const ROUND_MS = 60_000;
const BAR_MS = 300;

/** The recording's last byte sent → the card's edit with its outcome seen, without the time that the services took. */
export const analysis: Row = {
  name: "analysis",
  measure: async (stage) => {
    const { url, db } = await stage.database("bench_analysis");
    const outside = await openOutside(stage);
    const people = await outside.people(TALKS.length);
    const calls: Call[] = [];
    for (const [n, id] of people.entries()) {
      const chats = [{ id, type: "private" }];
      const salon = await seedSalon(db, { encryptionKey: stage.encryptionKey, chats });
      await acceptConsent(db, salon.businessId, { personId: id, now: Date.now() });
      await changeSpeech(db, salon.businessId, { transcribe: true });
      const domain = `${salon.businessId}.phonet.com.ua`;
      await outside.account({ domain, apiKey: "bench-key" });
      calls.push({ chat: id, domain, path: salon.path, talk: TALKS[n] ?? "" });
    }
    const product = await openProduct({
      stage,
      name: "analysis",
      outside: { databaseUrl: url, telegram: outside.telegram },
      env: outside.services,
    });
    // The people's first words are answered before anything is measured.
    await pause(4000);
    // What the process loads for its first talk is loaded once.
    await playRound(outside, product.port, calls);
    const waits: number[][] = [];
    for (let n = 1; n < ROUNDS; n += 1)
      waits.push(...(await playRound(outside, product.port, calls)));
    await product.stop();
    await outside.stop();
    const figures = waits.map((own) => own.reduce((sum, ms) => sum + ms, 0));
    const [p50, p95] = [median(figures), percentile(figures, 0.95)];
    return {
      lines: [
        {
          row: "analysis, our own part",
          figure: `${round(p50)} ms, p95 ${round(p95)} ms`,
          reference: "–",
          bar: `≤ ${BAR_MS} ms`,
          holds: p50 <= BAR_MS,
        },
      ],
      data: { count: figures.length, p50, p95, waits },
    };
  },
};

type Call = { chat: number; domain: string; path: string; talk: string };

/** One call of each talk, one after the other; gives our own part of each in ms. */
async function playRound(
  outside: Outside,
  port: number,
  calls: readonly Call[],
): Promise<number[][]> {
  const before = (await outside.visits(0)).at(-1)?.n ?? 0;
  const begun = Date.now();
  for (const { domain, path, talk } of calls) {
    await outside.call({ domain, hook: `http://127.0.0.1:${port}${path}`, talk });
    await pause(EVERY_MS);
  }
  return until(
    "every card has its outcome",
    async () => {
      const requests = (await outside.requests()).filter(({ at }) => at >= begun);
      const visits = await outside.visits(before);
      const figures = calls.map((call) => ownPart(call, requests, visits));
      return figures.every((one) => one !== null) ? figures : null;
    },
    ROUND_MS,
    500,
  );
}

/** Null while the card is not told. The clocks have whole milliseconds. */
function ownPart(
  { chat, talk }: Call,
  requests: readonly Seen[],
  visits: readonly Visit[],
): number[] | null {
  const own = visits.filter(({ about }) => about === talk || about.startsWith(`${talk},`));
  const told = requests.find(
    ({ method, params }) =>
      method === "editMessageText" &&
      String(params["chat_id"]) === String(chat) &&
      String(params["text"]).includes("Суть:"),
  );
  if (own.at(-1)?.service !== "llm" || !told) return null;
  const next = [...own.slice(1).map(({ at }) => at), told.at];
  return own.map(({ at, ms }, n) => (next[n] ?? 0) - (at + ms));
}
