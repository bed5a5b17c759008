import { randomBytes } from "node:crypto";
import type { Router } from "@koa/router";
import type { BotDeps } from "../../src/bot/context.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { isUnavailable } from "../../src/db/client.ts";
import { createTail } from "../../src/events/tail-service.ts";
import { routersOf } from "../../src/routers.ts";
import { createTelephony } from "../../src/telephony/service.ts";
import { createWeb, listen } from "../../src/web/server.ts";
import { openDesk } from "../bot/desk.ts";
import { keyring } from "../business/tenants.ts";
import { browser, linkFor, type Browser } from "../cabinet/browser.ts";
import { NOW, openEstate, type Estate } from "./estate.ts";

export type Town = Awaited<ReturnType<typeof openTown>>;

const now = (): number => NOW;

/** Two businesses on one Frontdesk, with all of its doors: every router over HTTP, and the bot. */
export async function openTown() {
  const kept: { deps: BotDeps | null } = { deps: null };
  const desk = await openDesk({ deps: (played) => (kept.deps = played) });
  const deps = kept.deps;
  if (deps === null) throw new Error("no desk");
  desk.time.now = NOW;
  const { db } = desk;
  const ours = await openEstate(db, "ours");
  const theirs = await openEstate(db, "theirs");
  const failed: unknown[] = [];
  const fail = (error: unknown): void => void failed.push(error);
  const tail = createTail({ db, failed: fail, pollMs: 50 });
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  const common = { db, now, isUnavailable, failed: fail };
  const routers: Router[] = routersOf({
    telephony: createTelephony({ db, inbox, keyring }),
    now,
    hookRate: 10_000,
    heard: () => {},
    ready: () => Promise.resolve([]),
    home: "/api/health",
    metrics: { contentType: "text/plain", text: () => Promise.resolve("figures") },
    metricsToken: "figures-key",
    telegramSecrets: ["main-secret"],
    receive: () => Promise.resolve(),
    openSalon: () => Promise.resolve(null),
    openWhatsapp: () => Promise.resolve(null),
    api: { ...common, tail, happened: () => {}, botId: () => deps.botInfo.id },
    cabinet: {
      ...common,
      random: (count) => new Uint8Array(randomBytes(count)),
      secure: false,
      webhooks: {
        endpoints: { keyring, random: randomBytes, problemOfTarget: () => null },
        sendTest: () => Promise.resolve({ refused: "busy" }),
      },
      live: { tail },
      botToken: deps.token,
      botName: () => "frontdesk_bot",
      sandbox: false,
      desk: () => deps,
    },
  });
  const web = await listen(
    createWeb({ routers, before: [], trustProxy: true, isUnavailable, failed: fail }),
    { host: "127.0.0.1", port: 0 },
  );
  const url = `http://127.0.0.1:${web.port}`;
  return {
    db,
    desk,
    ours,
    theirs,
    url,
    /** Errors that nobody expected. */
    failed,
    routes: routers.flatMap(({ stack }) =>
      stack.map((layer) => ({
        path: String(layer.path),
        methods: layer.methods.filter((method) => method !== "HEAD"),
        matches: (path: string) => layer.match(path),
      })),
    ),
    /** The browser of somebody who has come in. */
    entered: async (estate: Estate, personId = estate.owner): Promise<Browser> => {
      const one = browser(url);
      await one.enter(await linkFor(db, { businessId: estate.business.id, personId, now: NOW }));
      await one.get("/dashboard/more");
      return one;
    },
    nobody: () => browser(url),
    close: async () => {
      tail.stop();
      await web.close();
      await desk.close();
    },
  };
}

/** The path of the route that a request goes to. */
export function routeOf(town: Town, method: string, path: string): string {
  const bare = path.split("?")[0] ?? path;
  return (
    town.routes.find((one) => one.methods.includes(method) && one.matches(bare))?.path ?? "nowhere"
  );
}

/** A path of a route with something in the place of each name. */
export function filled(path: string, value: (name: string) => string): string {
  return path.replaceAll(/[:*](\w+)/g, (_, name: string) => value(name));
}
