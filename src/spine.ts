import { startFoldLoop } from "./calls/fold-loop-service.ts";
import { bookedFollows } from "./calls/followup-booked-service.ts";
import type { FoldDeps } from "./calls/fold-service.ts";
import { createInbox, type Inbox } from "./calls/inbox-service.ts";
import type { Config } from "./config.ts";
import { isUnavailable, openDatabase } from "./db/client.ts";
import { startRelay } from "./events/relay-service.ts";
import { createTail, type Tail } from "./events/tail-service.ts";
import { add } from "./jobs/job-service.ts";
import { createWaker, type Waker } from "./jobs/waker.ts";
import { planReconcile, visitAnswers } from "./desk/reconcile-service.ts";
import { clock } from "./lib/clock.ts";
import { logger, logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";
import { pledgeFollows } from "./speech/promise-service.ts";
import { wantRecordings } from "./speech/want-service.ts";
import { callProcessed } from "./step.ts";
import type { Store } from "./store-start.ts";
import { startWebhooks, type Webhooks } from "./webhook-start.ts";
import { createTelephony, type Telephony } from "./telephony/service.ts";

/** The main job's moving parts: hooks in, fold, events out. */
export type Spine = {
  telephony: Telephony;
  inbox: Inbox;
  fold: FoldDeps;
  waker: Waker;
  webhooks: Webhooks;
  /** Numbered events for who reads live. */
  tail: Tail;
  /** Something may have happened: the relay looks at once. */
  happened(): void;
  stop(): Promise<void>;
};

type Start = {
  config: Config;
  store: Store;
  metrics: Metrics;
  botId: number;
  /** Where this process reaches its own HTTP side. */
  base: () => string;
};

export function startSpine({ config, store, metrics, botId, base }: Start): Spine {
  const { db, keyring } = store;
  const waker = createWaker({ db, clock });
  const webhooks = startWebhooks({ config, store, metrics, botId, wakeAt: waker.wakeAt, base });
  const tail = createTail({ db, failed: trouble("live readers could not look") });
  const wanting = wantRecordings({ keyring, clock });
  const relay = startRelay({
    db,
    on: {
      "call.completed": [wanting],
      "call.recorded": [wanting],
      "call.analyzed": [planReconcile],
      "booking.created": [bookedFollows, visitAnswers],
      "booking.rescheduled": [bookedFollows, visitAnswers],
      "booking.cancelled": [bookedFollows],
      "task.completed": [pledgeFollows],
      "task.updated": [pledgeFollows],
      "task.deleted": [pledgeFollows],
    },
    told: { "call.missed": callProcessed, "call.completed": callProcessed },
    follow: {
      ...webhooks.fan,
      committed: (businessId) => {
        webhooks.fan.committed(businessId);
        tail.wake(businessId);
      },
    },
    failed: trouble("the relay stopped at an event"),
  });
  // Cards wait for one another at their common limits, each on a connection: the fold does not wait with them.
  const folding = openDatabase({ url: store.url, pool: 3, name: "frontdesk fold" });
  const fold: FoldDeps = {
    db: folding,
    clock,
    windows: config.windows,
    wakeAt: waker.wakeAt,
    emitted: relay.nudge,
    folded: metrics.folded,
    failed: (err, about) => logStep("failed", { msg: "a hook could not be folded", err, ...about }),
  };
  const loop = startFoldLoop({ ...fold, trouble: trouble("the fold could not go on") });
  // Connections of its own: a hook's answer does not queue behind the work of folding and sending.
  const doorway = openDatabase({ url: store.url, pool: 2, name: "frontdesk inbox" });
  const inbox = createInbox({
    db: doorway,
    isUnavailable,
    committed: loop.nudge,
    watched: (tokens) => {
      const jobs = tokens.map((token) => ({
        task: "setup.watch" as const,
        payload: token,
        key: `watch:${token.tokenId}`,
      }));
      add(db, jobs).catch(trouble("a waiting set-up could not be told"));
    },
  });
  return {
    telephony: counted(createTelephony({ db, inbox, keyring }), metrics),
    inbox,
    fold,
    waker,
    webhooks,
    tail,
    happened: relay.nudge,
    stop: async () => {
      tail.stop();
      await inbox.idle();
      await doorway.close();
      await loop.stop();
      await folding.close();
      await relay.stop();
      await webhooks.close();
      waker.stop();
    },
  };
}

/** An unknown token is only counted, and so is a hook that could not be committed. */
function counted(telephony: Telephony, metrics: Metrics): Telephony {
  return {
    ...telephony,
    receive: async (received) => {
      const answer = await telephony.receive(received).catch((error: unknown) => {
        metrics.hook(received.provider, "failed");
        throw error;
      });
      if (answer === "unknown") metrics.hook(received.provider, "unknown");
      else metrics.hook(answer.provider, answer.verdict);
      return answer;
    },
  };
}

/** Logs an error under a sentence; an outage of the database is a warning, since everything goes on after it. */
export function trouble(sentence: string): (error: unknown) => void {
  return (err) =>
    isUnavailable(err)
      ? logger.warn({ sentence }, "the database is away")
      : logStep("failed", { msg: sentence, err });
}
