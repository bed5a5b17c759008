import { freePort } from "../../src/db/embedded-server.ts";
import { createSalonGateway } from "../../src/gateways/salon-telegram.ts";
import { openOutside, type Customer, type Seen } from "./outside.ts";
import { pause } from "./process.ts";
import { openProduct } from "./product.ts";
import { median, percentile, round, type Row } from "./row.ts";
import { furnish, linkBot } from "./salon.ts";
import { seedSalon } from "./seed.ts";

const CUSTOMERS = 50;
const PRESSES = 12;
/** A customer reads an answer before the next press; all together stay below the thirty a second that Telegram takes of a bot. */
const EVERY_MS = 2500;
const SALON_BOT = 700_000_078;
/** The burst window and the answer to the first message. */
const FIRST_MS = 8000;
/** What a press leads on to: prices, booking, a service, and from the beginning again. */
const WANTED = [/Ціни/, /Записатися/, /Послуга/];
const BAR_MS = 60;

/** A pressed button → the answer's request seen by the stand-in, of fifty customers who talk at once. */
export const turn: Row = {
  name: "turn",
  measure: async (stage) => {
    const { url, db } = await stage.database("bench_turn");
    const outside = await openOutside(stage);
    const { encryptionKey } = stage;
    const { businessId } = await seedSalon(db, { encryptionKey, chats: [] });
    await furnish(db, businessId);
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const gateway = createSalonGateway({ apiRoot: outside.telegram });
    await linkBot(db, { businessId, botId: SALON_BOT, gateway, encryptionKey, publicUrl });
    const product = await openProduct({
      stage,
      name: "turn",
      outside: { databaseUrl: url, telegram: outside.telegram },
      env: { PUBLIC_URL: publicUrl },
      port,
    });
    const customers = await outside.customers(SALON_BOT, CUSTOMERS);
    await pause(FIRST_MS);
    const pressed = await Promise.all(customers.map((customer, i) => talk(customer, i)));
    await pause(EVERY_MS);
    const took = latencies(await outside.requests(), customers, pressed);
    await product.stop();
    await outside.stop();
    // The first presses are compiled while they are answered.
    const [usual, slow] = [median(took), percentile(took, 0.95)];
    return {
      lines: [
        {
          row: `turn, ${CUSTOMERS} conversations at once, p95`,
          figure: `${round(slow, 1)} ms (p50 ${round(usual, 1)} ms)`,
          reference: "–",
          bar: `≤ ${BAR_MS} ms`,
          holds: slow <= BAR_MS,
        },
      ],
      data: { count: took.length, p50: usual, p95: slow, p99: percentile(took, 0.99) },
    };
  },
};

/** When each press was made, in epoch ms. */
async function talk(customer: Customer, place: number): Promise<number[]> {
  await pause((EVERY_MS * place) / CUSTOMERS);
  const at: number[] = [];
  for (let n = 0; n < PRESSES; n += 1) {
    const wanted = WANTED[n % WANTED.length] ?? /./;
    at.push(await customer.press(wanted));
    await pause(EVERY_MS);
  }
  return at;
}

const WARM_PRESSES = 2;

function latencies(
  seen: readonly Seen[],
  customers: readonly Customer[],
  pressed: readonly number[][],
): number[] {
  return customers.flatMap(({ id }, i) => {
    const answers = seen.filter(
      ({ method, params }) => method === "sendMessage" && Number(params["chat_id"]) === id,
    );
    return (pressed[i] ?? []).slice(WARM_PRESSES).map((from) => {
      const answer = answers.find(({ at }) => at >= Math.floor(from));
      if (!answer) throw new Error(`a press of ${id} was not answered`);
      return answer.at + 0.5 - from;
    });
  });
}
