import { expect, test } from "vitest";
import { equalConstantTime, hmacSha1Hex, sha256Hex } from "../../src/lib/hmac.ts";

test("digests are the published vectors", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Hex(new Uint8Array([97, 98, 99]))).toBe(sha256Hex("abc"));
  // RFC 2202, test case 2.
  expect(hmacSha1Hex("Jefe", "what do ya want for nothing?")).toBe(
    "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
  );
});

test("texts of any length are compared whole", () => {
  expect(equalConstantTime("", "")).toBe(true);
  expect(equalConstantTime("ключ", "ключ")).toBe(true);
  expect(equalConstantTime("a", "b")).toBe(false);
  expect(equalConstantTime("a", "aa")).toBe(false);
});
