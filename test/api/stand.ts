import { createApiToken } from "../../src/business/api-token-service.ts";
import type { TokenScope } from "../../src/business/api-token.ts";
import { apiRouter, type ApiDoors } from "../../src/api/route.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { createTail, kept } from "../../src/events/tail-service.ts";
import { createWeb, listen } from "../../src/web/server.ts";
import { fresh } from "../business/tenants.ts";

/** A JSON value of which tests look at parts. */
export type Tree = string | number | boolean | null | Tree[] | { [key: string]: Tree };
export type Answer = { status: number; headers: Headers; body: Tree };

const BOT = 7_000_000_001;

/** The API over HTTP on a database of the test's own; what happened is numbered at once. */
export async function openApi(db: Database, more: Partial<ApiDoors> & { now: () => number }) {
  const failed: unknown[] = [];
  const tail = createTail({ db, failed: (error) => failed.push(error), pollMs: 20 });
  const doors: ApiDoors = {
    db,
    tail,
    happened: () => {},
    botId: () => BOT,
    isUnavailable,
    failed: (error) => failed.push(error),
    ...more,
  };
  const web = await listen(
    createWeb({
      routers: [apiRouter(doors)],
      before: [],
      trustProxy: true,
      isUnavailable,
      failed: (error) => failed.push(error),
    }),
    { host: "127.0.0.1", port: 0 },
  );
  const url = `http://127.0.0.1:${web.port}/graphql`;
  return {
    url,
    failed,
    ask: (token: string, query: string, variables: object = {}) =>
      post(url, { token, body: JSON.stringify({ query, variables }) }),
    post: (value: Parameters<typeof post>[1]) => post(url, value),
    close: async () => {
      tail.stop();
      await web.close();
    },
  };
}

export async function post(
  url: string,
  {
    token,
    body,
    headers = {},
  }: { token: string | null; body: string; headers?: Record<string, string> },
): Promise<Answer> {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
  });
  const text = await answer.text();
  const read: Tree = text.startsWith("{") ? JSON.parse(text) : text;
  return { status: answer.status, headers: answer.headers, body: read };
}

/** A part of an answer by its path. */
export function at(tree: Tree, path: string): Tree {
  let found = tree;
  for (const key of path.split(".")) {
    if (typeof found !== "object" || found === null) return null;
    found = (Array.isArray(found) ? found[Number(key)] : found[key]) ?? null;
  }
  return found;
}

export function textAt(tree: Tree, path: string): string {
  const found = at(tree, path);
  return typeof found === "string" ? found : JSON.stringify(found);
}

export async function tokenFor(
  db: Database,
  businessId: string,
  scope: TokenScope = "write",
): Promise<{ token: string; id: string }> {
  const made = await createApiToken(db, businessId, {
    name: "Bridge",
    scope,
    personId: 11,
    random: fresh,
    now: 0,
  });
  if (made.kind !== "created") throw new Error(made.kind);
  return { token: made.token, id: made.row.id };
}

/** Names of what has happened, in order. */
export async function eventsOf(db: Database, businessId: string): Promise<string[]> {
  await relayOnce(db, {});
  const tail = createTail({ db, failed: () => {} });
  const stop = new AbortController();
  const { last } = await kept(db, businessId);
  const names: string[] = [];
  if (last === 0) return names;
  for await (const event of tail.follow(businessId, { after: 0, signal: stop.signal })) {
    names.push(event.event);
    if (event.sequence === last) stop.abort();
  }
  return names;
}
