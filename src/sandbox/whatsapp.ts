import type { Router } from "@koa/router";
import type { Clock } from "../lib/clock.ts";
import { createPen, type Journal } from "./journal.ts";
import type { Services } from "./service-log.ts";
import { createDelivery } from "./whatsapp-delivery.ts";
import { graphRouter } from "./whatsapp-graph.ts";
import { ticked } from "./whatsapp-letter.ts";
import { createWhatsappLimits } from "./whatsapp-limit.ts";
import { whatsappRouter } from "./whatsapp-router.ts";
import { createTeller } from "./whatsapp-status.ts";
import { letterView } from "./whatsapp-view.ts";
import { createWhatsappWorld, type WhatsappWorld } from "./whatsapp-world.ts";

export type Whatsapp = {
  world: WhatsappWorld;
  /** Meta's Graph API, and the control API beside it. */
  routers: Router[];
  /** Reads the journal; before the first request. */
  load(): Promise<void>;
  /** Goes on with webhooks and statuses of an earlier process, once somebody listens. */
  resume(): void;
  reset(): void;
  close(): Promise<void>;
};

type Deps = {
  journal: Journal;
  clock: Clock;
  services: Services;
  nameOf: (person: number) => string | undefined;
  /** Shows a webhook in the page's journal. */
  log: (line: object) => void;
  /** Tells the page of a letter, or that something else has changed. */
  tell: (change: object) => void;
  /** First gap before a webhook is tried again. */
  gapMs?: number;
};

/** The indicator goes with the answer, or after 25 seconds (Meta's page "Typing indicators"). */
const TYPING_MS = 25_000;

/** The local WhatsApp: Meta's Graph API, people with their chats, and the webhooks that follow. */
export function createWhatsapp(deps: Deps): Whatsapp {
  const { journal, clock, services, nameOf, log, tell, gapMs = 1000 } = deps;
  const typing = new Map<string, number>();
  const world = createWhatsappWorld({
    pen: createPen(journal),
    clock,
    changed: (letter) => {
      if (letter === null) return tell({});
      const message = letterView(world, letter);
      if (letter.by !== "customer") typing.delete(message.chat);
      tell({ message });
    },
  });
  const delivery = createDelivery({
    world,
    gapMs,
    log,
    delivered: (letters) => {
      for (const id of letters) {
        const letter = world.letters.get(id);
        if (letter) ticked(world, letter, "delivered");
      }
    },
  });
  const limits = createWhatsappLimits(clock);
  const teller = createTeller(world, delivery);
  const shown = {
    typing: (key: string) => {
      typing.set(key, clock.now() + TYPING_MS);
      tell({});
    },
  };
  return {
    world,
    routers: [
      graphRouter({ world, services, limits, teller, ...shown }),
      whatsappRouter({ world, delivery, nameOf, teller, limits, typing }),
    ],
    load: async () => world.restore(await journal.load()),
    resume: () => {
      delivery.resume();
      const untold = [...world.letters.values()].filter(({ tick }) => tick === "accepted");
      for (const letter of untold) void teller.accepted(letter);
    },
    reset: () => {
      world.clear();
      limits.clear();
      teller.reset();
      typing.clear();
    },
    close: async () => {
      delivery.close();
      await world.settle();
    },
  };
}
