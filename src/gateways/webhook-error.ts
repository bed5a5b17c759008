import { REFUSED } from "./guard.ts";

/** Why an attempt had no answer, for who runs the server. */
export type WebhookCause =
  | "dns_error"
  | "connection_refused"
  | "connection_reset"
  | "tls_error"
  | "timeout_connect"
  | "timeout_tls"
  | "timeout_headers"
  | "timeout_body"
  | "redirect_refused"
  | "blocked_target"
  | "network_error";

export type Phase = "connect" | "tls" | "headers" | "body";

/** Causes that must look alike to whoever chose the address: they would tell which hosts and ports are open behind us. */
const opaque: ReadonlySet<WebhookCause> = new Set([
  "dns_error",
  "connection_refused",
  "connection_reset",
  "tls_error",
  "timeout_connect",
  "timeout_tls",
  "blocked_target",
  "network_error",
]);

export function isOpaque(cause: WebhookCause | null): boolean {
  return cause !== null && opaque.has(cause);
}

export function timeoutIn(phase: Phase): WebhookCause {
  return `timeout_${phase}`;
}

/** The class of an error of the connection. */
export function causeOf(error: unknown): WebhookCause {
  const code = codeOf(error);
  if (code === REFUSED) return "blocked_target";
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") return "timeout_connect";
  if (["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ENODATA", "EAI_NONAME"].includes(code))
    return "dns_error";
  if (code === "ECONNREFUSED") return "connection_refused";
  if (["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ECONNABORTED"].includes(code))
    return "connection_reset";
  if (/CERT|TLS|SSL|VERIFY|SELF_SIGNED|EPROTO/.test(code)) return "tls_error";
  return "network_error";
}

/** Of several addresses of a host that all failed, the first one's. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
