import type * as Server from "../../src/web/server.ts";
import type * as Body from "../../src/web/body.ts";
import type * as Client from "../../src/db/client.ts";
import { Router } from "@koa/router";
import { sql } from "drizzle-orm";

/** The reference of the card row: a POST, one committed row, one request to the stand-in, and nothing else. */
const {
  dist,
  url,
  telegram,
  token,
  chats,
}: {
  dist: string;
  url: string;
  telegram: string;
  token: string;
  chats: number[];
} = JSON.parse(process.argv[2] ?? "");
const { createWeb, listen }: typeof Server = await import(`${dist}/web/server.js`);
const { readRaw }: typeof Body = await import(`${dist}/web/body.js`);
const { openDatabase }: typeof Client = await import(`${dist}/db/client.js`);

const db = openDatabase({ url, pool: 4 });
await db.execute(
  sql`create table if not exists bench_rows (id bigint generated always as identity primary key, body jsonb)`,
);
const router = new Router();
let n = 0;
router.post("/api/webhooks/phonet/:token", async (ctx) => {
  const body = Buffer.from(await readRaw(ctx.req, 100_000)).toString("utf8");
  await db.execute(sql`insert into bench_rows (body) values (${body}::text::jsonb)`);
  ctx.body = { ok: true };
  const { otherLegs }: { otherLegs: { num: string }[] } = JSON.parse(body);
  void send(otherLegs[0]?.num ?? "");
});
const app = createWeb({
  routers: [router],
  before: [],
  trustProxy: false,
  isUnavailable: () => false,
  failed: (error) => console.error(error),
});
const { port } = await listen(app, { host: "127.0.0.1", port: 0 });
process.stdout.write(`${JSON.stringify({ port })}\n`);

async function send(text: string): Promise<void> {
  n += 1;
  const answer = await fetch(`${telegram}/bot${token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ chat_id: chats[n % chats.length], text }),
  });
  await answer.arrayBuffer();
}
