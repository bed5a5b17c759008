import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorSays } from "../../src/agent/handoff-service.ts";
import { noteStatus } from "../../src/agent/whatsapp-status-service.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { message, openWhatsappLine, type WhatsappLine } from "./whatsapp-line.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function line(): Promise<WhatsappLine> {
  index += 1;
  await database.db.execute(sql`delete from graphile_worker._private_jobs`);
  return openWhatsappLine(database.db, { index });
}

const ONE = { from: "380670000001" };
const status = (one: WhatsappLine, fields: Record<string, unknown>) =>
  one.posts({ statuses: [{ timestamp: "1795000010", ...fields }] }).then(() => one.run());
const states = (one: WhatsappLine) =>
  one.rows<{ status: string | null; external: string | null; sent: boolean }>(sql`
    select status, external_id as external, sent_at is not null as sent from utterances
    where business_id = ${one.business.id} and author <> 'customer' order by id`);

describe("a status", () => {
  test("moves on and never back, and failed is the end", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    const id = `wamid.out${one.sent[0]?.id}`;
    const got: unknown[] = [];
    for (const stage of ["read", "delivered", "sent", "failed", "read"]) {
      await status(one, { id, status: stage });
      got.push((await states(one))[0]?.status);
    }
    expect(got).toEqual(["read", "read", "read", "failed", "failed"]);
  });

  test("settles a message whose fate nobody knew, by our own id in it: it is not sent again", async () => {
    const one = await line();
    one.answers.push({ ambiguous: true });
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    const [{ id } = { id: 0 }] = await one.rows<{ id: number }>(sql`
      select id::int from utterances where business_id = ${one.business.id} and author = 'agent'`);
    const about = { id: "wamid.known", status: "sent", biz_opaque_callback_data: String(id) };
    await status(one, about);
    await one.settle(60_000);
    expect(one.sent).toEqual([]);
    expect(await states(one)).toEqual([{ status: "sent", external: "wamid.known", sent: true }]);
  });

  test("that says «not now» sends the answer once more, and what is told of the first try counts no more", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    const first = `wamid.out${one.sent[0]?.id}`;
    const busy = { id: first, status: "failed", errors: [{ code: 131056 }] };
    await status(one, { ...busy, biz_opaque_callback_data: String(one.sent[0]?.id) });
    await one.settle(10_000);
    expect(one.sent).toHaveLength(2);
    await status(one, { ...busy, biz_opaque_callback_data: String(one.sent[0]?.id) });
    expect((await states(one))[0]).toMatchObject({ status: null, sent: true });
    await status(one, {
      ...busy,
      id: "wamid.second",
      biz_opaque_callback_data: String(one.sent[0]?.id),
    });
    await one.settle(60_000);
    expect(one.sent).toHaveLength(2);
    expect((await states(one))[0]).toMatchObject({ status: "failed" });
  });

  test("that says «not now» before our own request is over is not written over: it leaves again, after the wait", async () => {
    const one = await line();
    const told = { status: "failed" as const, code: 131056, at: null };
    one.meanwhile.push(async () => {
      const utteranceId = one.sent[0]?.id ?? 0;
      const via = { businessId: one.business.id, channel: "whatsapp" as const, botId: 0 };
      const about = { ...told, utteranceId, externalId: `wamid.out${utteranceId}` };
      await noteStatus(one.folding, { ...via, via: one.numberId }, about);
    });
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    expect(one.sent).toHaveLength(1);
    expect(await states(one)).toEqual([{ status: null, external: null, sent: false }]);
    await one.settle(10_000);
    expect(one.sent).toHaveLength(2);
    expect((await states(one))[0]).toMatchObject({ sent: true });
  });

  test("that a number is stopped is told though the process fell over it once", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    let asked = 0;
    one.folding.botId = () => {
      asked += 1;
      if (asked === 2) throw new Error("the connection broke");
      return 7;
    };
    const errors = [{ code: 131031 }];
    await status(one, { id: `wamid.out${one.sent[0]?.id}`, status: "failed", errors });
    const rows = await one.rows<{ told: number; error: string | null }>(sql`
      select n.error, (select count(*)::int from notices where business_id = n.business_id
        and key like 'whatsapp:restricted:%') as told
      from whatsapp_numbers n where n.business_id = ${one.business.id}`);
    expect(rows).toEqual([{ told: 1, error: "restricted" }]);
  });

  test("of another business's message changes nothing, even with its id", async () => {
    const [one, other] = [await line(), await line()];
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    const id = one.sent[0]?.id;
    const about = { id: `wamid.out${id}`, status: "failed", biz_opaque_callback_data: String(id) };
    await status(other, { ...about, errors: [{ code: 131026 }] });
    expect((await states(one))[0]?.status).toBeNull();
  });

  test("that an operator's answer failed is told to them, once; who cannot be reached is marked", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Покличте людину")] });
    await one.settle();
    const [{ id } = { id: 0 }] = await one.rows<{ id: number }>(
      sql`select id::int from conversations where business_id = ${one.business.id}`,
    );
    const by = { conversationId: id, text: "Вітаю!", by: 501, now: one.time.now };
    await operatorSays(one.db, one.business.id, by);
    await one.run();
    const last = one.sent.at(-1);
    const failed = { id: `wamid.out${last?.id}`, status: "failed", errors: [{ code: 131026 }] };
    await status(one, failed);
    await status(one, failed);
    const told = await one.rows<{ html: string }>(sql`
      select html from notices where business_id = ${one.business.id} and key like '%undelivered%'`);
    expect(told).toHaveLength(1);
    const [row] = await one.rows<{ gone: boolean }>(sql`
      select unreachable_at is not null as gone from conversations where id = ${id}`);
    expect(row?.gone).toBe(true);
  });
});
