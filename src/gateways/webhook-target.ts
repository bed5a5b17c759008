import { isIP } from "node:net";
import { mayReach, type Allow } from "./address.ts";

/** Where no webhook goes, whoever asks: mail and databases. */
const FORBIDDEN_PORTS = new Set([
  "22",
  "23",
  "25",
  "110",
  "143",
  "465",
  "587",
  "993",
  "995",
  "1433",
  "2375",
  "2379",
  "3306",
  "5432",
  "5984",
  "6379",
  "9042",
  "9200",
  "9300",
  "11211",
  "27017",
]);
const LOCAL_NAMES = /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/;

export type TargetRules = {
  allow: Allow;
  /** Hosts of this very Frontdesk. */
  own: readonly string[];
  /** Beginning of the sandbox's own bins, the one place on this machine that is open; null: there is none. */
  catcher?: () => string | null;
};

export type TargetProblem = "not_url" | "not_https" | "refused";

/** Whether requests may go to an address, before anything is looked up; an address that is allowed may be plain http. */
export function targetProblem(url: URL, rules: TargetRules): TargetProblem | null {
  const { allow, own } = rules;
  const host = bare(url.hostname);
  if (isCatcher(url, rules)) return null;
  if (url.protocol !== "https:" && url.protocol !== "http:") return "not_url";
  if (FORBIDDEN_PORTS.has(url.port)) return "refused";
  if (own.some((one) => one.toLowerCase() === host)) return "refused";
  if (isIP(host) !== 0) {
    if (!mayReach(allow, host, host)) return "refused";
  } else if (!allow.hosts.has(host) && (LOCAL_NAMES.test(host) || !host.includes("."))) {
    return "refused";
  }
  return url.protocol === "http:" && !isAllowed(host, allow) ? "not_https" : null;
}

/** Whether an address is one of the sandbox's bins, to the letter of scheme, host, port and path. */
export function isCatcher(url: URL, { catcher }: TargetRules): boolean {
  const start = catcher?.() ?? null;
  return start !== null && `${url.origin}${url.pathname}`.startsWith(start);
}

/** Named by whoever runs the server, not merely public. */
function isAllowed(host: string, allow: Allow): boolean {
  const family = isIP(host);
  if (family === 0) return allow.hosts.has(host);
  return allow.hosts.has(host) || allow.networks.check(host, family === 4 ? "ipv4" : "ipv6");
}

function bare(hostname: string): string {
  return hostname.toLowerCase().replace(/[[\]]/g, "").replace(/\.$/, "");
}
