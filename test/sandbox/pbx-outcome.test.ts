import { describe, expect, test } from "vitest";
import type { Call, CallEvent } from "../../src/calls/call.ts";
import { fold } from "../../src/calls/fold.ts";
import { deliver, deliveries } from "../../src/sandbox/pbx-delivery.ts";
import { callKinds, type CallKind } from "../../src/sandbox/pbx-plot.ts";
import { providerOf, script, type Dialect } from "../../src/sandbox/pbx-script.ts";
import type { Step } from "../../src/sandbox/pbx-step.ts";
import {
  createAccounts,
  type Account,
  type Provider,
} from "../../src/sandbox/provider-accounts.ts";
import { parse as parseFlat } from "../../src/telephony/flat.ts";
import { parse as parseNovofon2 } from "../../src/telephony/novofon2.ts";
import { parse as parseNovofon, verify } from "../../src/telephony/novofon.ts";
import { parse as parsePhonet } from "../../src/telephony/phonet.ts";

const START = Date.UTC(2026, 10, 24, 12, 0, 0);
const HOUR = 3_600_000;
const windows = { settleMs: 10_000, ringingMs: 30_000, talkingMs: 30_000 };
const ids = Array.from({ length: 20 }, (_, n) =>
  (0xabcdef + n * 0x1357).toString(16).padEnd(40, "5e"),
);
const accounts = createAccounts();

const outcomes: Record<Exclude<CallKind, "burst">, object> = {
  answered: { outcome: "answered", answeredBy: { ext: "101" }, rang: ["101"], transferred: false },
  missed: { outcome: "missed", answeredBy: null, rang: ["101"] },
  forward: {
    outcome: "answered",
    answeredBy: { ext: "102" },
    rang: ["101", "102"],
    transferred: false,
  },
  group: { outcome: "answered", answeredBy: { ext: "102" }, rang: ["101", "102"] },
  transfer: {
    outcome: "answered",
    answeredBy: { ext: "101" },
    lastBy: { ext: "102" },
    transferred: true,
  },
  lost_hangup: { answeredBy: { ext: "101" }, state: "ended", lengthUnknown: true },
};

describe.each(["phonet", "novofon", "novofon2"] as const)("%s", (provider) => {
  describe.each([1, 10])("at ×%i", (speed) => {
    test.each(Object.entries(outcomes))(
      "«%s» is one incoming call with the outcome that its button names",
      (name, outcome) => {
        const kind = callKinds.find((one) => one === name) ?? "answered";
        for (const delivery of deliveries.filter((one) => one !== "lost")) {
          const steps = deliver(
            played(kind, provider, speed),
            delivery,
            [0.9, 0.1, 0.7, 0.5, 0.99, 0.2, 0.6],
          );
          const calls = folded(steps, provider);
          expect([delivery, calls]).toMatchObject([
            delivery,
            [{ direction: "in", client: "+380670000001", line: "+380440000100", ...outcome }],
          ]);
        }
      },
    );
  });

  test("a burst is twenty calls, half of them missed", () => {
    const calls = folded(played("burst", provider, 10), provider);
    expect(calls.filter(({ outcome }) => outcome === "answered")).toHaveLength(10);
    expect(calls.filter(({ outcome }) => outcome === "missed")).toHaveLength(10);
    expect(new Set(calls.map(({ client }) => client)).size).toBe(20);
  });

  test("a hidden caller is nobody", () => {
    expect(folded(played("missed", provider, 1, null), provider)).toMatchObject([
      { client: null, outcome: "missed" },
    ]);
  });
});

describe("flat", () => {
  test.each([
    ["answered", { outcome: "answered", talkS: 50, recorded: true }],
    ["transfer", { outcome: "answered", talkS: 89 }],
    ["missed", { outcome: "missed", talkS: 0, recorded: false }],
  ] as const)("«%s» is one call that is over", (kind, outcome) => {
    expect(folded(played(kind, "flat", 1), "flat")).toMatchObject([
      { direction: "in", client: "+380670000001", line: "+380440000100", ...outcome },
    ]);
  });

  test("of a call whose end is lost nothing is told", () => {
    expect(played("lost_hangup", "flat", 1)).toEqual([]);
  });
});

test("the product accepts every signature of the stand-in, and refuses it with another secret", () => {
  const { secret } = accountOf("novofon");
  for (const step of played("transfer", "novofon", 1)) {
    const fields = Object.fromEntries(new URLSearchParams(step.body));
    expect(verify(fields, step.headers["signature"], secret)).toBe("valid");
    expect(verify(fields, step.headers["signature"], "other")).toBe("invalid");
  }
});

function played(
  kind: CallKind,
  dialect: Dialect,
  speed: number,
  number: string | null = "+380670000001",
): Step[] {
  const account: Account = accountOf(providerOf(dialect));
  const { employees, line } = account;
  const caller = { number, name: null };
  return script(kind, account, { caller, employees, line, startAt: START, speed, ids }, dialect);
}

function accountOf<P extends Provider>(provider: P): Extract<Account, { provider: P }> {
  const account = accounts.of(provider);
  if (!account) throw new Error("the demo account is gone");
  return account;
}

/** The calls as the product makes them of these hooks, an hour later. */
function folded(steps: readonly Step[], provider: Dialect): Call[] {
  const events = steps.flatMap((step) => eventsOf(step, provider));
  const rootOf = (event: CallEvent): string =>
    events.find(({ ref }) => ref === event.parent)?.ref ?? event.ref;
  const roots = [...new Set(events.map(rootOf))];
  return roots.map((root) => {
    const own = events.filter((event) => rootOf(event) === root);
    return fold(own, windows, START + HOUR);
  });
}

function eventsOf({ atMs, body }: Step, dialect: Dialect): CallEvent[] {
  const context = { arrivedAt: START + atMs, country: "UA", zone: "Europe/Kyiv" } as const;
  const parsers = {
    phonet: () => parsePhonet(JSON.parse(body), context),
    novofon: () => parseNovofon(Object.fromEntries(new URLSearchParams(body)), context),
    novofon2: () => parseNovofon2(JSON.parse(body), context),
    flat: () => parseFlat(JSON.parse(body), context),
  };
  const parsed = parsers[dialect]();
  if (!("events" in parsed)) throw new Error(`the product does not take ${body}`);
  return parsed.events;
}
