import { setMaxListeners } from "node:events";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type buildConnector, type Dispatcher } from "undici";
import { CONNECT_MS, guardedConnector, resolveAll, type Resolve } from "./guard.ts";
import { bodySink, type BodySink } from "./webhook-body.ts";
import { causeOf, isOpaque, timeoutIn, type Phase, type WebhookCause } from "./webhook-error.ts";
import {
  isCatcher,
  targetProblem,
  type TargetProblem,
  type TargetRules,
} from "./webhook-target.ts";

type WebhookRequest = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** From the look-up of the name to the last byte of the answer. */
  timeoutMs: number;
};

/** `status` stays beside a cause that came after it; `response` is what was read of the answer, or where it wanted to lead. */
export type WebhookAnswer = {
  status: number | null;
  cause: WebhookCause | null;
  response: string | null;
  retryAfter: string | null;
  tookMs: number;
};

export type WebhookSender = {
  send(request: WebhookRequest): Promise<WebhookAnswer>;
  close(): Promise<void>;
};

export type SenderOptions = TargetRules & {
  resolve?: Resolve;
};

/**
 * Posts what was signed: to checked addresses only, following nothing, within one absolute deadline. What failed before
 * an answer began is told at the deadline, not sooner, so that nobody learns from the time what stands behind an address.
 */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { allow, resolve = resolveAll } = options;
  const shaking = new Set<string>();
  const look = looking(options);
  const guarded = guardedConnector(allow, { resolve, whole: true, connectMs: 3 * CONNECT_MS });
  const agent = new Agent({ connect: watching(guarded, shaking) });
  const near = new Agent();
  const closing = new AbortController();
  // As many wait for it as attempts are held back until their deadline.
  setMaxListeners(0, closing.signal);
  return {
    send: async (request) => {
      const began = performance.now();
      const { url, problem } = look(request.url);
      const answer =
        problem === null
          ? await exchange({ request, url, agent: isCatcher(url, options) ? near : agent, shaking })
          : failure("blocked_target");
      const left = request.timeoutMs - (performance.now() - began);
      if (isOpaque(answer.cause)) await pause(left, closing.signal);
      const tookMs = isOpaque(answer.cause) ? request.timeoutMs : performance.now() - began;
      return { ...answer, tookMs: Math.round(tookMs) };
    },
    close: async () => {
      closing.abort();
      await Promise.all([agent.destroy(), near.destroy()]);
    },
  };
}

const MOST_PASSED = 1000;

/** Reads and checks addresses; what the rules let pass once they let pass again, only the sandbox's own bins move. */
function looking(
  rules: TargetRules,
): (address: string) => { url: URL; problem: TargetProblem | null } {
  const passed = new Map<string, URL>();
  return (address) => {
    const known = passed.get(address);
    if (known) return { url: known, problem: null };
    const url = new URL(address);
    const problem = targetProblem(url, rules);
    if (passed.size >= MOST_PASSED) passed.clear();
    if (problem === null && !isCatcher(url, rules)) passed.set(address, url);
    return { url, problem };
  };
}

type Answer = Omit<WebhookAnswer, "tookMs">;

/** Notes the origins whose handshake is under way, so that a deadline knows what it interrupts. */
function watching(
  connect: buildConnector.connector,
  shaking: Set<string>,
): buildConnector.connector {
  return (options, callback) => {
    const origin = `${options.protocol}//${options.host ?? options.hostname}`;
    const socket: unknown = connect(options, (...outcome) => {
      shaking.delete(origin);
      callback(...outcome);
    });
    if (options.protocol === "https:" && isEmitter(socket))
      socket.once("connect", () => shaking.add(origin));
  };
}

function isEmitter(value: unknown): value is NodeJS.EventEmitter {
  return typeof value === "object" && value !== null && "once" in value;
}

type Exchange = { request: WebhookRequest; url: URL; agent: Agent; shaking: ReadonlySet<string> };

function exchange({ request, url, agent, shaking }: Exchange): Promise<Answer> {
  return new Promise((answered) => {
    const state: State = {
      phase: "connect",
      over: false,
      ended: false,
      status: null,
      retryAfter: null,
    };
    const settle = (answer: Answer): void => {
      if (state.over) return;
      state.over = true;
      clearTimeout(deadline);
      answered(answer);
      state.sink?.stop();
      // An error keeps its stack, which costs as much as the request: only for what is still to be ended.
      if (!state.ended) state.controller?.abort(new Error("settled"));
    };
    const deadline = setTimeout(() => {
      const waitsForTls = state.phase === "connect" && shaking.has(url.origin);
      const cause = timeoutIn(waitsForTls ? "tls" : state.phase);
      settle({ ...failure(cause), status: state.status });
    }, request.timeoutMs);
    const options: Dispatcher.DispatchOptions = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: "POST",
      headers: request.headers,
      body: request.body,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    try {
      agent.dispatch(options, handlerOf(state, settle));
    } catch (error) {
      settle(failure(causeOf(error)));
    }
  });
}

type State = {
  phase: Phase;
  over: boolean;
  /** Its last byte came. */
  ended: boolean;
  status: number | null;
  retryAfter: string | null;
  sink?: BodySink;
  controller?: Dispatcher.DispatchController;
};

function handlerOf(state: State, settle: (answer: Answer) => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller) => {
      // Too late: the deadline was over before there was a connection, so nothing leaves.
      if (state.over) return controller.abort(new Error("settled"));
      state.controller = controller;
      state.phase = "headers";
    },
    onResponseStart: (_controller, status, headers) => {
      if (status < 200) return;
      const { location, "retry-after": retryAfter, "content-encoding": encoding } = headers;
      Object.assign(state, { phase: "body", status, retryAfter: one(retryAfter) });
      if (status >= 300 && status < 400 && status !== 304)
        return settle({
          ...failure("redirect_refused"),
          status,
          response: `Location: ${(one(location) ?? "").slice(0, 2000)}`,
        });
      state.sink = bodySink(one(encoding) ?? "", (response) =>
        settle({ status, cause: null, response, retryAfter: state.retryAfter }),
      );
    },
    onResponseData: (_controller, chunk) => state.sink?.write(chunk),
    onResponseEnd: () => {
      state.ended = true;
      state.sink?.end();
    },
    onResponseError: (_controller, error) =>
      settle({ ...failure(causeOf(error)), status: state.status }),
  };
}

function failure(cause: WebhookCause): Answer {
  return { status: null, cause, response: null, retryAfter: null };
}

function one(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Until the time is over or the sender closes. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
}
