import { NO_CHAT } from "../../src/calls/card-chat.ts";
import type { CardFollowup } from "../../src/calls/card-followup.ts";
import type { FollowupEnd } from "../../src/calls/followup.ts";
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
  history: { earlier: 0, lastAt: null },
  lineLabel: null,
  employeeNames: { "102": "Тарас" },
  recovered: false,
  corrected: false,
  spoken: null,
  followup: null,
  chat: NO_CHAT,
  doNotCall: false,
  ghostS: 0,
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

const MIN = 60_000;
const over = started + 216_000;
/** A follow-up of that call, open since its end. */
function aFollowup(changed: Partial<CardFollowup> = {}): CardFollowup {
  return {
    client: "+380670000001",
    callId: 1,
    misses: 1,
    line: "+380440000100",
    openedAt: over,
    lastAt: started,
    dueAt: over + 15 * MIN,
    claimedBy: null,
    claimedName: null,
    claimedAt: null,
    tries: 0,
    triedAt: null,
    triedBy: null,
    overdueAt: null,
    remindedAt: null,
    escalatedAt: null,
    closedAt: null,
    closedHow: null,
    closedBy: null,
    closedCallId: null,
    passed: false,
    ...changed,
  };
}

const claimed = { claimedBy: 5, claimedName: "Олена <Ко>", claimedAt: over + MIN };
const overdue = { overdueAt: over + 25 * MIN };
const closed = (how: FollowupEnd, by: string | null = "Олена"): Partial<CardFollowup> => ({
  closedAt: over + 6 * MIN,
  closedHow: how,
  closedBy: by,
});
const followed = (changed: Partial<CardFollowup>): CardCall =>
  aCall({ ...missed, followup: aFollowup(changed) });

/** What becomes of a missed call. */
const followupCases: Record<string, CardCall> = {
  "missed, to be called back": followed({}),
  "missed twice": followed({ misses: 2, lastAt: started + 6 * MIN }),
  "missed twice, between eleven and twelve": followed({ misses: 2, lastAt: started - 210 * MIN }),
  "missed, a newer card carries it": followed({ misses: 2, passed: true }),
  "missed, claimed": followed(claimed),
  "missed, claimed the day after": followed({ ...claimed, claimedAt: started + 1200 * MIN }),
  "missed, overdue": followed(overdue),
  "missed, claimed and overdue for two hours": followed({
    ...claimed,
    overdueAt: over + 125 * MIN,
  }),
  "missed, tried": followed({ tries: 1, triedAt: over + 11 * MIN, triedBy: "Олена" }),
  "missed, tried by an extension": followed({
    ...closed("tried", "0107"),
    triedAt: over + 6 * MIN,
  }),
  "missed, called back": followed({ ...claimed, ...closed("reached") }),
  "missed, called back by nobody known": followed(closed("reached", null)),
  "missed, called again and talked": followed(closed("answered")),
  "missed, done": followed(closed("done")),
  "missed, not a client": followed(closed("not_client")),
  "missed, hidden, nobody can call back": aCall({
    ...missed,
    client: null,
    clientLabel: { name: null, phone: null, isNew: false },
    followup: aFollowup({ client: null, dueAt: null }),
  }),
  "missed, asked not to be called": aCall({ ...missed, doNotCall: true }),
  "answered, hardly talked": aCall({ ...answered, talkS: 3, ghostS: 5 }),
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
  ...followupCases,
};
