import { setActive } from "../webhooks/endpoint-service.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import {
  replayParked,
  retryOne,
  retryRange,
  retrySelected,
  skipParked,
} from "../webhooks/replay-service.ts";
import { parseWall } from "../lib/zone.ts";
import { AppError } from "../lib/app-error.ts";
import { idIn } from "./input.ts";
import type { Answer, Visit } from "./visit.tsx";
import { logQuery, readWish, wallText } from "./webhook-log.ts";
import { viewerOf, type WebhookDeps } from "./webhook-visit.ts";

/** Sends again: one delivery, the chosen ones, those of a time, or what was kept while the endpoint was off. */
export async function retry(deps: WebhookDeps, visit: Visit, endpoint: Endpoint): Promise<Answer> {
  const { form } = visit;
  if (form.has("parked")) return parked(deps, visit, endpoint);
  if (form.has("one")) return one(deps, visit, endpoint);
  if (form.has("from")) return range(deps, visit, endpoint);
  return selected(deps, visit, endpoint);
}

async function parked(deps: WebhookDeps, visit: Visit, endpoint: Endpoint): Promise<Answer> {
  const { visitor, form } = visit;
  const of = ofVisit(visit, endpoint);
  const { id } = visitor.business;
  if (form.get("parked") === "skip")
    return doneAt(endpoint, "skipped", await skipParked(deps.db, id, of));
  const outcome = await deps.db.transaction(async (tx) => {
    if (!endpoint.active) await setActive(tx, id, { ...of, active: true });
    return replayParked(tx, id, of);
  });
  return "queued" in outcome
    ? doneAt(endpoint, "queued", outcome.queued)
    : doneAt(endpoint, "turned");
}

async function one(deps: WebhookDeps, visit: Visit, endpoint: Endpoint): Promise<Answer> {
  const { visitor, form } = visit;
  const [deliveryId = 0] = numbersIn(form.getAll("one"));
  const outcome = await retryOne(deps.db, visitor.business.id, {
    ...ofVisit(visit, endpoint),
    deliveryId,
    confirmed: form.has("confirmed"),
  });
  if ("queued" in outcome) return back(visit, endpoint, { done: "queued", n: "1" });
  if ("already" in outcome) return back(visit, endpoint, { done: "already" });
  if ("confirm" in outcome) return back(visit, endpoint, { sure: String(outcome.confirm) });
  if (outcome.refused === "not_found") throw new AppError("webhooks.no_delivery", "not_found");
  return back(visit, endpoint, { done: refusals[outcome.refused] });
}

const refusals = { off: "turned", in_flight: "flight", expired: "expired" } as const;

async function selected(deps: WebhookDeps, visit: Visit, endpoint: Endpoint): Promise<Answer> {
  const { visitor, form } = visit;
  const outcome = await retrySelected(deps.db, visitor.business.id, {
    ...ofVisit(visit, endpoint),
    deliveryIds: numbersIn(form.getAll("delivery")),
  });
  if ("queued" in outcome)
    return back(visit, endpoint, { done: "queued", n: String(outcome.queued) });
  return back(visit, endpoint, { done: "turned" });
}

async function range(deps: WebhookDeps, visit: Visit, endpoint: Endpoint): Promise<Answer> {
  const { visitor, form } = visit;
  const { id, timezone } = visitor.business;
  const [from, to] = ["from", "to"].map((name) => form.get(name) ?? "");
  const [since, until] = [from, to].map((text) => instantOf(text ?? "", timezone));
  const path = `/webhook/${endpoint.id}/logs`;
  if (since == null || until == null || until <= since) return { to: path };
  const dry = form.get("do") === "count";
  const outcome = await retryRange(deps.db, id, {
    ...ofVisit(visit, endpoint),
    from: since,
    to: until,
    dry,
  });
  if ("refused" in outcome) return { to: `${path}?done=turned` };
  if (!dry) return { to: `${path}?done=queued&n=${outcome.queued}` };
  const query = new URLSearchParams({
    from: from ?? "",
    to: to ?? "",
    counted: String(outcome.queued),
  });
  return { to: `${path}?${query.toString()}` };
}

function instantOf(field: string, zone: string): number | null {
  const wall = wallText(field);
  return wall === null ? null : parseWall(wall, zone);
}

function ofVisit(visit: Visit, endpoint: Endpoint) {
  return { endpointId: endpoint.id, viewer: viewerOf(visit), now: visit.now };
}

function doneAt(endpoint: Endpoint, done: string, count = 0): Answer {
  return { to: `/webhook/${endpoint.id}?done=${done}&n=${count}` };
}

/** To the page that the form stood on; what it says of itself is read anew, never taken as an address. */
function back(visit: Visit, endpoint: Endpoint, more: Record<string, string>): Answer {
  const given = visit.form.get("back") ?? "";
  const wish = readWish(new URLSearchParams(given));
  const query = new URLSearchParams(logQuery({ ...wish, live: null, short: false }));
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return {
    to: wish.short
      ? `/webhook/${endpoint.id}?${query.toString()}`
      : `/webhook/${endpoint.id}/logs?${query.toString()}`,
  };
}

function numbersIn(texts: readonly string[]): number[] {
  return texts.map(idIn).filter((id) => id !== null);
}
