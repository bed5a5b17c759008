import { createHmac, randomBytes } from "node:crypto";
import type { Middleware } from "koa";
import type { SalonBotDeps } from "./channels/salon-bot-service.ts";
import type { WhatsappDeps } from "./channels/whatsapp-number-service.ts";
import { accountsOf } from "./business/account-service.ts";
import { openSession } from "./business/session-service.ts";
import { CODE_BYTES } from "./business/session.ts";
import { firstBusiness } from "./business/business-service.ts";
import { tokensOf, tokenText } from "./business/hook-token-service.ts";
import type { Windows } from "./calls/call.ts";
import type { Database } from "./db/client.ts";
import { clock } from "./lib/clock.ts";
import type { Keyring } from "./lib/secret-box.ts";
import { createBins } from "./sandbox/catch.ts";
import { cabinetRouter } from "./sandbox/cabinet-router.ts";
import { catchRouter } from "./sandbox/catch-router.ts";
import { castBot, OWNER, seedDemo } from "./sandbox/demo.ts";
import { tellPast } from "./sandbox/demo-past.ts";
import { tellTalks } from "./sandbox/demo-talk.ts";
import { forgetBusinesses } from "./sandbox/demo-store.ts";
import { databaseJournal } from "./sandbox/journal-store.ts";
import { pageRouter } from "./sandbox/page-router.ts";
import { pbxRouter } from "./sandbox/pbx-router.ts";
import type { Dialect } from "./sandbox/pbx-script.ts";
import { createPbxRunner } from "./sandbox/pbx-runner.ts";
import { createAccounts, type Accounts } from "./sandbox/provider-accounts.ts";
import { providerRouter } from "./sandbox/provider-router.ts";
import { createShelf, type Shelf } from "./sandbox/recording-shelf.ts";
import { createSandbox } from "./sandbox/server.ts";
import { createServices } from "./sandbox/service-log.ts";
import { serviceRouters } from "./sandbox/service-router.ts";
import type { World } from "./sandbox/world.ts";
import { createWhatsapp } from "./sandbox/whatsapp.ts";
import { doors } from "./telephony/dialects.ts";
import { createEndpoint, listEndpoints, rotateSecret } from "./webhooks/endpoint-service.ts";
import { usual } from "./webhooks/endpoint.ts";
import type { LinkDeps } from "./telephony/link-service.ts";

export type EmbeddedSandbox = {
  middleware: Middleware;
  token: string;
  /** Signs what the WhatsApp stand-in posts. */
  whatsapp: { appSecret: string };
  /** The demo's rooms and people, once the HTTP side listens. */
  seed(deps: { link: LinkDeps; salonBots: SalonBotDeps; whatsapp?: WhatsappDeps }): Promise<void>;
  close(): Promise<void>;
};

/** The local Telegram, the simulated PBX and the providers' REST, on the app's own HTTP side. */
export async function startSandbox({
  db,
  keyring,
  windows,
  base,
}: {
  db: Database;
  keyring: Keyring;
  windows: Windows;
  base: () => string;
}): Promise<EmbeddedSandbox> {
  const token = demoToken(keyring, MAIN_BOT);
  const accounts = createAccounts();
  const shelf = createShelf(clock);
  const services = createServices({ clock, log: (line) => sandbox.log(line) });
  const bins = createBins(clock);
  const runner = createPbxRunner({ clock, shelf, log: (line) => sandbox.log(line) });
  const hookAddress = (provider: Dialect) => demoHook({ db, keyring, provider, base: base() });
  const journal = databaseJournal(db);
  const appSecret = demoSecret(keyring, "sandbox-whatsapp");
  const whatsapp = createWhatsapp({
    journal,
    clock,
    services,
    nameOf: (person) => sandbox.world.people.get(person)?.first_name,
    log: (line) => sandbox.log(line),
    tell: (change) => void sandbox.events.emit("whatsapp", change),
  });
  const sandbox = createSandbox({
    journal,
    clock,
    services,
    extra: [
      pageRouter(),
      cabinetRouter(() =>
        enterDemo({ db, keyring, windows, accounts, shelf, world: sandbox.world }),
      ),
      catchRouter({
        bins,
        base,
        log: (line) => sandbox.log(line),
        connect: (bin) => sendTo(db, { ...bin, keyring }),
      }),
      pbxRouter({ runner, accounts, hookAddress, links: base }),
      ...serviceRouters({ services, clock }),
      ...whatsapp.routers,
      providerRouter({
        accounts,
        clock,
        shelf,
        services,
        pbx: {
          rows: (account) => runner.rows(account),
          callBack: async (account, call) =>
            runner.callBack({ account, ...call, hook: await hookAddress(account.provider) }),
        },
      }),
    ],
  });
  await Promise.all([sandbox.load(), whatsapp.load()]);
  castBot(sandbox.world, token);
  return {
    middleware: sandbox.middleware,
    token,
    whatsapp: { appSecret },
    seed: async ({ link, salonBots, whatsapp: numbers }) => {
      const url = `${base()}/api/webhooks/whatsapp`;
      whatsapp.world.saveApp({ id: "demo", secret: appSecret, url });
      whatsapp.resume();
      const deps = {
        db,
        world: sandbox.world,
        whatsapp: numbers && {
          deps: numbers,
          world: whatsapp.world,
          token: `EAA${demoSecret(keyring, "sandbox-whatsapp-token")}`,
        },
        clock,
        link,
        salonBots,
        token,
        salonToken: demoToken(keyring, SALON_BOT),
        code: () => randomBytes(16).toString("base64url"),
      };
      await seedDemo(deps);
      sandbox.events.on("reset", () => {
        runner.stop();
        accounts.reset();
        bins.reset();
        whatsapp.reset();
        void forgetBusinesses(db).then(() => {
          castBot(sandbox.world, token);
          return seedDemo(deps);
        });
      });
    },
    close: async () => {
      runner.stop();
      await whatsapp.close();
      await sandbox.close();
    },
  };
}

