import { expect, test } from "vitest";
import type { Result } from "../../src/webhooks/delivery.ts";
import { needsTurn, newLine, nextAhead, type Line } from "../../src/webhooks/line.ts";

const good: Result = {
  id: 1,
  lease: "a",
  state: "done",
  reason: null,
  dueAt: null,
  attempt: 1,
  event: "task.created",
  kind: "real",
  trigger: "schedule",
  success: true,
  status: 200,
  tookMs: 3,
  response: "ok",
  errorMessage: null,
  cause: null,
  throttleMs: null,
  at: 0,
};
const bad: Result = { ...good, success: false, status: 500, state: "waiting" };

const queued = { id: "e", event: "task.created", sequence: 1, attempt: 1, body: "{}", items: [] };

function lineWith(more: Partial<Line>): Line {
  return { ...newLine({ businessId: "b", endpointId: "e", ahead: 4 }), ...more };
}

test("a result asks for a turn when it makes room, and waits when nothing else is due", () => {
  expect(needsTurn(lineWith({ results: [good] }))).toBe(true);
  expect(needsTurn(lineWith({ results: [good], calm: true }))).toBe(false);
  expect(needsTurn(lineWith({ results: [good], calm: true, dirty: true }))).toBe(true);
});

test("with enough to send results are written together, a failure at once", () => {
  expect(needsTurn(lineWith({ queue: [queued], results: [good] }))).toBe(false);
  expect(needsTurn(lineWith({ queue: [queued], results: [good, bad] }))).toBe(true);
  expect(needsTurn(lineWith({ queue: [], results: [bad], calm: true }))).toBe(true);
  const many = Array.from({ length: 64 }, () => good);
  expect(needsTurn(lineWith({ queue: [queued], results: many }))).toBe(true);
});

test("the look-ahead doubles while an endpoint is quick, and ends with the first bad or slow answer", () => {
  expect(nextAhead(4, [])).toBe(4);
  expect(nextAhead(4, [good])).toBe(8);
  expect(nextAhead(32, [good])).toBe(32);
  expect(nextAhead(32, [good, bad])).toBe(1);
  expect(nextAhead(32, [{ ...good, tookMs: 1001 }])).toBe(1);
});
