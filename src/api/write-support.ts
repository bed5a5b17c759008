import { randomUUID } from "node:crypto";
import { cleanName } from "../business/business.ts";
import { clientOf } from "../crm/client-service.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import { askForSupport } from "../desk/support-service.ts";
import { showPhone } from "../lib/phone.ts";
import { createRate } from "../web/rate.ts";
import type { ApiContext } from "./context.ts";
import { NO_ERRORS, refusal } from "./user-error.ts";

/** What a business's programs may ask of its owners: ten at once, and ten an hour. */
const rate = createRate({ perSecond: 10 / 3600, burst: 10 });
const LENGTH = 1000;

type Ask = { text: string; from?: string | null; clientId?: number | null };

export const supportMutations = {
  requestSupport: async ({ input }: { input: Ask }, ctx: ApiContext) => {
    const { db, business, holder } = ctx;
    const no = { accepted: false };
    const text = Array.from(input.text.trim());
    if (text.length === 0 || text.length > LENGTH) return { ...no, ...refusal("INVALID", "text") };
    const row = input.clientId ? await clientByNumber(db, business.id, input.clientId) : null;
    const known = row === null ? null : await clientOf(db, business.id, row);
    if (input.clientId && known === null) return { ...no, ...refusal("NOT_FOUND", "clientId") };
    const botId = ctx.botId();
    if (botId === null || rate.take(business.id, ctx.now()) > 0)
      return { ...no, ...refusal("TOO_MANY") };
    const { owners } = await db.transaction((tx) =>
      askForSupport(tx, business.id, {
        id: randomUUID(),
        text: text.join(""),
        from: cleanName(input.from ?? ""),
        token: holder.name,
        client: known && { id: known.client.id, called: calledOf(known.client) },
        botId,
        now: ctx.now(),
      }),
    );
    return { accepted: owners > 0, ...NO_ERRORS };
  },
};

function calledOf({ name, phones }: { name: string | null; phones: string[] }): string {
  const [phone] = phones;
  return name ?? (phone === undefined ? "" : showPhone(phone));
}
