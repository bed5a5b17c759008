import { foldWhatsapp, type FoldDeps } from "./agent/whatsapp-receive-service.ts";
import { markWhatsappRead } from "./channels/whatsapp-courier-service.ts";
import { putWhatsapp } from "./channels/whatsapp-inbox-service.ts";
import { routed } from "./channels/whatsapp-inbox.ts";
import { numberByPath, type WhatsappDeps } from "./channels/whatsapp-number-service.ts";
import { isUnavailable } from "./db/client.ts";
import type { Handlers } from "./jobs/tasks.ts";
import { clock } from "./lib/clock.ts";
import { logger, logStep } from "./lib/logger.ts";
import { trouble, type Spine } from "./spine.ts";
import type { WhatsappDoor } from "./web/whatsapp-hook-route.ts";

/** What customers write to the businesses' WhatsApp numbers. */
export type WhatsappRoom = {
  handlers: Pick<Handlers, "whatsapp.fold">;
  /** For the HTTP side: the server's Meta app for null, else the business's own whose address it is. */
  open(path: string | null): Promise<WhatsappDoor | null>;
};

export function startWhatsapp({
  whatsapp,
  spine,
  botId,
}: {
  whatsapp: WhatsappDeps;
  spine: Spine;
  botId: number;
}): WhatsappRoom {
  const { db, keyring, gateway, app } = whatsapp;
  const marks = { db, keyring, gateway };
  const folding: FoldDeps = {
    db,
    clock,
    wakeAt: spine.waker.wakeAt,
    isUnavailable,
    botId: () => botId,
    came: ({ line: { channel }, place, kind }) =>
      logStep("message.in", { msg: `от ${place}`, channel, chat: place, kind }),
    seen: (line, { messageId }) =>
      void markWhatsappRead(marks, line, { messageId, typing: true }).catch(
        trouble("a message could not be marked as read"),
      ),
    failed: (problem, about) => logStep("failed", { msg: problem, ...about }),
  };
  const receive =
    (only: string | null) =>
    async (raw: Uint8Array): Promise<boolean> => {
      const posted = routed(raw);
      if (!posted) return false;
      const { kept, unknown } = await putWhatsapp(whatsapp, { posted, only });
      logStep("hook.received", { msg: "whatsapp", provider: "whatsapp", status: 200, kept });
      if (unknown > 0) logger.warn({ unknown }, "Meta told of a number that nobody has linked");
      return true;
    };
  return {
    handlers: {
      "whatsapp.fold": async (job) => {
        await foldWhatsapp(folding, job);
        spine.happened();
      },
    },
    open: async (path) => {
      if (path === null) return { ...app, receive: receive(null) };
      const own = await numberByPath(whatsapp, path);
      return own && { ...own.app, receive: receive(own.number.businessId) };
    },
  };
}
