import { createServer } from "node:http";
import { clock } from "../lib/clock.ts";
import { memoryJournal } from "./journal.ts";
import { pageRouter } from "./page-router.ts";
import { pbxRouter } from "./pbx-router.ts";
import type { Pbx } from "./pbx-row.ts";
import { createPbxRunner } from "./pbx-runner.ts";
import { createAccounts } from "./provider-accounts.ts";
import { providerRouter } from "./provider-router.ts";
import { createBins } from "./catch.ts";
import { catchRouter } from "./catch-router.ts";
import { createSandbox } from "./server.ts";
import { createShelf } from "./recording-shelf.ts";
import { createServices } from "./service-log.ts";
import { serviceAddresses, serviceRouters } from "./service-router.ts";
import { createWhatsapp } from "./whatsapp.ts";

/** The outside world as a process of its own: everything in memory, one JSON line with the addresses on stdout. */
const accounts = createAccounts();
const shelf = createShelf(clock);
const services = createServices({ clock, log: (line) => sandbox.log(line) });
const bins = createBins(clock);
const whatsapp = createWhatsapp({
  journal: memoryJournal,
  clock,
  services,
  nameOf: (person) => sandbox.world.people.get(person)?.first_name,
  log: (line) => sandbox.log(line),
  tell: (change) => void sandbox.events.emit("whatsapp", change),
});
const runner = createPbxRunner({ clock, shelf, log: (line) => sandbox.log(line) });
/** Whoever drives this process plays the hooks with `POST /sandbox/api/pbx`. */
const pbx: Pbx = {
  rows: (account) => runner.rows(account),
  callBack: async (account, call) => runner.callBack({ account, ...call, hook: null }),
};
const sandbox = createSandbox({
  journal: memoryJournal,
  clock,
  openTokens: process.argv.includes("--open") || process.env["SANDBOX_OPEN"] === "1",
  services,
  extra: [
    pageRouter(),
    catchRouter({ bins, log: (line) => sandbox.log(line) }),
    pbxRouter({ runner, accounts }),
    providerRouter({ accounts, clock, pbx, shelf, services }),
    ...whatsapp.routers,
    ...serviceRouters({
      services,
      clock,
      sttKey: process.env["SANDBOX_STT_KEY"],
      llmKey: process.env["SANDBOX_LLM_KEY"],
    }),
  ],
});
sandbox.events.on("reset", () => {
  runner.stop();
  accounts.reset();
  bins.reset();
  whatsapp.reset();
});

const listener = sandbox.callback();
const server = createServer((request, response) => void listener(request, response));
await sandbox.load();
server.listen(Number(process.env["SANDBOX_PORT"] ?? 0), process.env["HOST"] ?? "127.0.0.1", () => {
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no address to listen on");
  const host = bound.family === "IPv6" ? `[${bound.address}]` : bound.address;
  const url = `http://${host}:${bound.port}`;
  const addresses = {
    url,
    telegram: `${url}/sandbox/telegram`,
    phonet: `${url}/sandbox/phonet`,
    novofon: `${url}/sandbox/novofon`,
    ...serviceAddresses(url),
    whatsapp: `${url}/sandbox/whatsapp/v26.0`,
  };
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
});

server.on("error", (error) => {
  process.stderr.write(`the sandbox cannot listen: ${error.message}\n`);
  process.exit(1);
});

async function stop(): Promise<void> {
  runner.stop();
  await whatsapp.close();
  await sandbox.close();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
if (process.env["SANDBOX_TIED"] === "1") process.stdin.resume().once("end", () => void stop());
