import { array, assert, double, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { deliver } from "../../src/sandbox/pbx-delivery.ts";
import { callKinds, type CallKind } from "../../src/sandbox/pbx-plot.ts";
import { script } from "../../src/sandbox/pbx-script.ts";
import type { Cast, Step } from "../../src/sandbox/pbx-step.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { signNovofon, signedText } from "../../src/sandbox/novofon-signature.ts";

const START = Date.UTC(2026, 2, 10, 9, 0, 0);
const accounts = createAccounts();
const phonet = given(accounts.phonet("demo.phonet.com.ua"));
const novofon = given(accounts.novofon("appid_demo"));
const ids = Array.from({ length: 20 }, (_, n) =>
  (0xabcdef + n * 0x1357).toString(16).padEnd(40, "5e"),
);

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the demo account is gone");
  return value;
}

const cast = (over: Partial<Cast> = {}): Cast => ({
  caller: { number: "+380670000001", name: "Оксана К." },
  employees: phonet.employees,
  line: phonet.line,
  startAt: START,
  speed: 1,
  ids,
  ...over,
});
const phonetBodies = (kind: CallKind, over: Partial<Cast> = {}) =>
  script(kind, phonet, cast(over)).map((step) => JSON.parse(step.body));
const fieldsOf = (step: Step): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(step.body));
const novofonBodies = (kind: CallKind, over: Partial<Cast> = {}) =>
  script(kind, novofon, cast(over)).map(fieldsOf);

describe("Phonet", () => {
  test("every hook has the field set of the vendor's example, the server's time and the leg's type", () => {
    const fields =
      "event accountDomain uuid parentUuid dialAt bridgeAt serverTime lgDirection leg leg2 otherLegs trunkNum trunkName".split(
        " ",
      );
    for (const kind of callKinds)
      for (const body of phonetBodies(kind)) {
        expect(Object.keys(body).toSorted()).toEqual(fields.toSorted());
        expect(Object.keys(body.leg)).toEqual(["id", "ext", "displayName", "type"]);
        expect(Object.keys(body.otherLegs[0])).toEqual(["id", "name", "num", "companyName", "url"]);
        expect(body.uuid).toMatch(/^[0-9a-f]{32}$/);
      }
  });

  test("an answered call is dial, bridge, hangup; bridgeAt stays from the pick-up on", () => {
    const bodies = phonetBodies("answered");
    expect(bodies.map((body) => [body.event, body.bridgeAt, body.serverTime])).toEqual([
      ["call.dial", null, START],
      ["call.bridge", START + 8_000, START + 8_000],
      ["call.hangup", START + 8_000, START + 58_000],
    ]);
  });

  test("forward, group and transfer tie their legs to the first one", () => {
    for (const kind of ["forward", "group", "transfer"] as const) {
      const bodies = phonetBodies(kind);
      const root = bodies[0].uuid;
      expect(new Set(bodies.map((body) => body.uuid)).size).toBe(2);
      for (const body of bodies) expect(body.parentUuid).toBe(body.uuid === root ? null : root);
    }
  });

  test("after a forward the second phone rings before the first one is given up", () => {
    expect(phonetBodies("forward").map((body) => `${body.event} ${body.leg.ext}`)).toEqual([
      "call.dial 101",
      "call.dial 102",
      "call.hangup 101",
      "call.bridge 102",
      "call.hangup 102",
    ]);
  });

  test("a lost hangup is never sent", () => {
    expect(phonetBodies("lost_hangup").map((body) => body.event)).toEqual([
      "call.dial",
      "call.bridge",
    ]);
  });

  test("a hidden caller has no entry, an unknown one carries the number as name", () => {
    expect(phonetBodies("missed", { caller: { number: null, name: null } })[0].otherLegs).toEqual(
      [],
    );
    expect(
      phonetBodies("missed", { caller: { number: "+380931112233", name: null } })[0].otherLegs[0]
        .name,
    ).toBe("+380931112233");
  });

  test("a burst is twenty calls of twenty numbers whose phones ring within two seconds, also at ×10", () => {
    for (const speed of [1, 10]) {
      const dials = script("burst", phonet, cast({ speed })).filter(
        ({ name }) => name === "call.dial",
      );
      expect(dials).toHaveLength(20);
      expect(new Set(dials.map(({ body }) => JSON.parse(body).otherLegs[0].num)).size).toBe(20);
      expect(Math.max(...dials.map(({ atMs }) => atMs))).toBeLessThanOrEqual(2_000);
    }
  });

  test("×10 compresses the run, and the bodies tell the compressed times", () => {
    const steps = script("answered", phonet, cast({ speed: 10 }));
    expect(steps.map(({ atMs }) => atMs)).toEqual([0, 800, 5_800]);
    for (const { atMs, body } of steps) expect(JSON.parse(body).serverTime).toBe(START + atMs);
  });
});

