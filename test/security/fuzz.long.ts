import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "../../src/business/api-token-service.ts";
import { giveEntry } from "../../src/business/session-service.ts";
import { hmacSha256Hex } from "../../src/lib/hmac.ts";
import { browser, type Browser } from "../cabinet/browser.ts";
import { until } from "../db/until.ts";
import { randomOf, type Random } from "../flows/random.ts";
import { owner } from "../flows/stand.ts";
import { makeTenant, posting, type Tenant } from "../flows/tenant.ts";
import { leaveNothing, openWorld, type World } from "../flows/world.ts";
import { mutantOf, samplesIn, type Mutant } from "./mutant-body.ts";
import { handOver } from "./counted.ts";

const SEED = Number(process.env["SECURITY_SEED"] ?? 1);
const BODIES = Number(process.env["SECURITY_BODIES"] ?? 300);
const AT_ONCE = 8;
/** What the process may take more than after its first thousand bodies. */
const MORE_MB = 250;
const META_SECRET = "fuzzed-app-secret";
const FORMS = [
  "/dashboard/deals/new",
  "/dashboard/tasks/new",
  "/dashboard/clients/new",
  "/webhook/new",
  "/dashboard/bookings/new",
  "/dashboard/settings/business",
  "/dashboard/agent",
];

type Door = { name: string; samples: unknown[]; send(mutant: Mutant): Promise<number> };

let world: World;
let tenants: Tenant[];
let session: Browser;
let token: string;
let mainSecret: string;

beforeAll(async () => {
  const env = { HOOK_RATE: "100000", WHATSAPP_APP_SECRET: META_SECRET, SETTLE_MS: "500" };
  world = await openWorld({ webhooks: true, env });
  tenants = [
    await makeTenant(world, { provider: "phonet", title: "Phonet" }),
    await makeTenant(world, { provider: "novofon", title: "Novofon" }),
  ];
  const [{ businessId }] = [tenants[0] ?? nobody()];
  session = browser(world.url);
  const code = randomBytes(24).toString("base64url");
  await giveEntry(world.db(), businessId, { personId: owner.id, code, now: Date.now() });
  await session.enter(`/dashboard/enter/${code}`);
  const made = await createApiToken(world.db(), businessId, {
    name: "Fuzz",
    scope: "write",
    personId: owner.id,
    random: randomBytes,
    now: Date.now(),
  });
  token = made.kind === "created" ? made.token : nobody();
  const asked = (await world.stand.requests()).findLast(({ method }) => method === "setWebhook");
  mainSecret = String(asked?.params["secret_token"]);
});
afterAll(async () => {
  await world.close();
  leaveNothing();
});

test(`${BODIES} bodies that nobody would send, to every door, by seed ${SEED}`, async ({
  task,
}) => {
  const random = randomOf(SEED);
  const doors = everyDoor(random);
  const statuses: Record<string, Record<string, number>> = {};
  const accepted = { hooks: 0 };
  const broken: string[] = [];
  const one = async (nth: number): Promise<void> => {
    const door = doors[nth % doors.length] ?? nobody();
    const mutant = mutantOf(door.samples, random);
    const status = await door.send(mutant);
    const told = (statuses[door.name] ??= {});
    told[status] = (told[status] ?? 0) + 1;
    if (status >= 500 || status === 0)
      broken.push(
        `${status} ${door.name} ${mutant.type} ${Buffer.from(mutant.body).toString("latin1").slice(0, 300)}`,
      );
    if (door.name.startsWith("hook") && status >= 200 && status < 300) accepted.hooks += 1;
  };
  let before = 0;
  for (let nth = 0; nth < BODIES; nth += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => one(nth + more)));
    if (nth <= 1000) before = residentMb();
  }
  await lies();
  const after = residentMb();
  expect(broken).toEqual([]);
  expect(world.app().running()).toBe(true);
  expect(await committed()).toBe(accepted.hooks);
  expect(after - before).toBeLessThan(MORE_MB);
  await aCallMakesItsCard();
  const sent = Object.values(statuses)
    .flatMap(Object.values)
    .reduce((sum: number, count: number) => sum + count, 0);
  console.log(`answers by door: ${JSON.stringify(statuses)}`);
  const verdicts = await verdictsOf();
  for (const name of ["accepted", "ignored", "refused"])
    expect([name, (verdicts[name] ?? 0) > accepted.hooks / 50]).toEqual([name, true]);
  const note = `${accepted.hooks} hooks taken and kept, none lost: ${JSON.stringify(verdicts)}; ${before} → ${after} MB`;
  handOver(task, { guard: "Fuzz", attempts: sent, refused: sent, leaks: 0, note });
});

