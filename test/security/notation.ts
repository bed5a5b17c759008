import type { Random } from "../flows/random.ts";

const BASES = [10, 8, 16] as const;
const DIGITS = [
  (digit: number) => String(digit),
  (digit: number) => String.fromCodePoint(0xff10 + digit),
  (digit: number) => String.fromCodePoint(0x1d7ce + digit),
  (digit: number) => (digit === 0 ? "⓪" : String.fromCodePoint(0x245f + digit)),
];
const DOTS = [".", "。", "．", "｡", "%2e"];

/** One IPv4 address as browsers, libraries and people have ever written it, and inside IPv6 ones. */
export function written4(address: string, random: Random, each: number): string[] {
  const parts = address.split(".").map(Number);
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  const hosts = new Set<string>([address, `${address}.`, `user@${address}`, `a:b@${address}`]);
  hosts.add(percent(address));
  for (const base of BASES) hosts.add(based(value, base));
  for (let times = 0; times < each * 4; times += 1) {
    const count = 1 + random.below(4);
    const last = parts.slice(count - 1).reduce((sum, part) => sum * 256 + part, 0);
    const pieces = [...parts.slice(0, count - 1), last];
    const written = pieces.map((part) => based(part, BASES[random.below(3)] ?? 10, random));
    hosts.add(written.join("."));
    const digits = DIGITS[random.below(DIGITS.length)] ?? String;
    const dot = DOTS[random.below(DOTS.length)] ?? ".";
    hosts.add(parts.map((part) => fancy(part, digits)).join(dot));
  }
  const [high, low] = [Math.floor(value / 65_536).toString(16), (value % 65_536).toString(16)];
  for (const inner of [address, `${high}:${low}`])
    for (const start of [
      "::ffff:",
      "::",
      "::ffff:0:",
      "64:ff9b::",
      "64:ff9b:1::",
      "0:0:0:0:0:ffff:",
    ])
      hosts.add(`[${start}${inner}]`);
  hosts.add(`[2002:${high}:${low}::1]`);
  hosts.add(`[2001:0:${high}:${low}::1]`);
  hosts.add(`[fe80::5efe:${address}]`);
  return [...hosts];
}

/** One IPv6 address, long, short, in capitals, with a zone. */
export function written6(address: string, random: Random, each: number): string[] {
  const hosts = new Set([`[${address}]`, `[${address.toUpperCase()}]`, `[${address}%25eth0]`]);
  const groups = groupsOf(address);
  hosts.add(`[${groups.join(":")}]`);
  for (let times = 0; times < each; times += 1)
    hosts.add(`[${groups.map((group) => group.padStart(1 + random.below(4), "0")).join(":")}]`);
  hosts.add(`user@[${address}]`);
  hosts.add(`${address.replaceAll(":", "-")}.ipv6-literal.net`);
  return [...hosts];
}

function based(value: number, base: number, random?: Random): string {
  const zeros = "0".repeat(random?.below(4) ?? 0);
  if (base === 8) return `0${zeros}${value.toString(8)}`;
  if (base === 16) return `${random?.below(2) === 0 ? "0X" : "0x"}${zeros}${value.toString(16)}`;
  return String(value);
}

function fancy(part: number, digit: (digit: number) => string): string {
  return String(part).replaceAll(/\d/g, (one) => digit(Number(one)));
}

function percent(address: string): string {
  return [...Buffer.from(address)].map((byte) => `%${byte.toString(16)}`).join("");
}

function groupsOf(address: string): string[] {
  const [before = "", after = ""] = address.split("::");
  const [front, back] = [before.split(":").filter(Boolean), after.split(":").filter(Boolean)];
  const missing = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...missing, ...back];
}
