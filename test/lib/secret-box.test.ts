import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/lib/hmac.ts";
import { keyIdOf, open, parseKeyring, seal } from "../../src/lib/secret-box.ts";

const first = Buffer.alloc(32, 1);
const second = Buffer.alloc(32, 2);
const old = parseKeyring(first.toString("base64"));
const rotated = parseKeyring(`${second.toString("base64")}, ${first.toString("base64")}`);
const nonce = Buffer.alloc(12, 7);

describe("the secret box", () => {
  test("opens what it sealed, in the documented form", () => {
    const sealed = seal(old, "ключ 🔑", nonce);
    expect(sealed).toMatch(
      new RegExp(`^v1\\.${sha256Hex(first).slice(0, 8)}\\.[\\w-]{16}\\.[\\w-]+$`),
    );
    expect(open(old, sealed)).toBe("ключ 🔑");
    expect(keyIdOf(sealed)).toBe(sha256Hex(first).slice(0, 8));
  });

  test("after a rotation the new key seals and both open", () => {
    const before = seal(old, "secret", nonce);
    const after = seal(rotated, "secret", nonce);
    expect(open(rotated, before)).toBe("secret");
    expect(keyIdOf(after)).not.toBe(keyIdOf(before));
    expect(() => open(old, after)).toThrow("secrets.unknown_key");
  });

  test("any text survives", () => {
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        bytes,
        (plain, fresh) => open(old, seal(old, plain, fresh)) === plain,
      ),
    );
  });

  test("one changed character anywhere is noticed", () => {
    const sealed = seal(old, "a secret of some length", nonce);
    const other = fc.stringMatching(/^[\w\-.=\s]$/);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), other, (at, letter) => {
        fc.pre(sealed[at] !== letter);
        expect(() => open(old, sealed.slice(0, at) + letter + sealed.slice(at + 1))).toThrow(
          /^secrets\./,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("cut, extended, re-labelled or foreign texts do not open", () => {
    const sealed = seal(old, "secret", nonce);
    const [version, id, iv, box = ""] = sealed.split(".");
    const newId = sha256Hex(second).slice(0, 8);
    for (const altered of [
      "",
      "secret",
      sealed.slice(0, -1),
      `${sealed}A`,
      `${sealed}.`,
      [version, newId, iv, box].join("."),
      [version, id, iv, ""].join("."),
      [version, id, "", box].join("."),
      [version, id, iv, box.slice(0, 21)].join("."),
    ]) {
      expect(() => open(rotated, altered), altered).toThrow(/^secrets\.damaged$/);
    }
  });

  test.each([
    "",
    ",",
    "short",
    Buffer.alloc(31).toString("base64"),
    Buffer.alloc(33).toString("base64"),
    `${first.toString("base64")},x`,
    "ы".repeat(43),
  ])("«%s» is no list of keys", (list) => {
    expect(() => parseKeyring(list)).toThrow("keys.malformed");
  });

  test("a nonce of another length is refused", () => {
    expect(() => seal(old, "secret", Buffer.alloc(11))).toThrow("secrets.bad_nonce");
  });
});
