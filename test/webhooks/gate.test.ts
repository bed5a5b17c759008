import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createGate, type Gate } from "../../src/webhooks/gate.ts";

const asker = (business: number, endpoint: number) => ({
  businessId: `b${business}`,
  endpointId: `e${business}.${endpoint}`,
});

/** As many places as they get, one after another. */
function fill(gate: Gate, business: number, endpoints: number): number {
  let held = 0;
  for (let round = 0; round < 100; round += 1)
    for (let endpoint = 0; endpoint < endpoints; endpoint += 1)
      if (gate.enter(asker(business, endpoint))) held += 1;
  return held;
}

test("five hundred slow endpoints of one business leave places for others, and for a quick one of its own", () => {
  const gate = createGate(512);
  expect(fill(gate, 1, 500)).toBeLessThanOrEqual(342);
  expect(fill(gate, 2, 20)).toBeGreaterThan(50);
  expect(fill(gate, 3, 1)).toBeGreaterThan(10);
  const own = createGate(512);
  for (let endpoint = 0; endpoint < 19; endpoint += 1)
    for (let turn = 0; turn < 50; turn += 1) own.enter(asker(1, endpoint));
  expect(own.enter(asker(1, 19))).toBe(true);
});

test("there are never more open than places, nobody who is alone is refused, and who waits is called", () => {
  const step = fc.record({
    business: fc.integer({ min: 0, max: 5 }),
    endpoint: fc.integer({ min: 0, max: 3 }),
    leaves: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(step, { maxLength: 120 }),
      (places, steps) => {
        const gate = createGate(places);
        const open: ReturnType<typeof asker>[] = [];
        const wants = new Set<string>();
        const enter = (one: ReturnType<typeof asker>): void => {
          if (gate.enter(one, () => enter(one))) {
            open.push(one);
            wants.delete(one.endpointId);
          } else wants.add(one.endpointId);
        };
        for (const { business, endpoint, leaves } of steps) {
          if (!leaves) enter(asker(business, endpoint));
          else {
            const gone = open.shift();
            if (gone) gate.leave(gone);
          }
          expect(open.length).toBeLessThanOrEqual(places);
        }
        for (let gone = open.shift(); gone; gone = open.shift()) gate.leave(gone);
        expect([...wants]).toEqual([]);
      },
    ),
  );
});
