import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import { together } from "../lib/together.ts";
import { clientEvent } from "./client-event.ts";
import { nameWins } from "./client-match.ts";
import { clientsByPhones } from "./client-service.ts";
import {
  findByPhones,
  insertClients,
  lockClients,
  nameClients,
  ownNumbers,
  storedClients,
} from "./client-store.ts";
import { humanName, type Client } from "./client.ts";
import { nextNumbers } from "./count-service.ts";
import type { EndedCall } from "./ended-call.ts";

/** Who called, by number; `made` are the ids of clients that these calls made. The events are for the caller to emit. */
export type Met = { clients: Map<string, Client>; made: Set<number>; events: DomainEvent[] };

/**
 * Finds or makes the clients of calls that have ended, in the transaction that announces the end. Hidden numbers,
 * extensions and the business's own numbers make none; neither does an outgoing call that failed, which may be mistyped.
 */
export async function meetCalls(
  tx: Tx,
  businessId: string,
  { calls, now }: { calls: readonly EndedCall[]; zone: string; now: number },
): Promise<Met> {
  const callers = callersIn(calls);
  const known = await clientsByPhones(tx, businessId, [...callers.keys()]);
  const strangers = [...callers.values()]
    .filter(({ phone, makes }) => makes && isE164(phone) && !known.has(phone))
    .toSorted((a, b) => (a.phone < b.phone ? -1 : 1));
  const fresh = await makeClients(tx, businessId, { strangers, now });
  const clients = new Map([...known, ...fresh.found]);
  const renamed = await takeNames(tx, businessId, { callers, clients, made: fresh.made, now });
  return { clients, made: fresh.made, events: [...fresh.events, ...renamed] };
}

type Caller = {
  phone: string;
  /** The call that makes the client, should there be none. */
  callId: number;
  makes: boolean;
  name: string | null;
  /** A name that is heard late may be an old one: it only fills an empty place. */
  late: boolean;
};

/** The other side of each call once, with the newest name that the PBX gave. */
function callersIn(calls: readonly EndedCall[]): Map<string, Caller> {
  const callers = new Map<string, Caller>();
  for (const call of calls.toSorted((a, b) => a.startedAt - b.startedAt || a.callId - b.callId)) {
    const { callId, phone } = call;
    if (phone === null) continue;
    const makes = !(call.direction === "out" && call.outcome === "failed");
    const name = humanName(call.name);
    const before = callers.get(phone);
    callers.set(phone, {
      phone,
      callId: before?.makes === true ? before.callId : callId,
      makes: makes || before?.makes === true,
      name: name ?? before?.name ?? null,
      late: name === null ? (before?.late ?? false) : call.recovered || call.corrected,
    });
  }
  return callers;
}

function isE164(phone: string): boolean {
  return /^\+\d{7,15}$/.test(phone);
}

async function makeClients(
  tx: Tx,
  businessId: string,
  { strangers, now }: { strangers: readonly Caller[]; now: number },
): Promise<{ found: Map<string, Client>; made: Set<number>; events: DomainEvent[] }> {
  const nobody = { found: new Map<string, Client>(), made: new Set<number>(), events: [] };
  if (strangers.length === 0) return nobody;
  const asked = strangers.map(({ phone }) => phone);
  const own = await ownNumbers(tx, businessId, asked);
  const outside = strangers.filter(({ phone }) => !own.has(phone));
  if (outside.length === 0) return nobody;
  // Sent together: whom another process made meanwhile is seen once the lock is held.
  const [, meanwhile] = await together([
    lockClients(tx, businessId),
    findByPhones(
      tx,
      businessId,
      outside.map(({ phone }) => phone),
    ),
  ]);
  const missing = outside.filter(({ phone }) => !meanwhile.has(phone));
  const numbers = await nextNumbers(tx, businessId, { what: "clients", count: missing.length });
  const rows = missing.flatMap(({ phone, name, callId }, index) => {
    const number = numbers[index];
    if (number === undefined) return [];
    const nameFrom = name === null ? null : ("pbx" as const);
    return [{ number, name, nameFrom, phone, sourceCallId: callId }];
  });
  const made = await insertClients(tx, businessId, { made: rows, now });
  const events = [...made]
    .toSorted(([, a], [, b]) => a.number - b.number)
    .map(([phone, { number, name }]) =>
      clientEvent(businessId, "client.created", { client: { number, name, phones: [phone] }, now }),
    );
  return {
    found: new Map([...meanwhile, ...made]),
    made: new Set([...made.values()].map(({ id }) => id)),
    events,
  };
}

/** The PBX's name fills an empty place, or replaces what the PBX said before. */
async function takeNames(
  tx: Tx,
  businessId: string,
  value: {
    callers: ReadonlyMap<string, Caller>;
    clients: Map<string, Client>;
    made: ReadonlySet<number>;
    now: number;
  },
): Promise<DomainEvent[]> {
  const { callers, clients, made, now } = value;
  const named = new Map<number, Client>();
  for (const { phone, name, late } of callers.values()) {
    const client = clients.get(phone);
    if (!client || name === null || made.has(client.id) || (late && client.name !== null)) continue;
    const known = named.get(client.id) ?? client;
    if (nameWins(known, { name, nameFrom: "pbx" }))
      named.set(client.id, { ...client, name, nameFrom: "pbx" });
  }
  if (named.size === 0) return [];
  for (const [phone, { id }] of clients) {
    const renamed = named.get(id);
    if (renamed) clients.set(phone, renamed);
  }
  const [, after] = await together([
    nameClients(tx, businessId, [...named.values()]),
    storedClients(tx, businessId, [...named.keys()]),
  ]);
  return [...after.values()].map((client) =>
    clientEvent(businessId, "client.updated", { client, now }),
  );
}
