import type { CardCall } from "../../src/calls/card.ts";

const started = Date.UTC(2026, 10, 21, 12, 35);
const olena = { ext: "101", name: "Олена" };
const taras = { ext: "102", name: null };

/** A call from Oksana to the line «Поділ» that rings at Olena's and Taras's. */
const ringing: CardCall = {
  key: "a0000000000000000000000000000001",
  provider: "phonet",
  direction: "in",
  client: "+380670000001",
  clientName: "Оксана К.",
  line: "+380440000100",
  lineName: "Поділ",
  startedAt: started,
  answeredAt: null,
  endedAt: null,
  state: "ringing",
  outcome: null,
  reason: null,
  lengthUnknown: false,
  answeredBy: null,
  lastBy: null,
  employee: null,
  rang: ["101", "102"],
  rangNames: ["Олена", null],
  path: ["101", "102"],
  ringS: null,
  talkS: null,
  menuS: 0,
  transferred: false,
  records: [],
  recorded: false,
  ringingNow: [olena, taras],
  talkingNow: [],
  quietSince: null,
  dueAt: started + 180_000,
  ours: true,
  heardAt: started,
  ownTimeAt: started,
  clientLabel: { name: "Оксана К.", phone: "+380670000001", isNew: false },
  lineLabel: null,
  employeeNames: { "102": "Тарас" },
  recovered: false,
  corrected: false,
};

/** A call like the ringing one but for what is given. */
export function aCall(changed: Partial<CardCall> = {}): CardCall {
  return { ...ringing, ...changed };
}

export const view = { zone: "Europe/Kyiv", now: started + 300_000, masked: false };

const ended: Partial<CardCall> = { state: "ended", endedAt: started + 216_000, ringingNow: [] };
const answered: Partial<CardCall> = {
  ...ended,
  outcome: "answered",
  answeredBy: olena,
  lastBy: olena,
  ringS: 12,
  talkS: 204,
};
const missed: Partial<CardCall> = { ...ended, outcome: "missed", ringS: 41, talkS: 0 };
const outgoing: Partial<CardCall> = {
  direction: "out",
  rang: [],
  rangNames: [],
  employee: taras,
  lineLabel: "Поділ",
};

/** The life of a call's first message. */
export const ringCases: Record<string, CardCall> = {
  ringing: aCall(),
  "ringing, a new number": aCall({
    clientLabel: { name: null, phone: "+380930000007", isNew: true },
  }),
  "ringing, a hidden number": aCall({
    client: null,
    clientLabel: { name: null, phone: null, isNew: false },
  }),
  "ringing, nobody's device known": aCall({
    ringingNow: [],
    lineLabel: null,
    lineName: null,
    line: null,
  }),
  "ringing at a group of eight": aCall({
    ringingNow: ["101", "102", "103", "104", "105", "106", "107", "108"].map((ext) => ({
      ext,
      name: null,
    })),
  }),
  talking: aCall({ state: "talking", answeredBy: olena, ringingNow: [], talkingNow: [olena] }),
  "talking and ringing at a colleague": aCall({
    state: "talking",
    ringingNow: [taras],
    talkingNow: [olena],
  }),
  "two in one talk": aCall({ state: "talking", ringingNow: [], talkingNow: [olena, taras] }),
  "talking, nobody knows who": aCall({ state: "talking", ringingNow: [] }),
  ended: aCall(answered),
};

/** Every way a call ends. */
export const finalCases: Record<string, CardCall> = {
  answered: aCall(answered),
  "answered at once, by a number without a name": aCall({
    ...answered,
    ringS: 0,
    talkS: 59,
    clientLabel: { name: null, phone: "+79000000005", isNew: false },
  }),
  "answered, an hour long": aCall({ ...answered, talkS: 3900 }),
  "answered after a transfer": aCall({
    ...answered,
    lastBy: taras,
    transferred: true,
    path: ["101", "102"],
  }),
  "answered, length unknown": aCall({ ...answered, talkS: null, lengthUnknown: true }),
  "answered by somebody unknown": aCall({ ...answered, answeredBy: null, lastBy: null }),
  "answered by an extension without a name": aCall({
    ...answered,
    answeredBy: { ext: "0107", name: null },
  }),
  "answered, a line without a name": aCall({ ...answered, lineName: null }),
  missed: aCall(missed),
  "missed before it rang": aCall({ ...missed, ringS: null, rang: [], rangNames: [] }),
  "missed, a hidden number": aCall({
    ...missed,
    client: null,
    clientLabel: { name: null, phone: null, isNew: false },
  }),
  "missed, a number that is none": aCall({
    ...missed,
    clientLabel: { name: null, phone: "0800", isNew: true },
  }),
  "missed in the voice menu": aCall({
    ...missed,
    reason: "ivr_only",
    rang: [],
    rangNames: [],
    ringS: null,
    menuS: 13,
  }),
  busy: aCall({ ...missed, outcome: "busy", ringS: 2 }),
  "no answer": aCall({ ...missed, outcome: "no_answer" }),
  failed: aCall({ ...missed, outcome: "failed", ringS: null }),
  "incoming, outcome unknown": aCall({ ...missed, outcome: "unknown" }),
  "missed, received late": aCall({ ...missed, recovered: true, startedAt: started - 86_400_000 }),
  "answered after all, corrected": aCall({ ...answered, corrected: true }),
  outgoing: aCall({ ...answered, ...outgoing, answeredBy: null, lastBy: null, talkS: 60 }),
  "outgoing, length unknown": aCall({ ...answered, ...outgoing, talkS: null, lengthUnknown: true }),
  "outgoing, no answer": aCall({ ...missed, ...outgoing, outcome: "no_answer" }),
  "outgoing, busy": aCall({ ...missed, ...outgoing, outcome: "busy" }),
  "outgoing, failed": aCall({ ...missed, ...outgoing, outcome: "failed" }),
  "outgoing, no money": aCall({
    ...missed,
    ...outgoing,
    outcome: "failed",
    reason: "no money, no limit",
  }),
  "outgoing, by nobody known": aCall({
    ...missed,
    ...outgoing,
    outcome: "no_answer",
    employee: null,
  }),
  "outgoing, outcome unknown": aCall({ ...missed, ...outgoing, outcome: "unknown" }),
};
