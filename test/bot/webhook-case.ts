import { randomBytes, randomUUID } from "node:crypto";
import type { BotDeps } from "../../src/bot/context.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { emit } from "../../src/events/emit-service.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { parseAllow } from "../../src/gateways/address.ts";
import { targetProblem } from "../../src/gateways/webhook-target.ts";
import { createWebhookSender } from "../../src/gateways/webhook.ts";
import { drain } from "../../src/jobs/drain.ts";
import { createFan } from "../../src/webhooks/fan-service.ts";
import { createPump, type Pump } from "../../src/webhooks/pump-service.ts";
import { sendTest } from "../../src/webhooks/test-service.ts";
import { keyring } from "../business/tenants.ts";
import { openSink } from "../webhooks/sink.ts";
import { eventOf } from "../webhooks/yard.ts";
import { invited, ivan, olena, openDesk, withBusiness } from "./desk.ts";

const rules = { allow: parseAllow(["127.0.0.1"]), own: ["desk.example"] };

export const endpoints = {
  keyring,
  random: randomBytes,
  problemOfTarget: (url: string) => targetProblem(new URL(url), rules),
};

/** The bot over the real engine of webhooks; only Telegram and the receiver are played. */
export async function openWebhookDesk() {
  const sink = await openSink();
  const sender = createWebhookSender(rules);
  const pumps: Pump[] = [];
  const onEngine = (played: BotDeps): BotDeps => {
    const { db, clock, botInfo } = played;
    const pump = createPump({
      db,
      clock,
      keyring,
      sender,
      uuid: randomUUID,
      botId: () => botInfo.id,
      chance: () => 0.5,
      nearMs: 0,
      wakeAt: () => {},
      stale: () => {},
      ended: () => {},
      failed: (error) => {
        throw error;
      },
    });
    pumps.push(pump);
    const deliver: Pump["deliver"] = (...one) => pump.deliver(...one);
    const sends: BotDeps["webhooks"]["sendTest"] = (id, of) =>
      sendTest({ db, clock, deliver }, id, of);
    return { ...played, webhooks: { endpoints, sendTest: sends } };
  };
  const desk = await openDesk({ deps: onEngine });
  const [pump] = pumps;
  if (!pump) throw new Error("the bot took no engine");
  await withBusiness(desk);
  await invited(desk, ivan, "Оператор");
  const businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
  const settle = async (): Promise<void> => {
    const handlers = {
      pump: (job: { businessId: string; endpointId: string }) => pump.run(job),
      notice: () => Promise.resolve(),
    };
    await drain(desk.db, handlers, desk.time.now);
    await pump.idle();
  };
  return {
    ...desk,
    sink,
    businessId,
    settle,
    /** A task is added, and whoever wants to know is told. */
    happens: async (): Promise<void> => {
      const fan = createFan({ clock: { now: () => desk.time.now }, woken: () => {} });
      await emit(desk.db, [eventOf(businessId, "task.created")]);
      await relayOnce(desk.db, {}, {}, fan);
      await settle();
    },
    close: async () => {
      await pump.stop();
      await sender.close();
      await sink.close();
      await desk.close();
    },
  };
}

export type WebhookDesk = Awaited<ReturnType<typeof openWebhookDesk>>;
