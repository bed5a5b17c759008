/** What happens in one call of the simulated PBX, before a provider's dialect tells it. Times are milliseconds from the start of the run. */
export type PlotCall = {
  /** The outside party: who calls, or who is called back. */
  caller: Caller;
  /** A colleague called out; left out where the call came in. */
  outgoing?: true;
  startsAt: number;
  legs: PlotLeg[];
  /** Null when the PBX never says that the call is over. */
  endsAt: number | null;
};

/** One phone that rings; the first leg is the parent of the rest. */
export type PlotLeg = {
  employee: Employee;
  ringsAt: number;
  answeredAt: number | null;
  leftAt: number | null;
};

export type Employee = { ext: string; name: string };

/** `number` is E.164, or null when it is hidden; `name` is what the provider's address book says. */
export type Caller = { number: string | null; name: string | null };

export const callKinds = [
  "answered",
  "missed",
  "forward",
  "group",
  "transfer",
  "burst",
  "lost_hangup",
] as const;
export type CallKind = (typeof callKinds)[number];

export const BURST_CALLS = 20;
const BURST_MS = 2_000;
const S = 1_000;
/** Phones of a group ring one after the other by so little that ×10 still keeps their order. */
const APART_MS = 30;

type Plot = {
  caller: Caller;
  employees: readonly Employee[];
  speed: number;
  crowd: readonly Caller[];
};

/** The calls of one button. A burst keeps its two seconds at any speed and takes its callers from `crowd`; all other times are divided by `speed`. */
export function plot(kind: CallKind, { caller, employees, speed, crowd }: Plot): PlotCall[] {
  const [first, second] = [employees[0], employees[1] ?? employees[0]];
  if (!first || !second) return [];
  if (kind === "burst")
    return burst(crowd, first, second).map(({ call, at }) => shift(hasten(call, speed), at));
  const single: Record<Exclude<CallKind, "burst">, () => PlotCall> = {
    answered: () => answered(caller, first),
    missed: () => missed(caller, first),
    forward: () => forwarded(caller, first, second),
    group: () => grouped(caller, employees),
    transfer: () => transferred(caller, first, second),
    lost_hangup: () => lostHangup(caller, first),
  };
  return [hasten(single[kind](), speed)];
}

/** Every other call of the crowd is missed. */
function burst(
  crowd: readonly Caller[],
  first: Employee,
  second: Employee,
): { call: PlotCall; at: number }[] {
  return crowd.slice(0, BURST_CALLS).map((caller, n) => ({
    call: n % 2 === 0 ? answered(caller, first) : missed(caller, second),
    at: (n * BURST_MS) / BURST_CALLS,
  }));
}

function answered(caller: Caller, employee: Employee): PlotCall {
  return {
    caller,
    startsAt: 0,
    endsAt: 58 * S,
    legs: [{ employee, ringsAt: 0, answeredAt: 8 * S, leftAt: 58 * S }],
  };
}

function missed(caller: Caller, employee: Employee): PlotCall {
  return {
    caller,
    startsAt: 0,
    endsAt: 24 * S,
    legs: [{ employee, ringsAt: 0, answeredAt: null, leftAt: 24 * S }],
  };
}

function forwarded(caller: Caller, first: Employee, second: Employee): PlotCall {
  return {
    caller,
    startsAt: 0,
    endsAt: 71 * S,
    legs: [
      { employee: first, ringsAt: 0, answeredAt: null, leftAt: 15.4 * S },
      { employee: second, ringsAt: 15 * S, answeredAt: 21 * S, leftAt: 71 * S },
    ],
  };
}

/** Everyone rings at once; the last one picks up, and the others' phones fall silent just before. */
function grouped(caller: Caller, employees: readonly Employee[]): PlotCall {
  const winner = employees.length - 1;
  return {
    caller,
    startsAt: 0,
    endsAt: 52 * S,
    legs: employees.map((employee, n) =>
      n === winner
        ? { employee, ringsAt: n * APART_MS, answeredAt: 12 * S, leftAt: 52 * S }
        : { employee, ringsAt: n * APART_MS, answeredAt: null, leftAt: 11.9 * S + n * APART_MS },
    ),
  };
}

function transferred(caller: Caller, first: Employee, second: Employee): PlotCall {
  return {
    caller,
    startsAt: 0,
    endsAt: 95 * S,
    legs: [
      { employee: first, ringsAt: 0, answeredAt: 6 * S, leftAt: 36.3 * S },
      { employee: second, ringsAt: 36 * S, answeredAt: 41 * S, leftAt: 95 * S },
    ],
  };
}

function lostHangup(caller: Caller, employee: Employee): PlotCall {
  return {
    caller,
    startsAt: 0,
    endsAt: null,
    legs: [{ employee, ringsAt: 0, answeredAt: 6 * S, leftAt: null }],
  };
}

function hasten(call: PlotCall, speed: number): PlotCall {
  return mapTimes(call, (ms) => Math.round(ms / speed));
}

function shift(call: PlotCall, by: number): PlotCall {
  return mapTimes(call, (ms) => ms + by);
}

function mapTimes(call: PlotCall, change: (ms: number) => number): PlotCall {
  const orNull = (ms: number | null) => (ms === null ? null : change(ms));
  return {
    ...call,
    startsAt: change(call.startsAt),
    endsAt: orNull(call.endsAt),
    legs: call.legs.map((leg) => ({
      ...leg,
      ringsAt: change(leg.ringsAt),
      answeredAt: orNull(leg.answeredAt),
      leftAt: orNull(leg.leftAt),
    })),
  };
}
