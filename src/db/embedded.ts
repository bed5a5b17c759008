import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Logger } from "pino";
import { findBinaries } from "./embedded-binaries.ts";
import { clusterUrl, ensureCluster, writeSettings, type Settings } from "./embedded-cluster.ts";
import { embeddedError } from "./embedded-error.ts";
import { choosePlace, type Place } from "./embedded-place.ts";
import { findRunning, freePort, launch, shutDown } from "./embedded-server.ts";
import { holdLock, type HeldLock } from "./lock.ts";

export type Embedded = {
  url: string;
  /** True when our own server was found alive after its parent was killed. */
  attached: boolean;
  /** The cluster's folder. */
  place: string;
  /** True when the data could not live in `dataDir`, because the server's OS user cannot reach it. */
  moved: boolean;
  /** Stops the server: call it last, after every client is closed. */
  stop(): Promise<void>;
};

type Options = { dataDir: string; logger: Logger; parameters?: Record<string, string> };

const DATABASE = "frontdesk";
const LOCK = "frontdesk.embedded";
/** The session of a process that was just killed may need a moment to go. */
const LOCK_PATIENCE_MS = 1500;
/** What a killed server left running may hold its memory for a while on a busy disk. */
const ATTEMPTS = 240;
const WATCH_MS = 250;
const AGAIN_MS = 2000;

/** Starts the embedded server on `dataDir`, or attaches to it; restarts it when it dies. `taken`: another Frontdesk has it. */
export async function startEmbedded(options: Options): Promise<Embedded | { taken: true }> {
  const place = choosePlace(options.dataDir);
  const binaries = findBinaries(place);
  const settings = await ensureCluster(place, binaries);
  const start = { place, binaries, settings, ...options };
  const attached = await attachOrLaunch(start);
  const lock = await claim(start).catch(async (error: unknown) => {
    if (!attached) await shutDown(place.cluster);
    throw embeddedError(
      "start_failed",
      `The embedded PostgreSQL on ${place.cluster} does not take connections: ${String(error)}`,
      error,
    );
  });
  if (!lock) return { taken: true };
  const watch = watchServer(start);
  return {
    url: clusterUrl(settings, DATABASE),
    attached,
    place: place.cluster,
    moved: place.moved,
    async stop() {
      await watch.stop();
      await lock.release();
      await shutDown(place.cluster);
    },
  };
}

type Start = { place: Place; binaries: string; settings: Settings; logger: Logger } & Options;

/** True when a server was alive. A port that was taken meanwhile is replaced; a server on its way down is waited for. */
async function attachOrLaunch(start: Start): Promise<boolean> {
  const { place, settings, binaries } = start;
  let said = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const running = findRunning(place.cluster);
    if (running?.ready) {
      settings.port = running.port;
      return true;
    }
    if (!running) {
      const launched = await launch(place, {
        binaries,
        port: settings.port,
        parameters: start.parameters ?? {},
      });
      if ("running" in launched) return false;
      said = launched.said;
      if (launched.failed === "other") break;
      if (launched.failed === "port_taken") {
        settings.port = await freePort();
        writeSettings(place, settings);
      }
    }
    await sleep(WATCH_MS);
  }
  throw embeddedError(
    "start_failed",
    `The embedded PostgreSQL did not start on ${place.cluster}: ${said.trim()}`,
  );
}

/** The lock says who the one Frontdesk of this server is; only its holder makes the database. */
async function claim({ settings }: Start): Promise<HeldLock | null> {
  const lock = await holdLock({
    url: clusterUrl(settings, "postgres"),
    name: LOCK,
    patienceMs: LOCK_PATIENCE_MS,
  });
  if (!lock) return null;
  const sql = postgres(clusterUrl(settings, "postgres"), {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } catch (error) {
    await lock.release();
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
  return lock;
}

/** Starts the server again, on the same port, whenever it is gone. */
function watchServer(start: Start): { stop(): Promise<void> } {
  const { place, binaries, settings, logger } = start;
  const stopping = new AbortController();
  const { signal } = stopping;
  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(WATCH_MS, undefined, { signal }).catch(() => {});
      if (signal.aborted || findRunning(place.cluster)) continue;
      logger.warn("the embedded PostgreSQL is gone, starting it again");
      const launched = await launch(place, {
        binaries,
        port: settings.port,
        parameters: start.parameters ?? {},
      });
      if ("running" in launched) {
        logger.info("the embedded PostgreSQL is back");
      } else if (launched.failed !== "locked") {
        logger.error({ said: launched.said }, "the embedded PostgreSQL did not start");
        await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  }
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
