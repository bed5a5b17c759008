import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TokenView } from "../../src/business/hook-token.ts";
import type { doors } from "../../src/telephony/dialects.ts";
import { judge } from "../../src/telephony/judge.ts";
import { signatureOf } from "../../src/telephony/novofon.ts";

const SECRET = "secret";
const now = Date.UTC(2026, 2, 10, 9);
const FORM = "application/x-www-form-urlencoded";
const token: TokenView = {
  id: "token",
  businessId: "business",
  provider: "novofon",
  accountId: "account",
  label: "key",
  country: "RU",
  zone: "Europe/Moscow",
  secret: "sealed",
  line: null,
  ext: null,
  others: [],
  watch: null,
};

type Sent = { to?: keyof typeof doors; query?: string; type?: string; signature?: string };

/** A hook whose business has stored a secret. */
function post(body: unknown, { to = "novofon", query = "", type, signature }: Sent = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return judge(
    {
      provider: to,
      method: "POST",
      query,
      contentType: type ?? "application/json",
      signature: signature ?? null,
      raw: new TextEncoder().encode(text),
      now,
    },
    token,
    SECRET,
  );
}

function get(query: string, to: keyof typeof doors = "novofon") {
  const heard = { provider: to, method: "GET", query, contentType: null, signature: null } as const;
  return judge({ ...heard, raw: new Uint8Array(), now }, token, SECRET);
}

const start = {
  event: "NOTIFY_START",
  call_start: "2026-03-10 12:00:00",
  pbx_call_id: "in_1",
  caller_id: "+79161110001",
  called_did: "74950001122",
};
const notification = {
  notification_name: "Завершение звонка",
  notification_time: "2026-03-10 12:00:00",
  call_session_id: 1,
  contact_phone_number: "79161110001",
  talk_time_duration: 5,
  direction: "in",
};
const payload = { call_id: "a", caller: "+79161110001", called: "+74950001122", status: "busy" };

describe("which dialect a hook is read in", () => {
  const signature = signatureOf(start, SECRET) ?? "";
  test.each<[string, ReturnType<typeof post>, string, number]>([
    ["a signed event", post(start, { signature }), "novofon", 200],
    ["a notification", post(notification), "novofon2", 200],
    ["one with an event of its own", post({ ...notification, event: "CALL_END" }), "novofon2", 200],
    [
      "one by GET",
      get("notification_name=Завершение&call_session_id=1&talk_time_duration=2"),
      "novofon2",
      200,
    ],
    [
      "one whose names are all new",
      post({ event: "call_finished", call_id: 5, caller: "79161110001" }),
      "novofon2",
      200,
    ],
    [
      "one in the query of a POST",
      post("", { query: "event=call_end&call_session_id=1" }),
      "novofon2",
      200,
    ],
    ["a flat payload", post(payload, { to: "flat" }), "flat", 200],
    ["one by GET", get("call_id=1&caller=%2B79161110001&status=busy", "flat"), "flat", 200],
    [
      "one in the query of a broken body",
      post("<x", { to: "flat", query: "call_id=1&caller=79161110001" }),
      "flat",
      200,
    ],
    ["one at the other address", post(payload), "flat", 200],
    ["a signed event at the flat address", post(start, { to: "flat", signature }), "novofon", 200],
    ["a notification at the flat address", post(notification, { to: "flat" }), "novofon2", 200],
    ["an event nobody knows", post({ event: "FRONTDESK_TEST" }), "novofon", 200],
  ])("%s", (_, judged, provider, status) => {
    expect(judged).toMatchObject({ provider, status });
    expect(judged.events.every((event) => event.provider === provider)).toBe(true);
  });

  test("a token in the query is no field", () => {
    expect(get("user_id=t", "flat")).toMatchObject({ status: 200, verdict: "ignored" });
    expect(post("", { to: "flat", query: "user_id=t" })).toMatchObject({
      status: 200,
      reason: "empty",
    });
  });

  test("an echo stays an echo, whatever else the query says", () => {
    expect(get("zd_echo=42&call_session_id=1&event=call_end")).toMatchObject({
      body: "42",
      events: [],
    });
  });
});

