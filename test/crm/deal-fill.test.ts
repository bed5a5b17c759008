import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byPerson,
  filledFields,
  joinedFields,
  planFill,
  settled,
  type FilledField,
} from "../../src/crm/deal-fill.ts";
import type { Deal } from "../../src/crm/deal.ts";

const PHONE = "+380670000001";
const NOTHING = { name: null, address: null, visitAt: null, amount: null };

function deal(over: Partial<Deal> = {}): Deal {
  return {
    id: 1,
    number: 1,
    name: "+380 67 000 00 01",
    status: "open",
    stage: { id: 1, name: "Нові" },
    amount: null,
    currency: "UAH",
    client: null,
    phone: PHONE,
    reason: null,
    note: null,
    address: null,
    visitAt: null,
    filled: {},
    automatic: true,
    sourceCallId: 1,
    createdAt: 0,
    updatedAt: 0,
    closedAt: null,
    removed: false,
    ...over,
  };
}

describe("a call fills a deal", () => {
  test("where it is empty, and its number is no name", () => {
    const heard = {
      name: "Оксана",
      address: "Хрещатик 1",
      visitAt: "2026-11-25T10:00",
      amount: { amount: 650, currency: "UAH" },
    };
    expect(planFill(deal(), { callId: 7, heard })).toEqual({
      name: "Оксана",
      address: "Хрещатик 1",
      visitAt: "2026-11-25T10:00",
      amount: 650,
      filled: { name: 7, address: 7, visitAt: 7, amount: 7 },
    });
  });

  test("not with an amount in another currency than the deal's", () => {
    const heard = { ...NOTHING, amount: { amount: 20, currency: "USD" } };
    expect(planFill(deal(), { callId: 7, heard })).toEqual({ filled: {} });
  });

  test("a later call brings another address, an earlier one does not, and the first amount stays", () => {
    const known = deal({ address: "A", amount: 5, filled: { address: 7, amount: 7 } });
    const heard = { ...NOTHING, address: "B", amount: { amount: 6, currency: "UAH" } };
    expect(planFill(known, { callId: 8, heard })).toEqual({
      address: "B",
      filled: { address: 8, amount: 7 },
    });
    expect(planFill(known, { callId: 6, heard })).toEqual({ filled: { address: 7, amount: 7 } });
  });

  test("the same call analysed again takes back what it does not say any more", () => {
    const known = deal({ address: "A", filled: { address: 7 } });
    expect(planFill(known, { callId: 7, heard: NOTHING })).toEqual({ address: null, filled: {} });
  });
});

const field = fc.constantFrom(...filledFields);
const words = fc.constantFrom("один", "два", "три");
const heardSome = fc.record({
  name: fc.option(words),
  address: fc.option(words),
  visitAt: fc.option(fc.constantFrom("2026-11-25", "2026-11-26T10:00")),
  amount: fc.option(fc.record({ amount: fc.nat(9), currency: fc.constantFrom("UAH", "USD") })),
});
const step = fc.oneof(
  fc.record({ callId: fc.integer({ min: 1, max: 4 }), heard: heardSome }),
  fc.record({ field, value: fc.option(words) }),
  fc.record({ callId: fc.integer({ min: 1, max: 4 }), heard: heardSome, settles: field }),
);

/** What a person makes of a field: emptied, or their own words. */
function written(name: FilledField, value: string | null): Partial<Deal> {
  if (name === "name") return { name: value ?? "Без імені" };
  if (name === "amount") return { amount: value === null ? null : value.length };
  return { [name]: value };
}

test("in any order of calls and people, what a person wrote or emptied never changes", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), written0(), (steps, first) => {
      let now = deal(first);
      const theirs = new Map<FilledField, Deal[FilledField]>();
      for (const [name, value] of Object.entries(first))
        for (const one of filledFields)
          if (one === name && value !== null) theirs.set(one, now[one]);
      for (const one of steps) {
        if ("field" in one) {
          now = { ...now, ...written(one.field, one.value) };
          now = { ...now, filled: byPerson(now.filled, [one.field]) };
          theirs.set(one.field, now[one.field]);
          continue;
        }
        const { callId, heard } = one;
        const before = now.filled;
        const { filled: after = before, ...patch } = planFill(now, { callId, heard });
        const fields = "settles" in one ? [one.settles] : [];
        now = { ...now, ...patch, filled: settled({ before, after }, { callId, fields }) };
        for (const name of fields) if (now.filled[name] === 0) theirs.set(name, now[name]);
        for (const [name, value] of theirs) expect(now[name]).toBe(value);
      }
    }),
  );
});

function written0() {
  return fc.record(
    { name: words, address: words, visitAt: words, amount: fc.nat(9) },
    { requiredKeys: [] },
  );
}

test("of calls alone the result does not depend on their order", () => {
  const said = fc.uniqueArray(
    fc.record({ callId: fc.integer({ min: 1, max: 50 }), address: words }),
    {
      selector: ({ callId }) => callId,
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(said, (calls) => {
      const address = (order: typeof calls) =>
        order.reduce(
          (now, { callId, address: words_ }) => ({
            ...now,
            ...planFill(now, { callId, heard: { ...NOTHING, address: words_ } }),
          }),
          deal(),
        ).address;
      expect(address(calls)).toBe(address(calls.toReversed()));
    }),
  );
});

test("two deals that become one keep what people wrote, and whose each field is", () => {
  const first = deal({ address: "A", filled: { visitAt: 0 } });
  const second = deal({ address: "B", visitAt: "2026-11-25", amount: 5, filled: { visitAt: 3 } });
  expect(joinedFields(first, second)).toEqual({
    amount: 5,
    currency: "UAH",
    filled: { amount: 0 },
  });
  expect(joinedFields(deal(), second)).toMatchObject({
    address: "B",
    visitAt: "2026-11-25",
    filled: { address: 0, visitAt: 3, amount: 0 },
  });
});
