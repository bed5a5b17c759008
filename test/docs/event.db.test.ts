import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBusiness } from "../../src/business/business-service.ts";
import { seePerson } from "../../src/business/person-service.ts";
import { comments } from "../../src/db/schema/crm.ts";
import { hexSignature } from "../../src/webhooks/sign.ts";
import { freshDatabase } from "../db/database.ts";
import { openSink } from "../webhooks/sink.ts";
import { page, section } from "./page.ts";
import { apply, stepsIn } from "./provider-steps.ts";
import { copySources, type SourceCopy } from "./source-copy.ts";

const steps = stepsIn(section(page("CONTRIBUTING.md"), "Add an event type in three steps"));
const NOW = Date.UTC(2026, 10, 21, 12);
const message = { botId: 7, telegramId: 11, messageId: 5 };
let copy: SourceCopy;

beforeAll(() => {
  copy = copySources();
});
afterAll(() => copy.remove());

test("an event type added as the page says is subscribed to, emitted and delivered, signed", async () => {
  expect(steps).toHaveLength(4);
  for (const step of steps) apply(copy.folder, step);
  copy.compile();
  const fresh = await freshDatabase();
  const sink = await openSink();
  try {
    await seePerson(fresh.db, { id: 1, firstName: "Олена", languageCode: "uk", now: NOW });
    const { id: businessId } = await createBusiness(fresh.db, {
      name: "Hooks",
      kind: "salon",
      timezone: "Europe/Kyiv",
      currency: "UAH",
      language: "uk",
      country: "UA",
      owner: { id: 1, name: "Олена" },
      now: NOW,
    });
    const kept = { number: 3, text: "Old", author: 1, authorName: "Олена" };
    await fresh.db
      .insert(comments)
      .values({ businessId, ...kept, ...message, createdAt: new Date(NOW) });
    const { secret } = await play({ url: fresh.url, businessId, sink: sink.url });
    expect(sink.caught.map(({ headers }) => headers["x-webhook-event"])).toEqual([
      "comment.edited",
    ]);
    const body = sink.caught[0]?.body ?? "{}";
    expect(JSON.parse(body)).toMatchObject({
      event: "comment.edited",
      business_id: businessId,
      sequence: 1,
      data: { comment_id: 3, text: "New" },
    });
    expect(sink.caught[0]?.headers["x-webhook-signature"]).toBe(hexSignature(secret, body));
  } finally {
    await sink.close();
    await fresh.close();
  }
}, 120_000);

/** Subscribes, edits the comment, and runs the relay and the pump once. */
async function play(spec: object): Promise<{ secret: string }> {
  const given = JSON.stringify({ ...spec, message, now: NOW });
  const { stdout } = await promisify(execFile)(process.execPath, [copy.program(PLAY), given]);
  const played: { secret: string } = JSON.parse(stdout);
  return played;
}

const PLAY = `
import { randomBytes, randomUUID } from "node:crypto";
import { editComment } from "./crm/comment-service.js";
import { openDatabase } from "./db/client.js";
import { relayOnce } from "./events/relay-service.js";
import { parseAllow } from "./gateways/address.js";
import { createWebhookSender } from "./gateways/webhook.js";
import { drain } from "./jobs/drain.js";
import { parseKeyring } from "./lib/secret-box.js";
import { createEndpoint } from "./webhooks/endpoint-service.js";
import { usual } from "./webhooks/endpoint.js";
import { createFan } from "./webhooks/fan-service.js";
import { createPump } from "./webhooks/pump-service.js";

const { url, businessId, sink, message, now } = JSON.parse(process.argv[2]);
const db = openDatabase({ url, pool: 4 });
const keyring = parseKeyring(Buffer.alloc(32, 7).toString("base64"));
const clock = { now: () => now };
const sender = createWebhookSender({ allow: parseAllow(["127.0.0.1"]), own: [] });
const failed = (error) => { throw error; };
const pump = createPump({ db, clock, keyring, uuid: randomUUID, botId: () => null, sender, chance: () => 0.5, nearMs: 0,
  wakeAt: () => {}, stale: () => {}, ended: () => {}, failed });
const made = await createEndpoint(db, businessId, { input: { name: "Sink", url: sink, events: ["*.edited"], ...usual },
  personId: null, now, deps: { keyring, random: randomBytes, problemOfTarget: () => null } });
if (!("secret" in made)) throw new Error(JSON.stringify(made));
if (!(await editComment(db, businessId, { text: "New", message, now }))) throw new Error("no comment");
await relayOnce(db, {}, {}, createFan({ clock, woken: () => {} }));
await drain(db, { pump: (job) => pump.run(job) }, now);
await pump.idle();
await pump.stop();
await sender.close();
await db.close();
process.stdout.write(JSON.stringify({ secret: made.secret }));
`;