describe("a signed event never passes for an unsigned notification", () => {
  const added = { ...notification, ...start };
  test.each<[string, ReturnType<typeof post>]>([
    ["alone", post(start)],
    ["with the fields of a notification", post(added)],
    ["as a form", post(new URLSearchParams(start).toString(), { type: FORM })],
    [
      "with a second event in the form",
      post(`event=CALL_END&call_session_id=1&${new URLSearchParams(start)}`, { type: FORM }),
    ],
    ["by GET", get(new URLSearchParams({ ...start, call_session_id: "1" }).toString())],
    ["in the query of an empty POST", post("", { query: new URLSearchParams(start).toString() })],
    ["with blanks around its name", post({ ...added, event: " NOTIFY_START\u200b" })],
    [
      "in JSON that needs repair",
      post(`{"event":"NOTIFY_START","call_session_id":1,"pbx_call_id":"in_1",}`),
    ],
    ["in JSON made twice", post(JSON.stringify(JSON.stringify(added)))],
    [
      "as the only name of a form",
      post(`${encodeURIComponent(JSON.stringify(added))}=`, { type: FORM }),
    ],
    ["at the flat address", post({ ...payload, ...start }, { to: "flat" })],
  ])("%s: 401", (_, judged) => {
    expect(judged).toMatchObject({ status: 401, events: [], provider: "novofon" });
  });

  test.each<[string, unknown]>([
    ["a name of its own", { ...notification, pbx_call_id: "in_1", event: "CALL_END" }],
    ["no name", { ...notification, pbx_call_id: "in_1" }],
    ["a name in another case", { ...notification, event: "notify_start" }],
    ["a name in a list", { ...start, event: ["NOTIFY_START"] }],
    ["a name one level down", { call_session_id: 1, data: start }],
  ])("with %s it makes no call", (_, body) => {
    expect(post(body).events).toEqual([]);
  });

  test("whatever is added to it or put beside it in the query", () => {
    const names = fc.constantFrom(
      "call_session_id",
      "notification_name",
      "notification_mnemonic",
      "communication_id",
      "call_id",
      "status",
      "type",
      "data",
      "Event",
      "EVENT",
    );
    const extra = fc.dictionary(
      names,
      fc.oneof(fc.string(), fc.constant("CALL_END"), fc.constant(notification)),
    );
    fc.assert(
      fc.property(extra, fc.boolean(), (more, flat) => {
        const to = flat ? "flat" : "novofon";
        const query = new URLSearchParams({ event: "CALL_END", call_session_id: "1" }).toString();
        expect(post({ ...more, ...start }, { to, query })).toMatchObject({
          status: 401,
          events: [],
        });
      }),
    );
  });
});

describe("what cannot be read is refused in words", () => {
  test.each<[string, ReturnType<typeof post>, string]>([
    ["cut JSON", post('{"event":"CALL_END","call_session_id":'), "malformed_json"],
    ["a word", post("hello"), "malformed_body"],
    ["no session", post({ notification_name: "Завершение звонка" }), "no_session"],
    ["nothing by POST", post(""), "not_novofon"],
    ["a list to the flat address", post([payload], { to: "flat" }), "not_flat"],
  ])("%s", (_, judged, code) => {
    expect(judged).toMatchObject({ status: 400, verdict: "refused", body: { error: { code } } });
  });
});

test("a notification of another extension stays out, one that names only a number comes in", () => {
  const narrow = { ...token, ext: "101" };
  const hook = (fields: object) =>
    judge(
      {
        provider: "novofon",
        method: "POST",
        query: "",
        contentType: null,
        signature: null,
        raw: new TextEncoder().encode(JSON.stringify({ ...notification, ...fields })),
        now,
      },
      narrow,
      null,
    );
  expect(hook({ extension_phone_number: "102" })).toMatchObject({ reason: "other_extension" });
  expect(hook({ extension_phone_number: "101" }).events).toMatchObject([{ narrow: "matches" }]);
  expect(hook({ employee_id: 758631 }).events).toMatchObject([{ narrow: "silent" }]);
});

describe("whatever is sent to an address", () => {
  const names = [
    "call_session_id",
    "call_id",
    "event",
    "notification_name",
    "caller",
    "status",
    "user_id",
    "zd_echo",
  ];
  const pieces = fc.constantFrom(
    ...names.map((name) => `"${name}":`),
    ...names.map((name) => `${name}=`),
    "{",
    "}",
    "[",
    "]",
    '"',
    '""',
    ",",
    "&",
    "%",
    "%7B",
    "\\",
    "{{x}}",
    "NOTIFY_END",
    "call end",
    "\0",
    "\ud800",
    "1",
  );
  const bodies = fc.oneof(
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join("")),
    fc.json(),
    fc.string({ unit: "binary", maxLength: 60 }),
  );
  const to = fc.constantFrom("novofon", "flat", "phonet");
  const types = fc.constantFrom(
    "application/json",
    FORM,
    "text/plain",
    "multipart/form-data; boundary=x",
  );

  test("is answered in words, as at most one event, and never with a 5xx", () => {
    fc.assert(
      fc.property(bodies, to, types, (body, door, type) => {
        const query = new URLSearchParams({ a: body }).toString();
        for (const judged of [post(body, { to: door, type }), get(body, door), get(query, door)]) {
          expect([200, 400, 401, 415]).toContain(judged.status);
          expect(judged.events.length).toBeLessThanOrEqual(1);
          expect(JSON.stringify(judged).length).toBeLessThan(4000);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
