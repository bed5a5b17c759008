import { expect, test } from "vitest";
import { dealEvent } from "../../src/crm/deal-event.ts";
import type { Deal } from "../../src/crm/deal.ts";
import { taskData, type Task } from "../../src/crm/task.ts";
import { payloads } from "../../src/events/event.ts";
import { envelopeOf, laneOf, clientOf } from "../../src/webhooks/envelope.ts";
import { eventNames } from "../../src/webhooks/pattern.ts";
import { samples } from "../../src/webhooks/sample.ts";

const at = Date.UTC(2026, 1, 20, 12);
const told = (event: string, data: unknown) =>
  envelopeOf({ id: "8f1c", businessId: "b", event, at, data }, 7);

const task: Task = {
  id: 1,
  number: 123,
  title: "Новая задача",
  status: "pending",
  priority: "medium",
  createdAt: at,
  completedAt: null,
  dueAt: null,
  assignee: null,
  assigneeName: null,
  createdBy: 1,
  client: null,
  dealId: null,
  callId: null,
  completedBy: null,
  completedName: null,
};

test("task.created holds the document's payload field by field", () => {
  expect(told("task.created", taskData(task, "UTC"))).toMatchObject({
    event: "task.created",
    timestamp: at / 1000,
    data: {
      task_id: 123,
      title: "Новая задача",
      status: "pending",
      priority: "medium",
      created_at: "2026-02-20T12:00:00+00:00",
    },
  });
});

test("task.completed does", () => {
  const done: Task = { ...task, status: "completed", completedAt: at + 12_600_000 };
  expect(told("task.completed", taskData(done, "UTC")).data).toMatchObject({
    task_id: 123,
    title: "Новая задача",
    completed_at: "2026-02-20T15:30:00+00:00",
  });
});

test("deal.won does", () => {
  const deal: Deal = {
    id: 1,
    number: 456,
    name: "Сделка #456",
    status: "won",
    stage: null,
    amount: 100_000,
    currency: "RUB",
    client: { id: 1, number: 3, name: "ООО Ромашка" },
    phone: null,
    reason: null,
    note: null,
    address: null,
    visitAt: null,
    filled: {},
    automatic: false,
    sourceCallId: null,
    createdAt: at,
    updatedAt: at,
    closedAt: at + 14_400_000,
    removed: false,
  };
  const { data } = dealEvent("b", "deal.won", { deal, zone: "UTC", now: at });
  expect(data).toMatchObject({
    deal_id: 456,
    name: "Сделка #456",
    amount: 100_000,
    client: "ООО Ромашка",
    won_at: "2026-02-20T16:00:00+00:00",
  });
});

test("every event of the document can be asked for, and every event has a sample of its own shape", () => {
  const document = [
    "task.created",
    "task.updated",
    "task.completed",
    "task.deleted",
    "deal.created",
    "deal.won",
    "deal.lost",
    "client.created",
    "comment.added",
  ];
  expect(eventNames).toEqual(expect.arrayContaining(document));
  for (const event of eventNames)
    expect(payloads[event].parse(samples[event])).toEqual(samples[event]);
});

test("what keeps its order is told by the entity, and the client by the number that people see", () => {
  expect(laneOf({ event: "deal.won", data: samples["deal.won"] })).toBe("deal:456");
  expect(laneOf({ event: "followup.closed", data: samples["followup.closed"] })).toBe("call:1024");
  expect(clientOf({ data: samples["task.created"] })).toBe(17);
});
