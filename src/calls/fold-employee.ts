import type { Call, CallEvent, Employee } from "./call.ts";
import type { People } from "./fold-course.ts";

type Employees = Pick<
  Call,
  | "answeredBy"
  | "lastBy"
  | "employee"
  | "rang"
  | "rangNames"
  | "path"
  | "transferred"
  | "ringingNow"
  | "talkingNow"
>;

/** The people of a call with the names that its events gave them. */
export function employeesOf(
  events: readonly CallEvent[],
  people: People,
  { outgoing, over }: { outgoing: boolean; over: boolean },
): Employees {
  const names = namesIn(events);
  const nameOf = (ext: string): string | null => names.get(ext) ?? null;
  const employee = (ext: string): Employee => ({ ext, name: nameOf(ext) });
  const perhaps = (ext: string | null | undefined): Employee | null => (ext ? employee(ext) : null);
  const { talkers, rang, path } = people;
  return {
    answeredBy: outgoing ? null : perhaps(talkers[0]),
    lastBy: perhaps(talkers.at(-1)),
    employee: perhaps(people.employee),
    rang,
    rangNames: rang.map(nameOf),
    path,
    transferred: talkers.some((ext) => ext !== talkers[0]),
    ringingNow: over ? [] : people.ringing.map(employee),
    talkingNow: over ? [] : people.talking.map(employee),
  };
}

function namesIn(events: readonly CallEvent[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { ext, employeeName } of events)
    if (ext !== null && employeeName !== null && !names.has(ext)) names.set(ext, employeeName);
  return names;
}
