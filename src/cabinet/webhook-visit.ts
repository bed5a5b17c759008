import { membersOf } from "../business/member-service.ts";
import type { Viewer } from "../webhooks/endpoint-service.ts";
import type { EndpointDeps } from "../webhooks/endpoint-service.ts";
import type { LogDetail } from "../webhooks/log.ts";
import type { EventName } from "../events/event.ts";
import type { TextId } from "../texts/bundle.ts";
import { numberIn } from "./input.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";
import { doneIn } from "./done.ts";

/** What the engine of webhooks lends to their pages. */
export type WebhookDoors = {
  endpoints: EndpointDeps;
  /** Sends a sample by the way of every delivery and waits for the answer. */
  sendTest: (
    businessId: string,
    of: { endpointId: string; viewer: Viewer; event: EventName },
  ) => Promise<{ log: LogDetail } | { refused: "not_found" | "busy" }>;
};
export type WebhookDeps = CabinetDeps & WebhookDoors;

/** Only people who may set up the business come here, and they see every endpoint of it. */
export function viewerOf({ visitor }: Visit): Viewer {
  return { personId: visitor.personId, admin: true };
}

/** Who is in the business, by name. */
export async function namesIn(deps: WebhookDeps, visit: Visit): Promise<Map<number, string>> {
  const members = await membersOf(deps.db, visit.visitor.business.id);
  return new Map(members.map(({ personId, name }) => [personId, name]));
}

/** What was just done, as the address of the page says it. */
export function doneOf(visit: Visit): string | null {
  return doneIn(visit, done, { count: numberIn(visit.query.get("n")) ?? 0 });
}

const done: Record<string, TextId> = {
  saved: "wh-done-saved",
  again: "wh-done-again",
  removed: "wh-done-removed",
  on: "wh-done-on",
  off: "wh-done-off",
  queued: "wh-done-queued",
  already: "wh-done-already",
  flight: "wh-done-flight",
  expired: "wh-done-expired",
  turned: "wh-done-turned",
  skipped: "wh-done-skipped",
};
