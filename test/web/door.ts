import { request, type IncomingMessage } from "node:http";
import { sql } from "drizzle-orm";
import type { Business } from "../../src/business/business.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { createTelephony } from "../../src/telephony/service.ts";
import { hookRouter } from "../../src/web/hook-route.ts";
import { createWeb, listen } from "../../src/web/server.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { keyring, NOW, twoBusinesses } from "../business/tenants.ts";

export type Sent = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};
export type Answer = { status: number; headers: IncomingMessage["headers"]; text: string };
export type Stored = {
  verdict: string;
  reason: string | null;
  status: number;
  name: string;
  raw: Buffer;
  query: string | null;
  events: Record<string, unknown>[];
};
export type Door = Awaited<ReturnType<typeof openDoor>>;

export const json = { "content-type": "application/json" };
/** A ring as Phonet tells it. */
export const hook = {
  event: "call.dial",
  uuid: "b8f0a1c2d3e4f5061728394a5b6c7d8e",
  parentUuid: null,
  dialAt: 1795262400000,
  serverTime: 1795262400000,
  lgDirection: 4,
  leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
  otherLegs: [{ num: "+380671234567", name: "Марія" }],
  trunkNum: "+380440000100",
};

export const SECRET = "novofon-secret";

/** The web side with its inbox on a real database; two businesses, each with both providers linked. */
export async function openDoor(
  db: Database,
  options: { hookRate?: number; loopback?: boolean } = {},
) {
  const failed: unknown[] = [];
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  const router = hookRouter({
    telephony: createTelephony({ db, inbox, keyring }),
    now: () => NOW,
    hookRate: options.hookRate ?? 200,
    heard: () => {},
  });
  const app = createWeb({
    routers: [router],
    before: [],
    trustProxy: options.loopback === false,
    isUnavailable,
    failed: (error) => failed.push(error),
  });
  const web = await listen(app, { host: "127.0.0.1", port: 0 });
  const { ours, theirs } = await twoBusinesses(db);
  const paths = {
    ours: await pathsOf(db, ours, "ours"),
    theirs: await pathsOf(db, theirs, "theirs"),
  };
  return {
    port: web.port,
    ...paths,
    /** Errors that nobody expected: each would have been a 5xx. */
    failed,
    send: (path: string, sent: Sent = {}) => send(web.port, path, sent),
    stored: async (business: Business = ours): Promise<Stored[]> => [
      ...(await db.execute<Stored>(
        sql`select verdict, reason, status, name, raw, query, events from inbox where business_id = ${business.id} order by id`,
      )),
    ],
    all: async (): Promise<number> =>
      (await db.execute<{ count: number }>(sql`select count(*)::int as count from inbox`))[0]
        ?.count ?? -1,
    businesses: { ours, theirs },
    close: () => web.close(),
  };
}

async function pathsOf(db: Database, business: Business, name: string) {
  const phonet = await linkedAccount(db, business, { label: `${name}.phonet.com.ua` });
  const novofon = await linkedAccount(db, business, {
    provider: "novofon",
    label: name,
    secret: { secret: SECRET },
  });
  const tokens = [await giveToken(db, phonet), await giveToken(db, novofon)] as const;
  return {
    phonet: `/api/webhooks/phonet/${tokens[0].text}`,
    novofon: `/api/webhooks/novofon/${tokens[1].text}`,
    flat: `/api/webhooks/novofon?user_id=${tokens[1].text}`,
  };
}

/** One request on a connection of its own, as a PBX makes it; a broken connection is status 0. */
function send(
  port: number,
  path: string,
  { method = "POST", headers = {}, body }: Sent,
): Promise<Answer> {
  return new Promise((done) => {
    const client = request(
      { host: "127.0.0.1", port, path, method, headers, agent: false },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        answer.once("end", () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        );
      },
    );
    client.once("error", (error) => done({ status: 0, headers: {}, text: String(error) }));
    client.end(body);
  });
}
