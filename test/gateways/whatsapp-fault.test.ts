import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../src/gateways/whatsapp-fault.ts";

describe("the table of Meta's errors", () => {
  test.each([
    ["revoked", [0, 190]],
    ["permission", [3, 10, 200, 219, 299]],
    ["restricted", [368, 130497, 131031]],
  ] as const)("stops the number: %s", (trouble, codes) => {
    for (const code of codes) expect(faultOf({ code })).toEqual({ act: "stop", trouble });
  });

  test.each([
    ["message", [131000, 131016]],
    ["customer", [131056]],
    ["number", [4, 80007, 130429, 131048, 131057]],
  ] as const)("says later, and who waits: the %s", (of, codes) => {
    for (const code of codes) expect(faultOf({ code })).toMatchObject({ act: "later", of });
  });

  test.each([
    ["closed", [131047]],
    ["dead", [131026]],
    ["declined", [130472, 131049, 131050]],
    ["phone", [131062]],
    ["template", [132000, 132001, 132015, 132018]],
    ["refused", [33, 100, 131008, 131009, 131051, 131052, 131053, 300, 199]],
  ] as const)("is final for this message: %s", (act, codes) => {
    for (const code of codes) expect(faultOf({ code })).toEqual({ act });
  });

  test("an unlisted code is read by what stands beside it", () => {
    expect(faultOf({ code: 7, transient: true })).toMatchObject({ act: "later" });
    expect(faultOf({ code: 7, httpStatus: 503 })).toMatchObject({ act: "later" });
    expect(faultOf({ code: 7, httpStatus: 429 })).toMatchObject({ act: "later", of: "number" });
    expect(faultOf({ code: 7, httpStatus: 401 })).toMatchObject({ act: "stop" });
  });

  test("a wait that Meta names is kept, an hour at most", () => {
    assert(
      property(
        constantFrom(4, 130429, 131000, 131056),
        integer({ min: 1, max: 1e10 }),
        (code, retryAfterMs) => {
          const plain = faultOf({ code });
          const named = faultOf({ code, retryAfterMs });
          if (plain.act !== "later" || named.act !== "later") throw new Error("not later");
          expect(named.waitMs).toBe(Math.min(Math.max(retryAfterMs, plain.waitMs), 3_600_000));
          expect(named.told).toBe(true);
        },
      ),
    );
  });

  test("no code and no status is without an answer", () => {
    assert(
      property(integer(), integer({ min: 100, max: 599 }), (code, httpStatus) => {
        expect(faultOf({ code, httpStatus }).act).toMatch(/^[a-z]+$/);
      }),
    );
  });
});
