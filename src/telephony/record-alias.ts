import type { CallEvent } from "../calls/call.ts";

type Known = ReadonlyMap<string, string>;

/** What stands for the people, numbers and ids of a recorded case, the same for the same. */
export type Aliases = { phones: Known; ids: Known; exts: Known; names: Known };

/** Aliases for everybody and everything in these events. Ids keep their order, on which the fold of a call may lean. */
export function aliasesFor(events: readonly CallEvent[]): Aliases {
  const taken = new Set(events.flatMap((event) => Object.values(event).map(String)));
  const phones = new Map([
    ...aliased(events, (event) => [event.line], taken, lineAlias),
    ...aliased(events, (event) => [event.client], taken, clientAlias),
  ]);
  const ids = aliased(
    events,
    (e) => [e.ref, e.parent, e.recordId, e.employeeId ?? null, e.lastEmployeeId ?? null],
    taken,
    idAlias,
  );
  const exts = aliased(
    events,
    (event) => [event.ext, event.peerExt, event.lastExt],
    taken,
    extAlias,
  );
  const names = new Map([
    ...aliased(
      events,
      (event) => [event.lineName],
      taken,
      (_, n) => `Line ${n}`,
    ),
    ...aliased(
      events,
      (event) => [event.employeeName],
      taken,
      (_, n) => `Employee ${n}`,
    ),
    ...aliased(
      events,
      (event) => [event.clientName],
      taken,
      (_, n) => `Client ${n}`,
    ),
  ]);
  return { phones, ids, exts, names };
}

/** The event as the disguised body tells it; `shift` moves its times, ms. */
export function disguised(event: CallEvent, aliases: Aliases, shift: number): CallEvent {
  const moved = (at: number | null): number | null => (at === null ? null : at + shift);
  const { phones, ids, exts, names } = aliases;
  return {
    ...event,
    ref: lookUp(ids, event.ref) ?? event.ref,
    parent: lookUp(ids, event.parent),
    at: moved(event.at),
    arrivedAt: event.arrivedAt + shift,
    client: lookUp(phones, event.client),
    clientName: lookUp(names, event.clientName),
    line: lookUp(phones, event.line),
    lineName: lookUp(names, event.lineName),
    ext: lookUp(exts, event.ext),
    peerExt: lookUp(exts, event.peerExt),
    lastExt: lookUp(exts, event.lastExt),
    employeeName: lookUp(names, event.employeeName),
    ...(event.employeeId === undefined ? {} : { employeeId: lookUp(ids, event.employeeId) }),
    ...(event.lastEmployeeId === undefined
      ? {}
      : { lastEmployeeId: lookUp(ids, event.lastEmployeeId) }),
    startedAt: moved(event.startedAt),
    answeredAt: moved(event.answeredAt),
    recordId: lookUp(ids, event.recordId),
  };
}

function lookUp(known: Known, value: string | null): string | null {
  return value === null ? null : (known.get(value) ?? null);
}

function aliased(
  events: readonly CallEvent[],
  valuesOf: (event: CallEvent) => readonly (string | null)[],
  taken: Set<string>,
  aliasOf: (value: string, n: number) => string,
): Map<string, string> {
  const values = new Set(events.flatMap(valuesOf).filter((value) => value !== null));
  const aliases = new Map<string, string>();
  let n = 0;
  for (const value of [...values].toSorted()) {
    let alias = value;
    for (let tries = 0; tries < 100 && (tries === 0 || isTaken(alias, value, taken)); tries += 1) {
      n += 1;
      alias = aliasOf(value, n);
    }
    aliases.set(value, alias);
    taken.add(alias);
  }
  return aliases;
}

/** Short numbers may stay what they are. */
function isTaken(alias: string, value: string, taken: ReadonlySet<string>): boolean {
  return taken.has(alias) && !(alias === value && isShort(value));
}

/** Mobile and city numbers of nobody, by the beginning of the number that they stand for. */
const clientStarts: readonly [string, string][] = [
  ["380", "38067"],
  ["77", "7700"],
  ["76", "7700"],
  ["7", "7900"],
  ["375", "37529"],
  ["998", "99890"],
];
const lineStarts: readonly [string, string][] = [
  ["380", "38044"],
  ["77", "7727"],
  ["7", "7495"],
  ["375", "37517"],
  ["998", "99871"],
];

function clientAlias(value: string, n: number): string {
  return numberAlias(value, n, clientStarts);
}

function lineAlias(value: string, n: number): string {
  return numberAlias(value, n, lineStarts);
}

/** Keeps the country, the length and the plus. */
function numberAlias(value: string, n: number, starts: readonly [string, string][]): string {
  const plus = value.startsWith("+") ? "+" : "";
  const digits = value.replace(/\D/g, "");
  const known = starts.find(([start]) => digits.startsWith(start))?.[1];
  const start =
    plus !== "" && known && digits.length > known.length + 4 ? known : digits.slice(0, 2);
  return plus + start + String(n).padStart(digits.length - start.length, "0");
}

/** Keeps what tells the kind of an id: its prefix, its being hexadecimal or a number. */
function idAlias(value: string, n: number): string {
  const prefix = /^(?:in|out)_/.exec(value)?.[0] ?? "";
  if (prefix !== "") return prefix + String(n).padStart(40, "0");
  if (/^[\da-f]{32}$/.test(value)) return `a${String(n).padStart(31, "0")}`;
  if (/^\d+$/.test(value)) return `9${String(n).padStart(Math.max(1, value.length - 1), "0")}`;
  if (/^\d+\.\d+$/.test(value)) return `1773133200.${String(n).padStart(6, "0")}`;
  return `id-${String(n).padStart(4, "0")}`;
}

function extAlias(value: string, n: number): string {
  return isShort(value) ? value : `9${String(n).padStart(Math.min(value.length, 12) - 1, "0")}`;
}

function isShort(value: string): boolean {
  return /^\d{1,6}$/.test(value);
}
