import { expect, test } from "vitest";
import { foldJobs } from "../../src/calls/fold-timer.ts";

const NOW = 1_773_133_200_000;
const call = (callId: number, due: number, businessId = "b1") => ({ businessId, callId, due });

test("calls that are due at about the same time share a job, never before they are due", () => {
  const jobs = foldJobs([call(1, NOW + 10_001), call(2, NOW + 10_050), call(3, NOW + 10_101)], NOW);
  expect(jobs).toEqual([
    {
      task: "call.fold",
      payload: [
        { businessId: "b1", callId: 1 },
        { businessId: "b1", callId: 2 },
      ],
      key: `fold:b1:${NOW + 10_100}`,
      runAt: NOW + 10_100,
    },
    {
      task: "call.fold",
      payload: [{ businessId: "b1", callId: 3 }],
      key: `fold:b1:${NOW + 10_200}`,
      runAt: NOW + 10_200,
    },
  ]);
});

test("what is far away may be some seconds late", () => {
  const [minutes] = foldJobs([call(1, NOW + 180_001)], NOW);
  const [hours] = foldJobs([call(1, NOW + 14_400_001)], NOW);
  expect(minutes?.runAt).toBe(NOW + 181_000);
  expect(hours?.runAt).toBe(NOW + 14_410_000);
});

test("half a minute ahead is still near, ten minutes are not yet far", () => {
  expect(foldJobs([call(1, NOW + 30_050)], NOW + 50)[0]?.runAt).toBe(NOW + 30_100);
  expect(foldJobs([call(1, NOW + 600_050)], NOW + 50)[0]?.runAt).toBe(NOW + 601_000);
});

test("what is overdue is due now", () => {
  expect(foldJobs([call(1, NOW - 5000)], NOW)[0]?.runAt).toBe(NOW - 5000);
});

test("businesses share nothing", () => {
  expect(foldJobs([call(1, NOW), call(1, NOW, "b2")], NOW)).toHaveLength(2);
});
