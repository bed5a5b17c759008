import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import { startRelay } from "../../src/events/relay-service.ts";
import { parseAllow } from "../../src/gateways/address.ts";
import { createWebhookSender } from "../../src/gateways/webhook.ts";
import { drain } from "../../src/jobs/drain.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { createFan } from "../../src/webhooks/fan-service.ts";
import { createPump } from "../../src/webhooks/pump-service.ts";

/**
 * As much of Frontdesk as commits events and sends them: emit, relay, jobs, pump and sender, over a real database. It is
 * made to be killed, so it starts quickly, waits for a line on its input, and then works until it is gone.
 */
export type Spec = {
  url: string;
  key: string;
  businessId: string;
  /** The clock shows `from` at `from`, and runs so many times faster: what is leased by the dead is free soon. */
  from: number;
  speed: number;
  /** Whether it makes events, too. */
  pours: boolean;
};

const LOOK_MS = 30;

async function main(spec: Spec): Promise<void> {
  const clock = { now: () => Math.round(spec.from + (Date.now() - spec.from) * spec.speed) };
  const db = openDatabase({ url: spec.url, pool: 4, name: "webhook program" });
  const pump = createPump({
    db,
    clock,
    keyring: parseKeyring(spec.key),
    uuid: randomUUID,
    botId: () => null,
    sender: createWebhookSender({ allow: parseAllow(["127.0.0.1"]), own: [] }),
    chance: Math.random,
    nearMs: 0,
    wakeAt: () => {},
    stale: () => {},
    ended: () => {},
    failed: complain,
  });
  const fan = createFan({ clock, woken: (businessId, ids) => pump.wake(businessId, ids) });
  await db.execute("select 1");
  say("ready");
  await once(process.stdin, "data");
  const relay = startRelay({ db, on: {}, told: {}, follow: fan, failed: complain });
  relay.nudge();
  if (spec.pours) void pour(db, spec, { at: clock.now, told: relay.nudge });
  for (;;) {
    await drain(db, { pump: (job) => pump.run(job) }, clock.now()).catch(complain);
    await sleep(LOOK_MS);
  }
}

/** Commits a few events at a time; every third time they are taken back before the commit. */
async function pour(
  db: Database,
  { businessId }: Spec,
  { at, told }: { at: () => number; told: () => void },
): Promise<void> {
  for (let round = 1; ; round += 1) {
    const events = Array.from({ length: 1 + (round % 3) }, () => taskOf(businessId, at()));
    await db
      .transaction(async (tx) => {
        await emit(tx, events);
        if (round % 3 === 0) throw new Error("never mind");
      })
      .catch(() => {});
    told();
    await sleep(5);
  }
}

function taskOf(businessId: string, at: number): DomainEvent {
  return {
    businessId,
    event: "task.created",
    at,
    data: {
      task_id: randomBytes(4).readUInt32BE(),
      title: "Надіслати фото",
      status: "pending",
      priority: "medium",
      created_at: new Date(at).toISOString(),
      due_at: null,
      assignee: null,
      client_id: null,
    },
  };
}

function complain(error: unknown): void {
  console.error(error);
}

function say(word: string): void {
  process.stdout.write(`${word}\n`);
}

const spec: Spec = JSON.parse(process.argv[2] ?? "{}");
main(spec).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
