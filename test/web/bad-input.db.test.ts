import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signatureOf } from "../../src/telephony/novofon.ts";
import { database, eachOnFreshDatabase } from "../business/tenants.ts";
import { hook, json, openDoor, SECRET, type Door } from "./door.ts";

eachOnFreshDatabase();
let door: Door;

beforeEach(async () => {
  door = await openDoor(database());
});
afterEach(async () => {
  await door.close();
  expect(door.failed).toEqual([]);
});

const start = {
  event: "NOTIFY_START",
  call_start: "2026-11-21 12:00:00",
  pbx_call_id: "in_0123456789abcdef",
  caller_id: "+79161234567",
  called_did: "74951234567",
};
const signed = (fields: Record<string, string>) => ({
  ...json,
  signature: signatureOf(fields, SECRET) ?? "",
});
const RTL = "\u202e";

describe("a body that is not the provider's: a clear refusal, the bytes kept with it", () => {
  const cases: [string, string | Uint8Array, Record<string, string>, number, string][] = [
    ["cut JSON", '{"event":"call.dial","uuid":', json, 400, "malformed_json"],
    ["a list", "[1,2,3]", json, 400, "not_phonet"],
    ["a number", "42", json, 400, "malformed_body"],
    ["a text", '"call.dial"', json, 400, "not_phonet"],
    ["null", "null", json, 400, "malformed_body"],
    ["nothing", "", json, 400, "not_phonet"],
    ["noise", new Uint8Array([0, 255, 254, 0, 13, 10, 0, 200]), json, 400, "malformed_body"],
    [
      "a gzip body",
      gzipSync(JSON.stringify(hook)),
      { ...json, "content-encoding": "gzip" },
      415,
      "unsupported_type",
    ],
    [
      "XML",
      "<call><event>dial</event></call>",
      { "content-type": "application/xml" },
      415,
      "unsupported_type",
    ],
    [
      "an image",
      new Uint8Array([137, 80, 78, 71]),
      { "content-type": "image/png" },
      415,
      "unsupported_type",
    ],
    [
      "multipart",
      "--x\r\n\r\nhi\r\n--x--",
      { "content-type": "multipart/form-data; boundary=x" },
      415,
      "unsupported_type",
    ],
    ["event of a wrong type", JSON.stringify({ ...hook, event: 7 }), json, 400, "not_phonet"],
    ["no uuid", JSON.stringify({ ...hook, uuid: undefined }), json, 400, "not_phonet"],
    [
      "a uuid of a wrong type",
      JSON.stringify({ ...hook, uuid: { $ne: null } }),
      json,
      400,
      "not_phonet",
    ],
    [
      "nesting 100,000 deep",
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      json,
      400,
      "not_phonet",
    ],
    [
      "deep inside",
      `{"event":"call.dial","uuid":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      json,
      400,
      "not_phonet",
    ],
  ];

  test.each(cases)("%s", async (_what, body, headers, status, code) => {
    const answer = await door.send(door.ours.phonet, { body, headers });
    expect(answer).toMatchObject({ status });
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
    const [stored, ...more] = await door.stored();
    expect(more).toEqual([]);
    expect(stored).toMatchObject({ verdict: "refused", reason: code, status, events: [] });
    expect(Buffer.compare(stored?.raw ?? Buffer.alloc(0), Buffer.from(body))).toBe(0);
    expect(await door.stored(door.businesses.theirs)).toEqual([]);
  });
});

describe("odd but readable: taken, with what is absurd left out", () => {
  const odd: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ["a start in the year 9999", { dialAt: 253_402_300_799_000 }, { startedAt: null }],
    ["a negative start", { dialAt: -5 }, { startedAt: null }],
    ["a start that is no number", { dialAt: "yesterday" }, { startedAt: null }],
    ["1e308", { dialAt: 1e308, serverTime: 1e308 }, { startedAt: null, at: null }],
    ["times as texts", { dialAt: "1795262400000" }, { startedAt: 1795262400000 }],
    ["a direction nobody knows", { lgDirection: 99 }, { direction: null }],
    ["a leg that is a text", { leg: "101" }, { ext: null }],
    ["other legs that are no list", { otherLegs: "nobody" }, { client: null, clientName: null }],
    [
      "a number of 10,000 digits",
      { otherLegs: [{ num: "9".repeat(10_000) }] },
      { clientName: null },
    ],
    ["letters for a number", { otherLegs: [{ num: "'; drop table calls; --" }] }, { client: null }],
    [
      "NUL in a name",
      { otherLegs: [{ num: "+380671234567", name: "Ма\0рія" }] },
      { clientName: "Ма рія" },
    ],
    [
      "a lone surrogate",
      { otherLegs: [{ num: "+380671234567", name: "Ма\ud800рія" }] },
      { clientName: "Марія" },
    ],
    [
      "right-to-left overrides",
      { otherLegs: [{ num: "+380671234567", name: `${RTL}Марія` }] },
      { clientName: "Марія" },
    ],
    [
      "HTML",
      { otherLegs: [{ num: "+380671234567", name: "<b>Марія</b>" }] },
      { clientName: "<b>Марія</b>" },
    ],
    [
      "a name of 10,000 letters",
      { otherLegs: [{ num: "+380671234567", name: "я".repeat(10_000) }] },
      { clientName: "я".repeat(128) },
    ],
    [
      "fields that nobody knows",
      { __proto__x: 1, constructor: { a: 1 }, toString: "x" },
      { ref: hook.uuid },
    ],
  ];

  test.each(odd)("%s", async (_what, change, event) => {
    const answer = await door.send(door.ours.phonet, {
      headers: json,
      body: JSON.stringify({ ...hook, ...change }),
    });
    expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' });
    expect(await door.stored()).toMatchObject([{ verdict: "accepted", events: [event] }]);
  });

  test("an event that nobody knows is kept and answered 200", async () => {
    const answers = [
      await door.send(door.ours.phonet, {
        headers: json,
        body: JSON.stringify({ ...hook, event: "call.sneeze" }),
      }),
      await door.send(door.ours.novofon, {
        headers: json,
        body: JSON.stringify({ ...start, event: "NOTIFY_SNEEZE" }),
      }),
      await door.send(door.ours.novofon, {
        headers: json,
        body: JSON.stringify({ event: "constructor" }),
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const stored = await door.stored();
    expect(stored.map(({ verdict, name }) => [verdict, name])).toEqual([
      ["ignored", "call.sneeze"],
      ["ignored", "NOTIFY_SNEEZE"],
      ["ignored", "constructor"],
    ]);
  });

  test.each([
    ["NUL", "NOTIFY_\0START"],
    ["a lone surrogate", "NOTIFY_\ud800START"],
    ["nothing but NUL", "\0".repeat(64)],
    ["10,000 letters", "N".repeat(10_000)],
  ])("an event's name with %s", async (_what, event) => {
    const headers = { ...json, signature: "Zm9yZ2Vk" };
    const answer = await door.send(door.ours.novofon, {
      headers,
      body: JSON.stringify({ ...start, event }),
    });
    expect(answer.status).toBeLessThan(500);
    expect(answer.status).toBeGreaterThan(0);
    expect(await door.all()).toBe(1);
  });
});

describe("signatures of Novofon", () => {
  const forged = Buffer.from("0".repeat(40)).toString("base64");
  const cases: [string, Record<string, string>, Record<string, string>, number, string | null][] = [
    ["valid", start, signed(start), 200, null],
    ["forged", start, { ...json, signature: forged }, 401, "bad_signature"],
    [
      "of another body",
      { ...start, caller_id: "+79160000000" },
      signed(start),
      401,
      "bad_signature",
    ],
    ["missing", start, json, 401, "no_signature"],
    ["not base64", start, { ...json, signature: "%%%%" }, 401, "bad_signature"],
    ["enormous", start, { ...json, signature: "A".repeat(8000) }, 401, "bad_signature"],
    [
      "forged, with a NUL in the event",
      { ...start, pbx_call_id: "in_\0" },
      { ...json, signature: forged },
      401,
      "bad_signature",
    ],
    [
      "none needed: speech",
      { event: "SPEECH_RECOGNITION", pbx_call_id: "in_1", call_id: "1.2" },
      json,
      200,
      null,
    ],
  ];

  test.each(cases)("%s", async (_what, fields, headers, status, reason) => {
    const answer = await door.send(door.ours.novofon, { headers, body: JSON.stringify(fields) });
    expect(answer.status).toBe(status);
    expect(await door.stored()).toMatchObject([{ status, reason, name: fields["event"] }]);
  });

  test("another business's secret opens nothing: the address says whose it is", async () => {
    const foreign = { ...json, signature: signatureOf(start, "another-secret") ?? "" };
    expect(
      await door.send(door.ours.novofon, { headers: foreign, body: JSON.stringify(start) }),
    ).toMatchObject({ status: 401 });
    expect(await door.stored(door.businesses.theirs)).toEqual([]);
  });
});
