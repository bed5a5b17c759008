import type { WebhookSender } from "../gateways/webhook.ts";
import { isOpaque } from "../gateways/webhook-error.ts";
import type { Clock } from "../lib/clock.ts";
import { refusedItems, type Parcel } from "./batch.ts";
import { judge, type Result, type Target } from "./delivery.ts";
import { withoutPeopleOf, withoutSecrets } from "./redact.ts";
import { liveSecrets, signedHeaders } from "./sign.ts";

export type SendDeps = {
  clock: Clock;
  sender: Pick<WebhookSender, "send">;
  /** From 0 to 1. */
  chance: () => number;
};

/** One request, signed with the secrets of this moment, and what comes of each delivery in it. */
export async function sendParcel(
  { clock, sender, chance }: SendDeps,
  { parcel, target, probe }: { parcel: Parcel; target: Target; probe: boolean },
): Promise<Result[]> {
  const { items, ...about } = parcel;
  const secrets = liveSecrets(target.secrets, clock.now());
  const answer = await sender.send({
    url: target.url,
    headers: {
      ...target.headers,
      "accept-encoding": "gzip, deflate, br",
      ...signedHeaders({ ...about, secrets, now: clock.now() }),
    },
    body: parcel.body,
    timeoutMs: target.timeoutMs,
  });
  const response = answer.response === null ? null : told(answer.response, { parcel, target });
  const refused = about.event === "batch" ? refusedItems(answer.response) : new Set<string>();
  const now = clock.now();
  const moment = { now, chance: chance(), opaque: isOpaque(answer.cause), probe };
  return items.map((item) =>
    judge(item, { ...answer, response }, { ...moment, itemOk: !refused.has(item.eventId) }),
  );
}

/** What may be written down of an answer. */
function told(response: string, { parcel, target }: { parcel: Parcel; target: Target }): string {
  const clean = withoutSecrets(response, target.hidden);
  const bodies = parcel.items.map(({ body }) => body);
  return target.redact ? withoutPeopleOf(clean, bodies) : clean;
}
