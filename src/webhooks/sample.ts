import type { EventData, EventName } from "../events/event.ts";

const call: EventData<"call.started"> = {
  call_id: 1024,
  provider: "phonet",
  provider_call_id: "sample-1024",
  direction: "in",
  outcome: "answered",
  client_phone: "+380670000001",
  client_id: 17,
  client_name: "Sample client",
  line: "+380440000000",
  answered_by: { ext: "101", name: "Sample employee" },
  started_at: "2026-02-20T12:00:00+02:00",
  answered_at: "2026-02-20T12:00:08+02:00",
  ended_at: "2026-02-20T12:02:30+02:00",
  ring_s: 8,
  talk_s: 142,
  rang: ["101", "102"],
  last_by: { ext: "101", name: "Sample employee" },
  transferred: false,
  recorded: true,
};
const running = { ...call, outcome: null, ended_at: null, talk_s: null, recorded: false };
const words = { value: "haircut on Friday", quote: "I would like a haircut on Friday", at_s: 12 };
const task: EventData<"task.created"> = {
  task_id: 123,
  title: "Sample task",
  status: "pending",
  priority: "medium",
  created_at: "2026-02-20T12:00:00+00:00",
  due_at: "2026-02-21T10:00:00+00:00",
  assignee: "Sample employee",
  client_id: 17,
};
const deal: EventData<"deal.created"> = {
  deal_id: 456,
  name: "Sample deal",
  amount: 100_000,
  currency: "UAH",
  client: "Sample client",
  client_id: 17,
  stage: "New",
  created_at: "2026-02-20T12:00:00+00:00",
  source_call_id: 1024,
};
const client: EventData<"client.created"> = {
  client_id: 17,
  name: "Sample client",
  phone: "+380670000001",
  phones: ["+380670000001"],
};
const followup: EventData<"followup.claimed"> = {
  call_id: 1024,
  client_phone: "+380670000001",
  claimed_by: "Sample employee",
  due_at: "2026-02-20T12:15:00+02:00",
  closed_by: null,
  closed_how: null,
  waited_s: 60,
};
const missed = {
  ...call,
  outcome: "missed" as const,
  answered_by: null,
  answered_at: null,
  talk_s: 0,
  recorded: false,
};

/** What a test sends as the data of each event. */
export const samples: { [E in EventName]: EventData<E> } = {
  "call.started": { ...running, answered_by: null, answered_at: null, ring_s: null, rang: ["101"] },
  "call.answered": running,
  "call.completed": call,
  "call.missed": missed,
  "call.recorded": call,
  "call.transcribed": {
    ...call,
    transcript: [
      { speaker: "employee", start_s: 0, end_s: 3, text: "Good afternoon, how can I help?" },
      { speaker: "client", start_s: 10, end_s: 14, text: words.quote },
    ],
  },
  "call.analyzed": {
    ...call,
    analysis: {
      purpose: "booking",
      outcome: "agreed",
      wish: words,
      next_step: { ...words, due: "2026-02-27" },
      name: null,
      address: null,
      date: { ...words, due: "2026-02-27" },
      service: words,
      amount: null,
      objections: [],
      mood: null,
      promises: [{ ...words, whose: "us", due: "2026-02-27" }],
      tasks: [],
      scores: [],
    },
  },
  "client.created": client,
  "client.updated": client,
  "client.erased": { client_id: 17, name: null, phone: null, removed: { calls: 3, deals: 1 } },
  "deal.created": deal,
  "deal.updated": { ...deal, stage: "In work" },
  "deal.won": { ...deal, won_at: "2026-02-20T16:00:00+00:00" },
  "deal.lost": { ...deal, lost_at: "2026-02-20T16:00:00+00:00", reason: "price" },
  "task.created": task,
  "task.updated": { ...task, priority: "high" },
  "task.completed": { ...task, status: "completed", completed_at: "2026-02-20T15:30:00+00:00" },
  "task.deleted": task,
  "comment.added": {
    comment_id: 9,
    text: "Sample comment",
    author: "Sample employee",
    target: { kind: "client", id: 17 },
    client_id: 17,
  },
  "followup.claimed": followup,
  "followup.closed": {
    ...followup,
    closed_by: "Sample employee",
    closed_how: "called",
    waited_s: 300,
  },
  "followup.overdue": { ...followup, claimed_by: null, waited_s: 900 },
};
