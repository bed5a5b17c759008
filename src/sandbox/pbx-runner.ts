import { randomBytes } from "node:crypto";
import type { Clock } from "../lib/clock.ts";
import { deliver, type Delivery } from "./pbx-delivery.ts";
import { BURST_CALLS, type Caller, type CallKind } from "./pbx-plot.ts";
import { callbackPlot, callbackSteps } from "./pbx-callback.ts";
import { entriesOf, type Entry } from "./pbx-row.ts";
import { history, plotted, script, type Dialect } from "./pbx-script.ts";
import type { Cast, Step } from "./pbx-step.ts";
import type { Account } from "./provider-accounts.ts";
import { accountId, createShelf, recordingsOf, type Shelf } from "./recording-shelf.ts";
import type { Talk } from "./talk.ts";

const KEPT_RUNS = 50;
const KEPT_ROWS = 5000;
const LOST_MS = 20 * 60_000;
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
  kind: CallKind | "callback";
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
  /** What is said when somebody answers; the next one in turn when left out. */
  talk?: Talk;
  /** Where links to recordings lead. */
  links?: string;
};

/** Rings at the employee's extension and then at the number; without a hook address nobody is told. */
type Callback = { account: Account; ext: string; phone: string; hook: string | null };

type About = Pick<Play, "dialect" | "caller" | "speed" | "delivery"> & Pick<Run, "kind">;

export type PbxRunner = {
  start(play: Play): Run;
  /** The provider's id of the call. */
  callBack(callback: Callback): string;
  /** What the provider's statistics tell by now of the calls of an account. */
  rows(account: Account): Entry[];
  list(): Run[];
  /** Drops what has not been sent yet and forgets every run. */
  stop(): void;
};

export type PbxRunnerDeps = { clock: Clock; log: (line: HookLine) => void; shelf?: Shelf };

/** Plays scripts against a hook address in real time and reports every answer through `log`. */
export function createPbxRunner({
  clock,
  log,
  shelf = createShelf(clock),
}: PbxRunnerDeps): PbxRunner {
  let runs: Run[] = [];
  let told: { account: string; entry: Entry }[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const send = async (run: Run, step: Step, hook: string) => {
    const line = await post(run, step, { hook, clock });
    run.hooks.push(line);
    if (run.hooks.length === run.total) run.state = "finished";
    log(line);
  };

  const begin = (run: Run, steps: readonly Step[], hook: string) => {
    runs = [run, ...runs].slice(0, KEPT_RUNS);
    for (const step of steps) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void send(run, step, hook);
      }, step.atMs);
      timers.add(timer.unref());
    }
  };
  const remember = (account: Account, entries: readonly Entry[]) => {
    const own = entries.map((entry) => ({ account: accountId(account), entry }));
    told = [...told, ...own].slice(-KEPT_ROWS);
  };

  return {
    start: (play) => {
      const startedAt = clock.now();
      const { steps, entries, cast, calls } = playedOf(play, startedAt);
      const run = newRun(play, startedAt, steps.length);
      begin(run, steps, play.hook);
      remember(play.account, entries);
      const talkOf = (): Talk => play.talk ?? shelf.nextTalk();
      shelf.keep(recordingsOf(calls, { ...play, cast, talkOf }));
      return run;
    },
    callBack: ({ account, ext, phone, hook }) => {
      const startAt = clock.now();
      const cast = callbackCast(account, { ext, phone, startAt });
      const steps = hook === null ? [] : callbackSteps(account, cast);
      const about = { kind: "callback", dialect: account.provider, caller: cast.caller } as const;
      const play = { ...about, speed: 1, delivery: "in_order" } as const;
      begin(newRun(play, startAt, steps.length), steps, hook ?? "");
      const calls = [callbackPlot(cast)];
      remember(account, entriesOf(calls, account, cast));
      const made = { account, dialect: account.provider, cast, talkOf: shelf.nextTalk };
      shelf.keep(recordingsOf(calls, made));
      return cast.ids[0] ?? "";
    },
    rows: (account) => {
      const now = clock.now();
      const own = told.filter((one) => one.account === accountId(account));
      return own.map(({ entry }) => entry).filter(({ endsAt }) => endsAt <= now);
    },
    list: () => runs,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      runs = [];
      told = [];
      shelf.reset();
    },
  };
}

function callbackCast(
  account: Account,
  { ext, phone, startAt }: { ext: string; phone: string; startAt: number },
): Cast {
  const { employees, line, contacts } = account;
  const name = contacts.find(({ number }) => number === phone)?.name ?? null;
  return {
    caller: { number: phone, name },
    employees: employees.filter((employee) => employee.ext === ext),
    line,
    startAt,
    speed: 1,
    ids: [randomBytes(20).toString("hex")],
  };
}

/** Calls whose hooks are lost are over long enough for a comparison to find them. */
function playedOf(play: Play, now: number) {
  const { kind, account, dialect, caller, speed, delivery, links } = play;
  const startAt = delivery === "lost" ? now - LOST_MS : now;
  const ids = Array.from({ length: BURST_CALLS }, () => randomBytes(20).toString("hex"));
  const { employees, line } = account;
  const where = links === undefined ? {} : { links };
  const cast: Cast = { caller, employees, line, startAt, speed, ids, ...where };
  const steps = script(kind, account, cast, dialect);
  const dice = steps.map(() => Math.random());
  return {
    steps: deliver(steps, delivery, dice),
    entries: history(kind, account, cast, dialect),
    calls: plotted(kind, cast),
    cast,
  };
}

function newRun(
  { kind, dialect, caller, speed, delivery }: About,
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
