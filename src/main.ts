import { startApp, type App } from "./app.ts";
import { loadConfig, type Config } from "./config.ts";
import { AppError } from "./lib/app-error.ts";
import { logger } from "./lib/logger.ts";
import { openStore, type Store } from "./store-start.ts";
import { refusalOf, startBlock } from "./start-block.ts";

/** Exit codes: 1 the start failed, 2 a bad setting, 3 another Frontdesk has this data. */
const BAD_START = 1;
const BAD_SETTING = 2;
const TAKEN = 3;
/** The whole stop, the database last, is over within ten seconds. */
const STOP_MS = 9500;

const read = loadConfig();
if ("problems" in read) {
  process.stderr.write(
    `Frontdesk cannot start with these settings:\n${read.problems.map((problem) => `  ${problem}\n`).join("")}`,
  );
  process.exit(BAD_SETTING);
}
logger.level = read.config.logLevel;
await run(read.config);

async function run(config: Config): Promise<void> {
  let store: Store | null = null;
  const stopping = { app: null as App | null, asked: false };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => void stop(stopping));
  try {
    const opened = await openStore(config);
    if ("taken" in opened) {
      process.stderr.write(
        `Another Frontdesk already runs on ${config.dataDir}. Stop it, or give this one its own DATA_DIR.\n`,
      );
      process.exit(TAKEN);
    }
    store = opened;
    const app = await startApp(config, opened);
    stopping.app = app;
    process.stdout.write(startBlock({ config, embedded: opened.embedded, port: app.port }));
    if (stopping.asked) await stop(stopping);
  } catch (error) {
    await store?.close().catch(() => {});
    process.stderr.write(`Frontdesk could not start: ${refusalOf(error, config)}\n`);
    if (!(error instanceof AppError)) logger.debug({ err: error }, "the start failed");
    process.exit(BAD_START);
  }
}

/** A second signal finds nothing more to stop; one that comes during the start is obeyed at its end. */
async function stop(state: { app: App | null; asked: boolean }): Promise<void> {
  state.asked = true;
  const { app } = state;
  if (!app) return;
  state.app = null;
  setTimeout(() => process.exit(BAD_START), STOP_MS).unref();
  await app.stop();
  process.exit(0);
}
