import { pino } from "pino";
import { startEmbedded } from "../../src/db/embedded.ts";

/** What `main` does with the embedded server and nothing else: `embedded-program.ts <dataDir>`. */
const logger = pino({ level: "fatal" });
const server = await startEmbedded({ dataDir: process.argv[2] ?? "", logger });
if ("taken" in server) {
  console.log(JSON.stringify({ taken: true }));
  process.exit(3);
}
const { url, attached, place, moved } = server;
// Before the line, which is what a test waits for: a signal must not find the default there.
process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ url, attached, place, moved }));
setInterval(() => {}, 1000);
