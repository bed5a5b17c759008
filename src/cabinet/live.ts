import { once } from "node:events";
import { PassThrough } from "node:stream";
import { Router, type RouterContext } from "@koa/router";
import { visitorOf } from "../business/session-service.ts";
import { kept, type Tail } from "../events/tail-service.ts";
import { waitingOf } from "../desk/waiting-service.ts";
import { WaitCounts } from "./live-count.tsx";
import { idIn } from "./input.ts";
import { sayIn } from "./say.ts";
import { reading, serving, type CabinetDeps, type Visit } from "./visit.tsx";

export type LiveDoors = {
  tail: Pick<Tail, "follow">;
  /** How often a silent stream shows that it lives, and how often its member is looked at again. */
  beatMs?: number;
  lookMs?: number;
};

/** Tabs of one browser that may listen at a time. */
const MOST = 6;
const BEAT_MS = 20_000;
const LOOK_MS = 60_000;

/** Tells open pages the names of what happened, nothing else, and gives the counts that stand beside the sections. */
export function liveRouter(deps: CabinetDeps, doors: LiveDoors): Router {
  const router = new Router();
  const listening = new Map<string, number>();
  router.get(
    "/dashboard/live",
    serving(deps, "work", async (visit, ctx) => {
      // Left while its session was looked up: its close has been and comes no more.
      if (ctx.res.closed || ctx.res.destroyed) return;
      const count = listening.get(visit.token) ?? 0;
      // A browser asks no more after this answer.
      if (count >= MOST) return void (ctx.status = 204);
      listening.set(visit.token, count + 1);
      const ended = (): void => {
        const left = (listening.get(visit.token) ?? 1) - 1;
        if (left > 0) listening.set(visit.token, left);
        else listening.delete(visit.token);
      };
      return stream({ ...deps, ...doors }, { visit, ctx, ended });
    }),
  );
  router.get(
    "/dashboard/part/waiting",
    reading(deps, "work", async ({ visitor }) => {
      const waiting = await waitingOf(deps.db, visitor.business.id);
      return { part: WaitCounts({ waiting, say: sayIn(visitor.language) }) };
    }),
  );
  return router;
}

type Deps = CabinetDeps & LiveDoors;
type Stream = { visit: Visit; ctx: RouterContext; ended: () => void };

async function stream(deps: Deps, { visit, ctx, ended }: Stream): Promise<void> {
  const ends = new AbortController();
  const body = new PassThrough();
  for (const gone of [ctx.res, body]) gone.once("close", () => ends.abort());
  ctx.type = "text/event-stream";
  ctx.set("x-accel-buffering", "no");
  ctx.body = body;
  const after = idIn(ctx.get("last-event-id"));
  void feed(deps, visit, { after, body, ends })
    .catch((error: unknown) => {
      if (!ends.signal.aborted) deps.failed(error);
    })
    .finally(() => {
      ended();
      body.end();
    });
}

type Feed = { after: number | null; body: PassThrough; ends: AbortController };

async function feed(deps: Deps, visit: Visit, { after, body, ends }: Feed): Promise<void> {
  const { tail, beatMs = BEAT_MS, lookMs = LOOK_MS } = deps;
  const { signal } = ends;
  const { id } = visit.visitor.business;
  const beat = setInterval(() => body.write(":\n\n"), beatMs);
  const look = setInterval(
    () => void isStillIn(deps, visit).then((is) => is || ends.abort()),
    lookMs,
  );
  try {
    const { from, gap } = await startOf(deps, id, after);
    body.write(`retry: 3000\nid: ${from}\nevent: ready\ndata: ${gap ? "gap" : "on"}\n\n`);
    for await (const { sequence, event } of tail.follow(id, { after: from, signal }))
      if (!body.write(`id: ${sequence}\nevent: change\ndata: ${event}\n\n`))
        await once(body, "drain", { signal });
  } finally {
    clearInterval(beat);
    clearInterval(look);
  }
}

/** Where a page goes on; `gap`: some of what it has not heard is no longer kept. */
async function startOf(
  { db }: Deps,
  businessId: string,
  after: number | null,
): Promise<{ from: number; gap: boolean }> {
  const { first, last } = await kept(db, businessId);
  if (after === null) return { from: last, gap: false };
  const gap = after > last || after + 1 < (first ?? last + 1);
  return { from: gap ? last : after, gap };
}

async function isStillIn({ db, now }: Deps, { token, visitor }: Visit): Promise<boolean> {
  try {
    const found = await visitorOf(db, { token, now: now() });
    return found?.business.id === visitor.business.id;
  } catch {
    // A database that is away says nothing about the session.
    return true;
  }
}
