import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "koa";
import type { Clock } from "../lib/clock.ts";
import {
  createServiceFaults,
  isOddity,
  type Oddity,
  type Service,
  type ServiceFault,
} from "./service-fault.ts";

/** One request to a service: what it was about, and what it was answered. */
export type Visit = {
  n: number;
  at: number;
  service: Service;
  /** Which recording, sound or prompt it was: equal for equal ones. */
  key: string;
  /** For people: the talk that was found in it. */
  about: string;
  /** Null while it is answered, and for good when nobody was left to be answered. */
  status: number | null;
  ms: number;
};

export type Answered = { status: number; body: object | string | Buffer; type?: string };
export type Served = {
  key: string;
  about: string;
  /** When the request came, by `performance.now`: finding out what it is about takes time, too. */
  cameAt?: number;
  /** How this service words a refusal of this status, or of the code that was planted with it. */
  refuse: (status: number, code?: number) => Answered;
  answer: (oddity: Oddity | null) => Answered;
};

export type Services = ReturnType<typeof createServices>;

const KEPT = 5000;
const SLOW_MS = 3000;
const WAIT_S = 2;

/** Counts what every service was asked, and carries out the faults that were planted. */
export function createServices({ clock, log }: { clock: Clock; log: (line: object) => void }) {
  const faults = createServiceFaults();
  let visits: Visit[] = [];
  let n = 0;

  const open = (service: Service, { key, about, cameAt }: Served): Visit => {
    n += 1;
    const since = cameAt === undefined ? 0 : Math.round(performance.now() - cameAt);
    const visit = { n, at: clock.now() - since, service, key, about, status: null, ms: 0 };
    visits = [...visits, visit].slice(-KEPT);
    return visit;
  };
  const closed = (visit: Visit, status: number, started: number): void => {
    Object.assign(visit, { status, ms: Math.round(performance.now() - started) });
    const { at, service, about, ms } = visit;
    log({ at, name: `${service} ${visit.n}`, service, about, status, ms });
  };

  return {
    plant: (fault: ServiceFault) => faults.add(fault),
    heal: () => faults.clear(),
    visits: (after = 0): Visit[] => visits.filter((visit) => visit.n > after),
    reset: () => {
      faults.clear();
      visits = [];
    },
    /** Answers a request that was understood. */
    async serve(ctx: Context, service: Service, served: Served): Promise<void> {
      const started = served.cameAt ?? performance.now();
      const visit = open(service, served);
      const gone = new AbortController();
      ctx.res.once("close", () => gone.abort());
      const fault = faults.strike(service, served.about);
      const here = await waited(fault, gone.signal);
      if (!here || fault?.kind === "drop") {
        ctx.respond = false;
        ctx.req.socket.destroy();
        return;
      }
      const answered = answerOf(fault, served);
      if (fault?.kind === "lost") {
        ctx.respond = false;
        ctx.req.socket.destroy();
        return;
      }
      send(ctx, answered);
      if (answered.status === 429) ctx.set("retry-after", String(fault?.retry_after ?? WAIT_S));
      closed(visit, answered.status, started);
    },
    /** Answers a request that breaks the service's own rules. */
    refuse(
      ctx: Context,
      service: Service,
      { answered, why }: { answered: Answered; why: string },
    ): void {
      const visit = open(service, {
        key: "",
        about: why,
        refuse: () => answered,
        answer: () => answered,
      });
      send(ctx, answered);
      closed(visit, answered.status, performance.now());
    },
  };
}

function answerOf(fault: ServiceFault | null, { refuse, answer }: Served): Answered {
  if (fault === null || fault.kind === "slow" || fault.kind === "lost") return answer(null);
  if (!isOddity(fault.kind)) return refuse(Number(fault.kind), fault.code);
  return answer(fault.kind);
}

/** False when whoever asked has gone meanwhile. */
async function waited(fault: ServiceFault | null, signal: AbortSignal): Promise<boolean> {
  if (fault?.kind === "hang") await sleep(600_000, null, { signal }).catch(() => null);
  if (fault?.kind === "slow") await sleep(fault.ms ?? SLOW_MS, null, { signal }).catch(() => null);
  return !signal.aborted;
}

function send(ctx: Context, { status, body, type }: Answered): void {
  ctx.status = status;
  ctx.type = type ?? "application/json";
  ctx.body = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
