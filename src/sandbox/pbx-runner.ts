import { randomBytes } from "node:crypto";
import type { Clock } from "../lib/clock.ts";
import { deliver, type Delivery } from "./pbx-delivery.ts";
import { BURST_CALLS, type Caller, type CallKind } from "./pbx-plot.ts";
import { script, type Dialect } from "./pbx-script.ts";
import type { Step } from "./pbx-step.ts";
import type { Account } from "./provider-accounts.ts";

const KEPT_RUNS = 50;
const ANSWER_WITHIN_MS = 15_000;

/** One hook that was sent: our answer's status, or null with the reason when there was none. */
export type HookLine = {
  run: string;
  at: number;
  provider: Dialect;
  name: string;
  status: number | null;
  ms: number;
  error?: string;
};

type Run = {
  run: string;
  provider: Dialect;
  kind: CallKind;
  /** E.164 of the caller; null when hidden. */
  caller: string | null;
  speed: number;
  delivery: Delivery;
  startedAt: number;
  state: "running" | "finished";
  total: number;
  hooks: HookLine[];
};

type Play = {
  kind: CallKind;
  account: Account;
  dialect: Dialect;
  caller: Caller;
  speed: number;
  delivery: Delivery;
  hook: string;
};

export type PbxRunner = {
  start(play: Play): Run;
  list(): Run[];
  /** Drops what has not been sent yet and forgets every run. */
  stop(): void;
};

export type PbxRunnerDeps = { clock: Clock; log: (line: HookLine) => void };

/** Plays scripts against a hook address in real time and reports every answer through `log`. */
export function createPbxRunner({ clock, log }: PbxRunnerDeps): PbxRunner {
  let runs: Run[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const send = async (run: Run, step: Step, hook: string) => {
    const line = await post(run, step, { hook, clock });
    run.hooks.push(line);
    if (run.hooks.length === run.total) run.state = "finished";
    log(line);
  };

  return {
    start: (play) => {
      const startedAt = clock.now();
      const steps = stepsOf(play, startedAt);
      const run = newRun(play, startedAt, steps.length);
      runs = [run, ...runs].slice(0, KEPT_RUNS);
      for (const step of steps) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          void send(run, step, play.hook);
        }, step.atMs);
        timers.add(timer.unref());
      }
      return run;
    },
    list: () => runs,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      runs = [];
    },
  };
}

function stepsOf(
  { kind, account, dialect, caller, speed, delivery }: Play,
  startAt: number,
): Step[] {
  const ids = Array.from({ length: BURST_CALLS }, () => randomBytes(20).toString("hex"));
  const { employees, line } = account;
  const steps = script(kind, account, { caller, employees, line, startAt, speed, ids }, dialect);
  return deliver(
    steps,
    delivery,
    steps.map(() => Math.random()),
  );
}

function newRun(
  { kind, dialect, caller, speed, delivery }: Play,
  startedAt: number,
  total: number,
): Run {
  const run = randomBytes(6).toString("hex");
  return {
    run,
    provider: dialect,
    kind,
    caller: caller.number,
    speed,
    delivery,
    startedAt,
    state: total === 0 ? "finished" : "running",
    total,
    hooks: [],
  };
}

async function post(
  run: Run,
  step: Step,
  { hook, clock }: { hook: string; clock: Clock },
): Promise<HookLine> {
  const at = clock.now();
  const started = performance.now();
  const line = { run: run.run, at, provider: run.provider, name: step.name };
  const since = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    const answer = await fetch(hook, {
      method: "POST",
      headers: step.headers,
      body: step.body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.arrayBuffer();
    return { ...line, status: answer.status, ms: since() };
  } catch (error) {
    return {
      ...line,
      status: null,
      ms: since(),
      error: error instanceof Error ? error.message : String(error),
    };
  }
}