describe("Novofon", () => {
  const start = "event call_start pbx_call_id caller_id called_did".split(" ");
  const sets: Record<string, string[]> = {
    NOTIFY_START: start,
    NOTIFY_INTERNAL: [...start, "internal"],
    NOTIFY_ANSWER: "event caller_id destination call_start pbx_call_id internal".split(" "),
    NOTIFY_RECORD: "event pbx_call_id call_id_with_rec".split(" "),
  };
  const end = [
    ...start,
    ..."internal duration disposition last_internal status_code is_recorded".split(" "),
  ];

  test("every event has its documented fields, and a record's id only when there is a record", () => {
    for (const kind of callKinds)
      for (const body of novofonBodies(kind)) {
        const ended = body["is_recorded"] === "1" ? [...end, "call_id_with_rec"] : end;
        expect(Object.keys(body)).toEqual(sets[body["event"] ?? ""] ?? ended);
      }
  });

  test("an answered call: START, INTERNAL, ANSWER, END with the talk in seconds, RECORD", () => {
    const bodies = novofonBodies("answered");
    expect(bodies.map((body) => body["event"])).toEqual([
      "NOTIFY_START",
      "NOTIFY_INTERNAL",
      "NOTIFY_ANSWER",
      "NOTIFY_END",
      "NOTIFY_RECORD",
    ]);
    expect(bodies[3]).toMatchObject({
      duration: "50",
      disposition: "answered",
      internal: "101",
      last_internal: "101",
    });
    expect(new Set(bodies.map((body) => body["pbx_call_id"])).size).toBe(1);
  });

  test("call_start is the wall clock of the cabinet's zone; the caller has a plus, the line has none", () => {
    expect(novofonBodies("missed")[0]).toMatchObject({
      call_start: "2026-03-10 11:00:00",
      caller_id: "+380670000001",
      called_did: "380440000100",
    });
  });

  test("a transfer ends with another last_internal, a miss with cancel and no second of talk", () => {
    expect(novofonBodies("transfer").at(-2)).toMatchObject({
      event: "NOTIFY_END",
      internal: "101",
      last_internal: "102",
    });
    expect(novofonBodies("missed").at(-1)).toMatchObject({
      disposition: "cancel",
      duration: "0",
      is_recorded: "0",
    });
  });

  test("hooks are signed once the account has a secret, and come unsigned before", () => {
    for (const step of script("answered", novofon, cast()))
      expect(step.headers["signature"]).toBe(
        signNovofon(signedText(fieldsOf(step)), novofon.secret),
      );
    for (const step of script("answered", { ...novofon, secret: "" }, cast()))
      expect(step.headers["signature"]).toBeUndefined();
  });

  test("the signature is base64 over the hex digits (published vectors)", () => {
    const secret = "test_secret_000000000";
    const call = { call_start: "2026-03-10 12:00:00", caller_id: "+79161110001" };
    const signed = (fields: Record<string, string>) => signNovofon(signedText(fields), secret);
    expect(signed({ event: "NOTIFY_END", ...call, called_did: "74950001122" })).toBe(
      "MzM3NDZmMWY4NDIwYzc0MGI5OWQ2YjFkNmI5MjljZmFiZDRkNmYxMg==",
    );
    expect(signed({ event: "NOTIFY_ANSWER", ...call, destination: "101" })).toBe(
      "ODFhYmU0ODRkZjMwNTYxZmZhZDU1NzQyMzg3N2YwZTNjMWJhMzc5NA==",
    );
    expect(
      signed({
        event: "NOTIFY_RECORD",
        pbx_call_id: "in_0c42b7ba9192b81dbf984371fba6fd76d1ae66cd",
        call_id_with_rec: "1773133201.500001",
      }),
    ).toBe("NDM0NmQ1YzMzMTQ5MTIwNDIyM2EzMDEwZmQ5YTUwYzQ3ZTViMWI2Yg==");
  });
});

describe("delivery", () => {
  const steps = script("transfer", phonet, cast());
  const dice = array(double({ min: 0, max: 0.999, noNaN: true }), {
    minLength: steps.length,
    maxLength: steps.length,
  });

  test("shuffled keeps every hook and lets none arrive before it happened", () => {
    assert(
      property(dice, (thrown) => {
        const sent = deliver(steps, "shuffled", thrown);
        expect(sent.map(({ body }) => body).toSorted()).toEqual(
          steps.map(({ body }) => body).toSorted(),
        );
        for (const { atMs, body } of sent)
          expect(START + atMs).toBeGreaterThanOrEqual(JSON.parse(body).serverTime);
      }),
    );
  });

  test("shuffled does come out of order", () => {
    const sent = deliver(steps, "shuffled", [0.99, ...steps.slice(1).map(() => 0)]);
    expect(sent[0]?.name).not.toBe("call.dial");
  });

  test("doubled sends each hook twice, a little later", () => {
    const sent = deliver(steps, "doubled", []);
    expect(sent).toHaveLength(steps.length * 2);
    for (const { body } of steps) expect(sent.filter((one) => one.body === body)).toHaveLength(2);
  });
});
