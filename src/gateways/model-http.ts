import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";

/** A JSON request to a model's server; the address is the server's own setting. */
export type Post = {
  url: string;
  headers: Record<string, string>;
  body: string;
  deadlineMs: number;
};

export type Posted = {
  status: number;
  headers: Partial<Record<string, string | string[]>>;
  text: string;
};

/** No answer at all: what proxies use where no status came. */
const NO_ANSWER = 599;
const MAX_BYTES = 4 * 1_048_576;

export async function post(fetcher: Fetcher, request: Post): Promise<Posted> {
  const answer = await fetcher.request({
    ...request,
    method: "POST",
    maxBytes: MAX_BYTES,
    trusted: true,
    proxied: true,
  });
  if (!isFailure(answer))
    return {
      status: answer.status,
      headers: answer.headers,
      text: answer.body.toString("utf8"),
    };
  return {
    status: NO_ANSWER,
    headers: {},
    text: JSON.stringify({ error: { message: answer.failed } }),
  };
}

/** What the AI SDK takes for the answer of `fetch`. */
export function toResponse({ status, headers, text }: Posted): Response {
  const kept = new Headers({ "content-type": "application/json" });
  for (const name of ["retry-after", "retry-after-ms", "x-request-id"]) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  return new Response(text, { status, headers: kept });
}

/** What the AI SDK gives to `fetch`. */
export function fromInit(init: RequestInit | undefined): {
  headers: Record<string, string>;
  body: string;
} {
  const headers = Object.fromEntries(new Headers(init?.headers).entries());
  return { headers, body: typeof init?.body === "string" ? init.body : "" };
}

/** The question's own deadline ends the wait for one of its answers. */
export async function within<T>(
  signal: AbortSignal | null | undefined,
  work: Promise<T>,
): Promise<T> {
  if (!signal) return work;
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true, signal: over.signal });
  });
  return Promise.race([work, aborted]).finally(() => over.abort());
}

function isFailure(answer: HttpAnswer | HttpFailure): answer is HttpFailure {
  return "failed" in answer;
}
