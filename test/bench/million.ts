import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";
import { drained, load } from "./intake.ts";
import { openOutside } from "./outside.ts";
import { openProduct } from "./product.ts";
import { median, round, type Row } from "./row.ts";
import { seedSalon, type Salon } from "./seed.ts";

const FEW = 1000;
const MANY = 1_000_000;
const ROUNDS = 3;
const FOR_MS = 5000;

/** The same intake over a small and a large past, in turn. It takes minutes to write the past. */
export const million: Row = {
  name: "million",
  onDemand: true,
  measure: async (stage) => {
    const outside = await openOutside(stage);
    const groups = await outside.groups(2);
    const sides = await Promise.all(
      [FEW, MANY].map(async (calls, n) => {
        const name = `bench_past_${calls}`;
        const { url, db } = await stage.database(name);
        const chats = [{ id: groups[n] ?? 0, type: "supergroup" }];
        const salon = await seedSalon(db, { encryptionKey: stage.encryptionKey, chats });
        await writePast(db, salon, calls);
        return { name, url, db, salon, rates: new Array<number>() };
      }),
    );
    for (let n = 0; n < ROUNDS; n += 1) {
      for (const { name, url, db, salon, rates } of sides) {
        const telegram = outside.telegram;
        const product = await openProduct({ stage, name, outside: { databaseUrl: url, telegram } });
        rates.push((await load(product.port, salon.path, FOR_MS)).perSecond);
        await drained(db);
        await product.stop();
      }
    }
    await outside.stop();
    const [few = 0, many = 0] = sides.map(({ rates }) => median(rates));
    const share = many / few;
    return {
      lines: [
        {
          row: "intake at 1,000,000 calls",
          figure: `${round(many)}/s, ${round(share, 2)} of it`,
          reference: `at 1,000 calls ${round(few)}/s`,
          bar: "≥ 0.85",
          holds: share >= 0.85,
        },
      ],
      data: sides.map(({ name, rates }) => ({ name, rates })),
    };
  },
};

/** Calls of the last year with a leg, an event, a hook and a final card each. */
async function writePast(
  db: Database,
  { businessId, tokenId }: Salon,
  calls: number,
): Promise<void> {
  const at = sql`now() - n * interval '30 seconds'`;
  const rows = sql`generate_series(1, ${calls}::int) n`;
  await db.execute(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, line, started_at, ended_at)
    select ${businessId}::uuid, 'phonet', 'past' || n, '{"state": "ended"}', 'in', 'answered', '+380' || (500000000 + n), '+380440000100', ${at}, ${at}
    from ${rows}`);
  await db.execute(
    sql`insert into call_refs (business_id, provider, ref, call_id) select business_id, provider, key, id from calls`,
  );
  await db.execute(sql`
    insert into call_events (business_id, call_id, digest, event, inbox_id)
    select business_id, id, md5(key), jsonb_build_object('ref', key, 'client', client, 'kind', 'hung_up'), id from calls`);
  await db.execute(sql`
    insert into inbox (business_id, token_id, provider, name, method, raw, status, verdict, events, received_at, folded_at)
    select business_id, ${tokenId}::uuid, provider, 'call.hangup', 'POST', decode(repeat('00', 500), 'hex'), 200, 'accepted', '[]', started_at, started_at from calls`);
  await db.execute(sql`
    insert into cards (business_id, call_id, chat_id, part, wanted_at, message_id, sent_at)
    select c.business_id, c.id, t.id, 'final', c.started_at, 1, c.started_at from calls c join chats t using (business_id)`);
  await db.execute(sql`vacuum analyze`);
}
