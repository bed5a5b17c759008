import { pipeline, type Readable } from "node:stream";
import { rootCertificates } from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, ProxyAgent, request as send, type Dispatcher } from "undici";
import { parseAllow } from "./address.ts";
import { CONNECT_MS, guardedConnector, REFUSED, resolveAll, type Resolve } from "./guard.ts";

type HttpRequest = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** From the call to the last byte of the answer; 15 s. */
  deadlineMs?: number;
  /** Of the decompressed body; 1 MiB. */
  maxBytes?: number;
  /** The address comes from the server's own environment and is not checked. */
  trusted?: boolean;
  /** Leaves through HTTPS_PROXY, where there is one; for trusted https addresses alone. */
  proxied?: boolean;
};

export type HttpAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
};

/** Why there is no answer. `detail` is a code and never holds the address. */
export type HttpFailure = {
  failed:
    | "bad_url"
    | "address"
    | "dns"
    | "network"
    | "tls"
    | "timeout"
    | "redirect"
    | "too_large"
    | "encoding";
  detail: string;
};

export type Fetcher = {
  request(request: HttpRequest): Promise<HttpAnswer | HttpFailure>;
  close(): Promise<void>;
};

const DEADLINE_MS = 15_000;
const MAX_BYTES = 1_048_576;

/** HTTP for addresses that a business supplied: public unicast or allowed (hosts, addresses, CIDRs) only, no redirects, no proxy. */
export function createFetcher(options: {
  allow: readonly string[];
  resolve?: Resolve;
  proxy?: string | null;
  /** A certificate authority that trusted addresses may be signed by, beside the known ones (PEM). */
  authority?: string | null;
}): Fetcher {
  const guarded = new Agent({
    connect: guardedConnector(parseAllow(options.allow), {
      resolve: options.resolve ?? resolveAll,
    }),
  });
  const tls = options.authority ? { ca: [...rootCertificates, options.authority] } : {};
  const plain = new Agent({ connect: { timeout: CONNECT_MS, ...tls } });
  const proxy = options.proxy ? new ProxyAgent({ uri: options.proxy, requestTls: tls }) : plain;
  const agentOf = ({ url, trusted, proxied }: HttpRequest): Dispatcher => {
    if (!trusted) return guarded;
    return proxied && /^https:/i.test(url) ? proxy : plain;
  };
  return {
    request: (request) => within(request, agentOf(request)),
    close: async () => {
      await Promise.all([guarded, plain, ...(proxy === plain ? [] : [proxy])].map(end));
    },
  };
}

function end(agent: Dispatcher): Promise<void> {
  return agent.destroy();
}

/** The agent hears of an abort only once it is connected, so that the deadline is raced here. */
async function within(request: HttpRequest, agent: Dispatcher): Promise<HttpAnswer | HttpFailure> {
  const signal = AbortSignal.timeout(request.deadlineMs ?? DEADLINE_MS);
  const expired = new Promise<HttpFailure>((done) => {
    signal.addEventListener("abort", () => done({ failed: "timeout", detail: "deadline" }), {
      once: true,
    });
  });
  return Promise.race([exchange(request, agent, signal).catch(toFailure), expired]);
}

async function exchange(
  request: HttpRequest,
  agent: Dispatcher,
  signal: AbortSignal,
): Promise<HttpAnswer | HttpFailure> {
  const url = toUrl(request.url);
  if (!url) return { failed: "bad_url", detail: "not_http" };
  const { statusCode, headers, body } = await send(url, {
    dispatcher: agent,
    method: request.method ?? "GET",
    headers: { "accept-encoding": "gzip, deflate, br", ...request.headers },
    body: request.body ?? null,
    signal,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  // A body that is dropped half-way ends with an error that nobody waits for.
  body.on("error", () => {});
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304) {
    body.destroy();
    return { failed: "redirect", detail: String(statusCode) };
  }
  const bytes = await readBody(body, {
    encoding: String(headers["content-encoding"] ?? ""),
    maxBytes: request.maxBytes ?? MAX_BYTES,
  });
  return "failed" in bytes ? bytes : { status: statusCode, headers, body: bytes.whole };
}

function toUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.username === "" && url.password === "";
  return plain && (url.protocol === "http:" || url.protocol === "https:") ? url : null;
}

async function readBody(
  body: Readable,
  limits: { encoding: string; maxBytes: number },
): Promise<{ whole: Buffer } | HttpFailure> {
  const source = decoded(body, limits.encoding);
  if (!source) {
    body.destroy();
    return { failed: "encoding", detail: "unknown" };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > limits.maxBytes) return { failed: "too_large", detail: String(limits.maxBytes) };
    chunks.push(chunk);
  }
  return { whole: Buffer.concat(chunks) };
}

function decoded(body: Readable, encoding: string): Readable | null {
  switch (encoding.trim().toLowerCase()) {
    case "":
    case "identity":
      return body;
    case "gzip":
    case "x-gzip":
      return pipeline(body, createGunzip(), () => {});
    case "deflate":
      return pipeline(body, createInflate(), () => {});
    case "br":
      return pipeline(body, createBrotliDecompress(), () => {});
    default:
      return null;
  }
}

function toFailure(error: unknown): HttpFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const name = error instanceof Error ? error.name : "";
  if (code === REFUSED) return { failed: "address", detail: "not_public" };
  if (name === "TimeoutError" || name === "AbortError" || code === "UND_ERR_CONNECT_TIMEOUT")
    return { failed: "timeout", detail: code || "deadline" };
  if (["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ENODATA"].includes(code))
    return { failed: "dns", detail: code };
  if (code.startsWith("Z_") || code.startsWith("ERR__ERROR_FORMAT"))
    return { failed: "encoding", detail: code };
  if (/CERT|TLS|SSL|VERIFY|SELF_SIGNED|EPROTO/.test(code)) return { failed: "tls", detail: code };
  if (code === "UND_ERR_INVALID_ARG") return { failed: "bad_url", detail: code };
  return { failed: "network", detail: code || name };
}
