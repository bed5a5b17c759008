import { Router } from "@koa/router";
import { z } from "zod";
import { equalConstantTime } from "../lib/hmac.ts";
import { readRaw } from "./body.ts";
import { errorBody } from "./error.ts";

const LIMIT = 1024 * 1024;
const placed = z.looseObject({ chat: z.looseObject({ id: z.number().int() }) }).optional();
/** Where an update belongs: its handling is queued by that before the bot reads the rest. */
const placesShape = z.looseObject({
  message: placed,
  edited_message: placed,
  my_chat_member: placed,
  callback_query: z
    .looseObject({ from: z.looseObject({ id: z.number().int() }), message: placed })
    .optional(),
});
const updateShape = z
  .looseObject({ update_id: z.number().int() })
  .refine((update) => placesShape.safeParse(update).success);
export type Update = z.infer<typeof updateShape>;

/** Where Telegram posts the main bot's updates; each is stored before the answer. */
export function telegramRouter(deps: {
  /** Any of them will do. */
  secrets: readonly string[];
  receive: (updates: Update[]) => Promise<void>;
}): Router {
  const router = new Router();
  router.post("/api/webhooks/telegram/main", async (ctx) => {
    const shown = ctx.get("x-telegram-bot-api-secret-token");
    if (!deps.secrets.some((secret) => equalConstantTime(shown, secret))) {
      ctx.status = 401;
      ctx.body = errorBody("unauthorised", "The secret does not match.");
      return;
    }
    const raw = await readRaw(ctx.req, LIMIT);
    if (raw === "too_large") {
      ctx.set("Connection", "close");
      ctx.status = 413;
      ctx.body = errorBody("too_large", "An update is at most 1 MiB.");
      return;
    }
    const update = parse(raw);
    if (!update) {
      ctx.status = 400;
      ctx.body = errorBody("not_an_update", "The body is not a Telegram update.");
      return;
    }
    await deps.receive([update]);
    ctx.body = {};
  });
  return router;
}

function parse(raw: Uint8Array): Update | null {
  try {
    const read = updateShape.safeParse(JSON.parse(Buffer.from(raw).toString("utf8")));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
