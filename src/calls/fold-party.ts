import type { Call, CallEvent, Direction } from "./call.ts";

/** Which way a call goes: an external leg decides, a consultation between colleagues never does. */
export function directionOf(events: readonly CallEvent[]): Direction {
  let best: Direction = "in";
  let bestRank = 0;
  for (const event of events) {
    const rank = event.direction === null ? 0 : directionRank(event);
    if (rank <= bestRank || event.direction === null) continue;
    best = event.direction;
    bestRank = rank;
  }
  return best;
}

/** Who called whom over which line. */
export function partiesOf(
  events: readonly CallEvent[],
  direction: Direction,
): Pick<Call, "client" | "clientName" | "line" | "lineName"> {
  const own = events.filter((event) => event.direction === direction);
  const told = own.length > 0 ? own : events;
  const client = direction === "internal" ? null : numberIn(told, "client");
  return {
    client,
    clientName: direction === "internal" ? null : firstOf(told, "clientName"),
    line: numberIn(told, "line") ?? numberIn(events, "line"),
    lineName: firstOf(told, "lineName") ?? firstOf(events, "lineName"),
  };
}

/** Novofon's answer may name a mobile it was forwarded to, a recording notice names nobody: they only hint. */
function directionRank({ kind, direction }: CallEvent): number {
  if (kind === "recorded" || kind === "transcribed") return 1;
  if (direction === "internal") return 2;
  return kind === "answered" ? 3 : 4;
}

/** The first number, E.164 before other digits, other events before an answer. */
function numberIn(events: readonly CallEvent[], field: "client" | "line"): string | null {
  let best: string | null = null;
  let bestRank = 0;
  for (const event of events) {
    const number = event[field];
    if (number === null) continue;
    const rank = (number.startsWith("+") ? 2 : 0) + (event.kind === "answered" ? 1 : 2);
    if (rank <= bestRank) continue;
    best = number;
    bestRank = rank;
  }
  return best;
}

function firstOf(events: readonly CallEvent[], field: "clientName" | "lineName"): string | null {
  return events.find((event) => event[field] !== null)?.[field] ?? null;
}