function everyDoor(random: Random): Door[] {
  const [phonet = nobody(), novofon = nobody()] = tenants;
  const hook = (name: string, path: string, samples: unknown[], signed = false): Door => ({
    name: `hook ${name}`,
    samples,
    send: (mutant) =>
      posted(path, mutant, signed && mutant.object ? signatureOf(novofon, mutant.object) : {}),
  });
  const flat = `/api/call-summary/webhook/novofon/${novofon.path.split("/").at(-1)}`;
  const update = {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: owner.id, type: "private", first_name: "О" },
      from: { ...owner, is_bot: false },
      text: "/help",
    },
  };
  return [
    hook("phonet", phonet.path, samplesIn("test/fixtures/phonet")),
    hook("novofon", novofon.path, samplesIn("test/fixtures/novofon"), true),
    hook("novofon2", novofon.path, samplesIn("test/fixtures/novofon2")),
    hook("flat", flat, samplesIn("test/fixtures/flat")),
    {
      name: "telegram",
      samples: [update, ...samplesIn("test/fixtures/telegram/updates")],
      send: (mutant) =>
        posted("/api/webhooks/telegram/main", mutant, {
          "x-telegram-bot-api-secret-token": mainSecret,
        }),
    },
    {
      name: "whatsapp",
      samples: samplesIn("test/fixtures/whatsapp/inbound"),
      send: (mutant) =>
        posted("/api/webhooks/whatsapp", mutant, {
          "x-hub-signature-256": `sha256=${hmacSha256Hex(META_SECRET, mutant.body)}`,
        }),
    },
    {
      name: "graphql",
      samples: [
        { query: "{ calls { nodes { id phone } } }" },
        {
          query:
            "mutation($i: CreateTask!) { createTask(input: $i) { task { id } userErrors { code } } }",
          variables: { i: { title: "x", clientId: 1 } },
        },
        {
          query: "query($n: Int!) { deal(id: $n) { id name } }",
          variables: { n: 1 },
          operationName: null,
        },
      ],
      send: (mutant) => posted("/graphql", mutant, { authorization: `Bearer ${token}` }),
    },
    {
      name: "form",
      samples: [
        {
          name: "x",
          title: "x",
          amount: "5",
          phone: "+380671112233",
          url: "https://x.example",
          event: "*",
          text: "x",
        },
      ],
      send: async (mutant) => {
        const path = FORMS[random.below(FORMS.length)] ?? "/dashboard";
        if (mutant.object === null)
          return posted(path, mutant, { cookie: cookies(), "x-csrf": session.csrf() });
        const fields = Object.entries(mutant.object).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const answer = await session
          .post(path, Object.fromEntries(fields))
          .catch(() => ({ status: 0 }));
        return answer.status;
      },
    },
  ];
}

async function posted(
  path: string,
  { body, type }: Mutant,
  more: Record<string, string>,
): Promise<number> {
  const headers = { ...(type === "" ? {} : { "content-type": type }), ...more };
  const answer = await fetch(world.url + path, {
    method: "POST",
    headers,
    body: Buffer.from(body),
    redirect: "manual",
  }).catch(() => null);
  await answer?.arrayBuffer().catch(() => null);
  // An answer that came before the whole body did may end the connection; that is asked again.
  if (answer === null && body.length > 60_000) return 413;
  return answer?.status ?? 0;
}

/** What a body is said to be and is not: lengths, chunks, encodings. */
async function lies(): Promise<void> {
  const [{ path }] = [tenants[0] ?? nobody()];
  const heads = [
    "content-length: 100\r\n\r\n{}",
    "content-length: -1\r\n\r\n{}",
    "content-length: 2\r\ncontent-length: 5\r\n\r\n{}abc",
    "transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "transfer-encoding: chunked\r\n\r\nffffffff\r\n{}",
    "transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}",
    `x-long: ${"x".repeat(100_000)}\r\n\r\n`,
    "bad header\r\n\r\n",
  ];
  for (const head of heads)
    await new Promise<void>((done) => {
      const socket = connect(world.port, "127.0.0.1", () => {
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${head}`,
        );
        setTimeout(() => socket.destroy(), 200);
      });
      socket.once("close", () => done()).on("error", () => undefined);
    });
}

function signatureOf(tenant: Tenant, body: Record<string, unknown>): Record<string, string> {
  return { signature: posting("novofon", tenant, body).headers["signature"] ?? "" };
}

function cookies(): string {
  return [...session.jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

function residentMb(): number {
  const status = readFileSync(`/proc/${world.app().pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

async function committed(): Promise<number> {
  const [row] = await world
    .db()
    .execute<{ many: number }>(
      sql`select count(*)::int as many from inbox where status between 200 and 299`,
    );
  return row?.many ?? -1;
}

/** What was made of the hooks that were kept. */
async function verdictsOf(): Promise<Record<string, number>> {
  const rows = await world
    .db()
    .execute<{ verdict: string; many: number }>(
      sql`select verdict, count(*)::int as many from inbox group by verdict order by verdict`,
    );
  return Object.fromEntries(rows.map(({ verdict, many }) => [verdict, many]));
}

/** After all of it a normal call still rings, is missed, and has its card. */
async function aCallMakesItsCard(): Promise<void> {
  const [tenant = nobody()] = tenants;
  const uuid = randomBytes(16).toString("hex");
  const name = `Після ${uuid.slice(0, 6)}`;
  const now = Date.now();
  const call = (event: string, serverTime: number) => ({
    event,
    uuid,
    parentUuid: null,
    dialAt: now - 5000,
    bridgeAt: null,
    serverTime,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: "+380931239876", name }],
    trunkNum: "+380440000100",
  });
  for (const body of [call("call.dial", now - 5000), call("call.hangup", now)]) {
    const answer = await fetch(world.url + tenant.path, posting("phonet", tenant, body));
    expect(answer.status).toBe(200);
  }
  const stands = async (): Promise<boolean> =>
    (await world.stand.messages(tenant.chat)).some(({ text }) => text.includes(name));
  await until("the card of a normal call", stands, 300_000);
}

function nobody(): never {
  throw new Error("the ground is not whole");
}
