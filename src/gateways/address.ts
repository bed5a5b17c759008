import { BlockList, isIP } from "node:net";
import { AppError } from "../lib/app-error.ts";

/** What outbound requests may reach although it is private. */
export type Allow = { hosts: ReadonlySet<string>; networks: BlockList };

/** IANA's special-purpose registries (2026): nothing of these is a public unicast address. */
const special4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** Inside 2000::/3: protocol assignments with Teredo, documentation, 6to4 (which carries any IPv4 address), AS112. */
const special6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const refused4 = network(special4, "ipv4");
const refused6 = network(special6, "ipv6");
/** The only global unicast block; IPv4-mapped, NAT64, unique local, link-local and loopback lie outside. */
const global6 = network([["2000::", 3]], "ipv6");

/** Whether an IP address is public unicast; false for anything that is no address. */
export function isPublicAddress(address: string): boolean {
  const bare = withoutZone(address);
  switch (isIP(bare)) {
    case 4:
      return !refused4.check(bare, "ipv4");
    case 6:
      return global6.check(bare, "ipv6") && !refused6.check(bare, "ipv6");
    default:
      return false;
  }
}

/** Reads a list of hosts, addresses and CIDRs; throws `outbound.bad_allow`. */
export function parseAllow(list: readonly string[]): Allow {
  const hosts = new Set<string>();
  const networks = new BlockList();
  for (const entry of list.map((part) => part.trim()).filter((part) => part !== "")) {
    const [base = "", prefix, ...rest] = entry.replace(/[[\]]/g, "").split("/");
    const family = familyOf(base);
    if (rest.length > 0 || (prefix !== undefined && !isPrefix(prefix, family)))
      throw new AppError("outbound.bad_allow", "invalid");
    if (family === null) hosts.add(hostKey(base));
    else networks.addSubnet(base, prefix === undefined ? bits(family) : Number(prefix), family);
  }
  return { hosts, networks };
}

/** Whether a connection for this host of a URL may go to this address. */
export function mayReach(allow: Allow, host: string, address: string): boolean {
  const bare = withoutZone(address);
  const family = familyOf(bare);
  return (
    allow.hosts.has(hostKey(host)) ||
    isPublicAddress(bare) ||
    (family !== null && allow.networks.check(bare, family))
  );
}

function network(list: readonly [string, number][], family: "ipv4" | "ipv6"): BlockList {
  const block = new BlockList();
  for (const [base, prefix] of list) block.addSubnet(base, prefix, family);
  return block;
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const family = isIP(address);
  if (family === 0) return null;
  return family === 4 ? "ipv4" : "ipv6";
}

function isPrefix(prefix: string, family: "ipv4" | "ipv6" | null): boolean {
  return family !== null && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits(family);
}

function bits(family: "ipv4" | "ipv6"): number {
  return family === "ipv4" ? 32 : 128;
}

function hostKey(host: string): string {
  return host.toLowerCase().replace(/\.$/, "");
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, "");
}
