import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { routed } from "../../src/channels/whatsapp-inbox.ts";
import { meetingOf, type WhatsappPerson } from "../../src/channels/whatsapp-person.ts";
import { isSigned } from "../../src/channels/whatsapp-signature.ts";
import { isFurther, isWhatsappStatus } from "../../src/channels/whatsapp-status.ts";
import { hmacSha256Hex } from "../../src/lib/hmac.ts";

type Vector = { name: string; app_secret: string; raw_body: string; header: string | null };
const vectors: { valid: Vector[]; invalid: Vector[] } = JSON.parse(
  readFileSync(new URL("../fixtures/whatsapp/signature-vectors.json", import.meta.url), "utf8"),
);
const fits = ({ raw_body: body, header, app_secret: secret }: Vector): boolean =>
  isSigned(Buffer.from(body), { shown: header ?? "", secret });

describe("a signature", () => {
  test.each(vectors.valid.map((one) => [one.name, one] as const))("%s fits", (_, vector) => {
    expect(fits(vector)).toBe(true);
  });

  test.each(vectors.invalid.map((one) => [one.name, one] as const))("%s does not", (_, vector) => {
    expect(fits(vector)).toBe(false);
  });

  test("fits the very bytes that were signed, and no others", () => {
    const bytes = fc.uint8Array({ maxLength: 64 });
    fc.assert(
      fc.property(bytes, bytes, fc.string({ minLength: 1 }), (raw, other, secret) => {
        const shown = `sha256=${hmacSha256Hex(secret, raw)}`;
        expect(isSigned(raw, { shown, secret })).toBe(true);
        expect(isSigned(other, { shown, secret })).toBe(Buffer.compare(raw, other) === 0);
        expect(isSigned(raw, { shown: shown.toUpperCase(), secret })).toBe(false);
      }),
    );
  });
});

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const change = (numberId: unknown, field: unknown = "messages") => ({
  field,
  value: { metadata: { phone_number_id: numberId }, messages: [] },
});

describe("a POST", () => {
  test("is taken apart by numbers, every change of every entry, in order", () => {
    const entry = [
      { changes: [change("111111"), change("222222")] },
      { changes: [change("111111", "smb_message_echoes")] },
    ];
    expect(routed(bytes({ entry }))?.changes.map((one) => [one.numberId, one.field])).toEqual([
      ["111111", "messages"],
      ["222222", "messages"],
      ["111111", "smb_message_echoes"],
    ]);
  });

  test("counts what names no number, and loses nothing beside it", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (junk) => {
        const posted = routed(
          bytes({ entry: [...junk, { changes: [...junk, change("111111")] }] }),
        );
        expect(posted?.changes.map(({ numberId }) => numberId)).toContain("111111");
      }),
    );
  });

  test("that is no JSON object is none", () => {
    for (const body of ["", "{", "null", "[]", '"a"', "\uFFFD", "[".repeat(100_000)])
      expect(routed(Buffer.from(body))).toBeNull();
  });

  test("as deep as a hostile hand can make it is only a change that cannot be kept", () => {
    const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    const body = `{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"111111"},"x":${deep}}}]}]}`;
    const posted = routed(Buffer.from(body));
    expect([posted?.changes.length ?? 0, posted?.stray ?? 1]).toEqual([0, 1]);
  });
});

describe("a status", () => {
  const stages = ["sent", "delivered", "read", "played", "failed"].filter(isWhatsappStatus);

  test("never goes back, in whatever order statuses come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(stages, { minLength: 1 }), (order) => {
        let kept: string | null = null;
        for (const stage of order) if (isFurther(stage, kept)) kept = stage;
        expect(kept).toBe(stages.findLast((stage) => order.includes(stage)));
      }),
    );
  });
});

const person = (id: number, userId: string | null, waId: string | null): WhatsappPerson => ({
  id,
  numberId: "1",
  userId,
  waId,
  username: null,
  name: null,
});
const as = (userId: string | null, waId: string | null) => ({
  ...person(0, userId, waId),
});

describe("somebody who writes", () => {
  test("is known by the user id first, by the number second", () => {
    const hidden = person(1, "UA.1", null);
    const byNumber = person(2, null, "380");
    expect(meetingOf(as("UA.1", "380"), { ofUser: hidden, ofNumber: null }).keep).toBe(1);
    expect(meetingOf(as("UA.2", "380"), { ofUser: null, ofNumber: byNumber }).keep).toBe(2);
    expect(
      meetingOf(as(null, "380"), { ofUser: null, ofNumber: person(3, "UA.3", "380") }),
    ).toEqual({ keep: 3, join: null, free: null });
  });

  test("with both, known apart by each, was one person all the time", () => {
    const fitting = { ofUser: person(1, "UA.1", null), ofNumber: person(2, null, "380") };
    expect(meetingOf(as("UA.1", "380"), fitting)).toEqual({ keep: 1, join: 2, free: null });
  });

  test("with a number that another user id had is another person", () => {
    const former = person(2, "UA.2", "380");
    const known = person(1, "UA.1", "381");
    expect(meetingOf(as("UA.9", "380"), { ofUser: null, ofNumber: former })).toEqual({
      keep: null,
      join: null,
      free: 2,
    });
    expect(meetingOf(as("UA.1", "380"), { ofUser: known, ofNumber: former })).toEqual({
      keep: 1,
      join: null,
      free: 2,
    });
  });
});
