import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { signatureOf, textFields, verify } from "../../src/telephony/novofon.ts";

type Vector = { fields: Record<string, string>; signature: string; raw_digest: string };
const path = new URL("../fixtures/novofon/signatures.json", import.meta.url);
const { secret, vectors }: { secret: string; vectors: Vector[] } = JSON.parse(
  readFileSync(path, "utf8"),
);

describe.each(vectors.map((vector) => [vector.fields["event"], vector] as const))(
  "%s",
  (_, { fields, signature, raw_digest }) => {
    test("is signed over its own fields, base64 of the hex text", () => {
      expect(signatureOf(fields, secret)).toBe(signature);
      expect(verify(fields, signature, secret)).toBe("valid");
    });

    test("the raw digest, as the official TypeScript has it, is refused", () => {
      expect(verify(fields, raw_digest, secret)).toBe("invalid");
    });

    test("a changed field or another secret is refused", () => {
      expect(verify(fields, signature, `${secret}x`)).toBe("invalid");
      const [signed] = Object.keys(fields).filter((name) =>
        /caller_id|internal|result|pbx_call_id/.test(name),
      );
      const forged = { ...fields, [signed ?? ""]: "1" };
      if (signed !== "pbx_call_id" || fields["event"] === "NOTIFY_RECORD")
        expect(verify(forged, signature, secret)).not.toBe("valid");
    });
  },
);

const start = vectors.find(({ fields }) => fields["event"] === "NOTIFY_START") ?? expect.fail();

test("the header may carry blanks and upper-case hex", () => {
  const upper = Buffer.from(Buffer.from(start.signature, "base64").toString().toUpperCase());
  expect(verify(start.fields, `  ${start.signature}\n`, secret)).toBe("valid");
  expect(verify(start.fields, upper.toString("base64"), secret)).toBe("valid");
});

test.each([undefined, "", "  "])("without a signature (%j) it is missing", (signature) => {
  expect(verify(start.fields, signature, secret)).toBe("missing");
});

test.each(["nonsense", "=", "a".repeat(100_000), "ї"])(
  "garbage is refused, not thrown",
  (signature) => {
    expect(verify(start.fields, signature, secret)).toBe("invalid");
  },
);

test.each(["SPEECH_RECOGNITION", "NOTIFY_INTERNAL_END", "NOTIFY_NEW", "constructor", ""])(
  "nobody knows how %j is signed",
  (event) =>
    expect(verify({ ...start.fields, event }, start.signature, secret)).toBe("unsigned_event"),
);

test("a JSON body is signed by the strings a form would have carried", () => {
  const body = { ...start.fields, called_did: 380443334455, extra: { nested: true } };
  expect(verify(textFields(body), start.signature, secret)).toBe("valid");
  expect(textFields([])).toEqual({});
  expect(textFields(null)).toEqual({});
});