const MAIN_BOT = 7_000_000_001;
const SALON_BOT = 7_000_000_002;

/** The token of a bot of the sandbox. */
function demoToken(keyring: Keyring, botId: number): string {
  const about = botId === MAIN_BOT ? "sandbox-bot" : `sandbox-bot-${botId}`;
  return `${botId}:${demoSecret(keyring, about)}`;
}

/** The same after each restart, another in each installation. */
function demoSecret(keyring: Keyring, about: string): string {
  return createHmac("sha256", keyring.sealing.bytes).update(about).digest("base64url").slice(0, 35);
}

/** An endpoint of the demo's business for a bin: made once, with a new secret each time it is asked for. */
async function sendTo(
  db: Database,
  { name: bin, url, keyring }: { name: string; url: string; keyring: Keyring },
): Promise<string | null> {
  const business = await firstBusiness(db);
  if (!business) return null;
  const name = `Sandbox · ${bin}`;
  const now = clock.now();
  const deps = { keyring, random: randomBytes, problemOfTarget: () => null };
  const viewer = { personId: 0, admin: true };
  const known = (await listEndpoints(db, business.id, viewer)).find((one) => one.name === name);
  if (known) {
    const { id: endpointId } = known;
    const rotated = await rotateSecret(db, business.id, { endpointId, viewer, now, deps });
    return rotated?.secret ?? null;
  }
  const input = { ...usual, name, url, events: ["*"] };
  const made = await createEndpoint(db, business.id, { input, personId: null, now, deps });
  return "secret" in made ? made.secret : null;
}

type Demo = {
  db: Database;
  keyring: Keyring;
  windows: Windows;
  accounts: Accounts;
  shelf: Shelf;
  world: World;
};

/** A session of the demo's owner, in a business with a past. */
async function enterDemo(demo: Demo): Promise<{ token: string } | null> {
  const { db, keyring, windows, accounts, shelf, world } = demo;
  const business = await firstBusiness(db);
  const account = accounts.of("phonet");
  if (!business || !account) return null;
  const token = await hookToken({ db, keyring, provider: "phonet" }, business.id);
  if (token !== null) {
    const calls = { keyring, windows, account, token, shelf };
    const told = await tellPast(db, business.id, { clock, calls });
    if (told) await tellTalks(world, SALON_BOT);
  }
  const [session, csrf] = [randomBytes(CODE_BYTES), randomBytes(CODE_BYTES)].map((bytes) =>
    bytes.toString("base64url"),
  );
  if (session === undefined || csrf === undefined) return null;
  const keys = { token: session, csrf, personId: OWNER.id, now: clock.now() };
  await openSession(db, business.id, keys);
  return keys;
}

type Wanted = { db: Database; keyring: Keyring; provider: Dialect; base: string };

async function demoHook({ db, keyring, provider, base }: Wanted): Promise<string | null> {
  const business = await firstBusiness(db);
  if (!business) return null;
  const token = await hookToken({ db, keyring, provider }, business.id);
  const door = doors[provider === "novofon2" ? "novofon" : provider];
  return token === null ? null : `${base}${door.path}/${token}`;
}

async function hookToken(
  { db, keyring, provider }: Omit<Wanted, "base">,
  businessId: string,
): Promise<string | null> {
  const accounts = await accountsOf(db, businessId);
  const door = doors[provider === "novofon2" ? "novofon" : provider];
  const token = (await tokensOf(db, businessId)).find(
    (one) =>
      one.provider === door.provider && accounts.some((account) => account.id === one.accountId),
  );
  return token ? tokenText(token, keyring) : null;
}
