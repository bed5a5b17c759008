import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { hexSignature, standardSignature } from "../webhooks/sign.ts";

/** How a bin answers. Without `times` it does so until it is told otherwise. */
export const dialSchema = z.strictObject({
  /** What requests are verified with, "whsec_…". */
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+=*$/)
    .optional(),
  status: z.int().min(200).max(599).default(200),
  delay_ms: z.int().min(0).max(60_000).default(0),
  retry_after: z.int().min(0).max(86_400).optional(),
  /** drip: a byte of the answer each 300 ms, without end; drop: the connection breaks. */
  kind: z.enum(["answer", "drip", "drop"]).default("answer"),
  times: z.int().min(1).max(10_000).optional(),
});
export type Dial = z.infer<typeof dialSchema>;

type Check = "good" | "bad" | "absent" | "no_secret";
type CaughtRequest = {
  n: number;
  at: number;
  headers: Record<string, string>;
  body: string;
  /** The seed's header, that of Standard Webhooks, and whether its time is within five minutes of ours. */
  hex: Check;
  standard: Check;
  fresh: boolean;
  status: number | null;
};

/** A bin as people see it: how it answers now, and what it caught, newest first. */
type BinView = {
  dial: Omit<Dial, "secret"> & { verifies: boolean };
  /** How many more times it answers so; null: until told otherwise. */
  left: number | null;
  count: number;
  caught: CaughtRequest[];
};

type Bin = { dial: Dial; left: number; caught: CaughtRequest[]; count: number };

const USUAL = dialSchema.parse({});
const KEPT = 100;
const MOST_BINS = 20;
const TOLERANCE_MS = 300_000;

export type Bins = ReturnType<typeof createBins>;

/** Request bins that verify what they receive; one begins when it is first named. */
export function createBins({ now }: { now: () => number }) {
  const bins = new Map<string, Bin>();
  const binOf = (name: string): Bin => {
    const known = bins.get(name);
    if (known) return known;
    const [oldest] = bins.keys();
    if (bins.size >= MOST_BINS && oldest !== undefined) bins.delete(oldest);
    const made: Bin = { dial: USUAL, left: 0, caught: [], count: 0 };
    bins.set(name, made);
    return made;
  };
  return {
    names: (): string[] => [...bins.keys()],
    of: (name: string): BinView => {
      const { dial, left, caught, count } = binOf(name);
      const { secret, ...rest } = dial;
      const answers = left > 0 ? rest : USUAL;
      return {
        dial: { ...answers, verifies: secret !== undefined },
        left: left > 0 && Number.isFinite(left) ? left : null,
        count,
        caught,
      };
    },
    /** A secret that is left out stays. */
    turn: (name: string, dial: Dial): void => {
      const bin = binOf(name);
      const secret = dial.secret ?? bin.dial.secret;
      bin.dial = secret === undefined ? dial : { ...dial, secret };
      bin.left = dial.times ?? Number.POSITIVE_INFINITY;
    },
    /** What requests are verified with from now on; how it answers stays. */
    trust: (name: string, secret: string): void => {
      const bin = binOf(name);
      bin.dial = { ...bin.dial, secret };
    },
    /** Forgets what was caught; how it answers and verifies stays. */
    clear: (name: string): boolean => {
      const bin = bins.get(name);
      if (!bin) return false;
      Object.assign(bin, { caught: [], count: 0 });
      return true;
    },
    reset: (): void => bins.clear(),
    /** Keeps a request, newest first, and says how to answer it. */
    take: (
      name: string,
      request: { headers: Record<string, string>; body: string },
    ): { dial: Dial; caught: CaughtRequest } => {
      const bin = binOf(name);
      const { secret } = bin.dial;
      const dial = bin.left > 0 ? bin.dial : USUAL;
      bin.left -= 1;
      bin.count += 1;
      const caught = {
        n: bin.count,
        at: now(),
        ...request,
        ...checked(request, { secret, now: now() }),
        status: dial.kind === "drop" ? null : dial.status,
      };
      bin.caught.unshift(caught);
      bin.caught.length = Math.min(bin.caught.length, KEPT);
      return { dial, caught };
    },
  };
}

function checked(
  { headers, body }: { headers: Record<string, string>; body: string },
  { secret, now }: { secret: string | undefined; now: number },
): Pick<CaughtRequest, "hex" | "standard" | "fresh"> {
  const { "webhook-id": id = "", "webhook-timestamp": written = "" } = headers;
  const timestamp = Number(written);
  const hex = headers["x-webhook-signature"];
  const standard = headers["webhook-signature"];
  const check = (given: string | undefined, expected: (key: string) => string): Check => {
    if (secret === undefined) return "no_secret";
    if (given === undefined) return "absent";
    return given.split(" ").some((one) => same(one, expected(secret))) ? "good" : "bad";
  };
  return {
    hex: check(hex, (key) => hexSignature(key, body)),
    standard: check(standard, (key) => standardSignature(key, { id, timestamp, body })),
    fresh: written !== "" && Math.abs(now - timestamp * 1000) <= TOLERANCE_MS,
  };
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
