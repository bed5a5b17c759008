import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskAddress, readAddress } from "../../src/webhooks/address.ts";
import { diagnose } from "../../src/webhooks/doctor.ts";
import { passes, problemOf } from "../../src/webhooks/filter.ts";
import { headerProblem } from "../../src/webhooks/header.ts";
import { isRecord, type Json } from "../../src/webhooks/json.ts";
import { isPattern, wants } from "../../src/webhooks/pattern.ts";
import { secretsIn, withoutPeople, withoutSecrets } from "../../src/webhooks/redact.ts";
import { hexSignature, liveSecrets, secretOf, signedHeaders } from "../../src/webhooks/sign.ts";
import { render, templateProblem } from "../../src/webhooks/template.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

describe("case 22: what a subscription means", () => {
  test.each([
    [["task.*"], "task.created", true],
    [["task.*"], "task.created.v2", false],
    [["task.*"], "tasks.x", false],
    [["*.created"], "deal.created", true],
    [["*.created"], "deal.created.v2", false],
    [["*"], "call.missed", true],
    [[], "call.missed", false],
    [["call.missed", "call.missed"], "call.missed", true],
    [["task"], "task.created", false],
    [["task.creat"], "task.created", false],
    [["(.*)+"], "task.created", false],
  ])("%j and %s: %s", (patterns, event, expected) => {
    expect(wants(patterns, event)).toBe(expected);
  });

  test("only what means an event may be subscribed to", () => {
    expect(["*", "task.*", "*.created", "deal.won"].every(isPattern)).toBe(true);
    expect(["", "tasks.*", "*.gone", "deal.*.won", "*.*", "task.created.v2"].some(isPattern)).toBe(
      false,
    );
  });

  const envelope = {
    event: "deal.won",
    data: { amount: 1500, name: "Стрижка", tags: ["vip"], client: null },
  };
  test.each<[Json, boolean]>([
    [{ data: { amount: { $gt: 1000 } } }, true],
    [{ data: { amount: { $gt: "1000" } } }, false],
    [{ data: { name: { $gt: 5 } } }, false],
    [{ "data.amount": { $gte: 1500, $lt: 2000 } }, true],
    [{ data: { missing: { $neq: 1 } } }, false],
    [{ data: { missing: { $exist: false } } }, true],
    [{ data: { client: { $exist: true } } }, true],
    [{ data: { missing: { deep: { $lt: 1 } } } }, false],
    [{ data: { name: { $startsWith: "Стр" } } }, true],
    [{ data: { name: { $startsWith: "^.*(a+)+$" } } }, false],
    [{ data: { tags: "vip" } }, true],
    [{ event: { $in: ["deal.won", "deal.lost"] } }, true],
    [{ event: { $nin: ["deal.won"] } }, false],
    [{ $or: [{ event: "x" }, { data: { amount: 1500 } }] }, true],
    [{ $and: [{ event: "deal.won" }, { data: { amount: 1 } }] }, false],
    [{ data: { $not: { amount: 1500 } } }, false],
    [{ data: { amount: { $regex: ".*" } } }, false],
    [{ data: { __proto__: null, constructor: { $exist: true } } }, false],
    [[], false],
    ["x", false],
  ])("%j: %s", (filter, expected) => {
    expect(passes(filter, envelope)).toBe(expected);
  });

  test("a filter too deep, too wide or with an operator unknown is told, and passes nothing", () => {
    let deep: Json = { $eq: 1 };
    for (let level = 0; level < 50; level += 1) deep = { x: deep };
    expect(problemOf(deep)).toBe("too_deep");
    expect(problemOf({ $or: [] })).toBe("operand");
    expect(problemOf({ a: { $like: 1 } })).toBe("unknown_operator");
    expect(problemOf({ a: "x".repeat(9000) })).toBe("too_large");
    expect(problemOf(JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`))).toBe("not_object");
    const bottomless = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    expect(problemOf(JSON.parse(bottomless))).toBe("too_deep");
  });

  test("whatever the filter and the payload are, the answer is a plain yes or no", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (filter, payload) => {
        const read: Json = JSON.parse(JSON.stringify(filter));
        const told: Json = JSON.parse(JSON.stringify(payload));
        const passed = passes(read, told);
        if (problemOf(read) !== null) expect(passed).toBe(false);
      }),
    );
  });
});

describe("case 21: headers and addresses of the owner's own", () => {
  test.each([
    [{ "X-Key": "a\r\nHost: evil" }, "value"],
    [{ Host: "a" }, "reserved"],
    [{ "Content-Length": "1" }, "reserved"],
    [{ "X-Webhook-Signature": "sha256=0" }, "reserved"],
    [{ "webhook-id": "1" }, "reserved"],
    [{ "X-Key": "ключ" }, "value"],
    [{ "X-Key": "a".repeat(8192) }, "too_large"],
    [{ "X Key": "a" }, "name"],
    [{ "X-Key": "a", "x-key": "b" }, "name"],
  ])("%j is refused", (headers, problem) => {
    expect(headerProblem(headers)?.problem).toBe(problem);
  });

  test("a name and a password become a header and are seen nowhere", () => {
    expect(readAddress("https://user:pa ss@host.example/")).toBeNull();
    const address = readAddress("https://user:pa%20ss@host.example/hook?k=1#x");
    expect(address).toEqual({
      url: "https://host.example/hook?k=1",
      host: "host.example",
      authorization: `Basic ${Buffer.from("user:pa ss").toString("base64")}`,
    });
    expect(maskAddress("https://host.example/services/T00/B00/secretpart")).toBe(
      "https://host.example/…part",
    );
    expect(readAddress("host.example/hook")?.url).toBe("https://host.example/hook");
  });
});

test("P4: a receiver that repeats what it got puts no secret into the log", () => {
  const secret = secretOf(Buffer.alloc(32, 5));
  fc.assert(
    fc.property(
      fc.stringMatching(/^[\w-]{6,40}$/),
      fc.stringMatching(/^[\w-]{6,20}$/),
      (token, password) => {
        const headers = {
          Authorization: `Basic ${Buffer.from(`me:${password}`).toString("base64")}`,
          "X-Key": token,
        };
        const hidden = [secret, ...secretsIn(headers)];
        const said = withoutSecrets(
          `${JSON.stringify(headers)} ${token} ${password} ${secret}`,
          hidden,
        );
        for (const one of [token, password, secret, headers.Authorization])
          expect(said).not.toContain(one);
      },
    ),
  );
  expect(
    withoutPeople(
      '{"event":"x","data":{"client_name":"Ірина","client_id":3,"deep":[{"phone":"+380"}]}}',
    ),
  ).toBe(
    '{"event":"x","data":{"client_name":"[hidden]","client_id":3,"deep":[{"phone":"[hidden]"}]}}',
  );
});

describe("a template", () => {
  const envelope = {
    event: "task.created",
    data: { title: 'A "b" <!channel> \\ {{data.id}}', id: 3 },
  };
  test("of the seed fills its holes and stays JSON, whatever people wrote", () => {
    const text = '{"chat_id": "-100", "text": "{{data.title}} / {{data.none}}{{data.id}}"}';
    expect(JSON.parse(render({ template: "telegram", text }, envelope))).toEqual({
      chat_id: "-100",
      text: `${envelope.data.title} / 3`,
    });
    expect(templateProblem("telegram", null)).toBe("no_chat");
    expect(templateProblem("telegram", "{oops")).toBe("not_json");
  });

  test("of Slack and Discord wakes nobody", () => {
    expect(render({ template: "slack", text: null }, envelope)).toContain("&lt;!channel&gt;");
    expect(JSON.parse(render({ template: "discord", text: null }, envelope))).toMatchObject({
      allowed_mentions: { parse: [] },
    });
  });

  test("of a flow is flat", () => {
    expect(JSON.parse(render({ template: "flow", text: null }, envelope))).toEqual({
      event: "task.created",
      data_title: envelope.data.title,
      data_id: 3,
    });
  });

  test("whatever the values are, the result is JSON in the same places", () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        const text = '{"chat_id":"1","text":"{{data.title}}"}';
        const value: Json = JSON.parse(render({ template: "telegram", text }, { data: { title } }));
        expect(isRecord(value) && value["text"]).toBe(title);
      }),
    );
  });
});

describe("the signature doctor", () => {
  const secret = secretOf(Buffer.alloc(32, 1));
  const old = secretOf(Buffer.alloc(32, 2));
  const secrets = [
    { secret, live: true },
    { secret: old, live: false },
  ];
  const body = '{"a":"п/х","b":1}';
  const headersBy = (by: string, more: Record<string, string> = {}): string => {
    const about = { id: "i", event: "e", sequence: 1, attempt: 1, body, now: NOW };
    const all = { ...signedHeaders({ ...about, secrets: [by] }), ...more };
    return Object.entries(all)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n");
  };
  const standard = { "x-webhook-signature": "" };
  test.each([
    ["right", headersBy(secret), body, { verdict: "valid", by: "hex", warning: null }],
    [
      "right by the standard",
      headersBy(secret, standard),
      body,
      { verdict: "valid", by: "standard", warning: null },
    ],
    ["a newline", headersBy(secret), `${body}\n`, { verdict: "wrong", rule: "trailing_newline" }],
    [
      "rewritten",
      headersBy(secret, standard),
      '{ "a": "\\u043f\\/х", "b": 1 }',
      { verdict: "wrong", rule: "reserialised" },
    ],
    ["an ended secret", headersBy(old), body, { verdict: "wrong", rule: "ended_secret" }],
    [
      "no prefix",
      headersBy(secret, { "x-webhook-signature": hexSignature(secret, body).slice(7) }),
      body,
      { verdict: "wrong", rule: "no_prefix" },
    ],
    [
      "a decoded secret",
      headersBy(secret, { "x-webhook-signature": hexSignature(Buffer.alloc(32, 1), body) }),
      body,
      { verdict: "wrong", rule: "decoded_secret" },
    ],
    [
      "no id",
      headersBy(secret, { ...standard, "webhook-id": "" }),
      body,
      { verdict: "wrong", rule: "no_id" },
    ],
    ["nothing", "host: a", body, { verdict: "wrong", rule: "no_signature" }],
    [
      "another's",
      headersBy(secretOf(Buffer.alloc(32, 9))),
      body,
      { verdict: "wrong", rule: "unknown" },
    ],
  ])("%s", (_name, headers, text, expected) => {
    expect(diagnose({ headers, body: text }, { secrets, now: NOW })).toEqual(expected);
  });

  test("a body without a bottom is no reason to fall", () => {
    const bottomless = "[".repeat(50_000) + "]".repeat(50_000);
    expect(
      diagnose({ headers: headersBy(secret), body: bottomless }, { secrets, now: NOW }),
    ).toEqual({ verdict: "wrong", rule: "unknown" });
  });

  test("a clock that is far off is a warning", () => {
    expect(
      diagnose({ headers: headersBy(secret), body }, { secrets, now: NOW + HOUR }),
    ).toMatchObject({
      warning: "clock",
    });
  });
});

test("secrets sign while they live, the newest first", () => {
  const secrets = [
    { secret: "a", createdAt: 1, endsAt: 10 },
    { secret: "b", createdAt: 2, endsAt: null },
  ];
  expect(liveSecrets(secrets, 9)).toEqual(["b", "a"]);
  expect(liveSecrets(secrets, 10)).toEqual(["b"]);
});
