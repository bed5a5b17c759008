import { clientsByPhones } from "../crm/client-service.ts";
import type { Client } from "../crm/client.ts";
import type { Tx } from "../db/client.ts";
import { groupBy } from "../lib/group-by.ts";
import { together } from "../lib/together.ts";
import type { Situation } from "./followup-plan.ts";
import * as store from "./followup-store.ts";
import type { EndedWith, Followup } from "./followup.ts";

/** A call whose end means something else than before; `again`: it ends for another time, `lost` are follow-ups that calls it swallowed belonged to. */
export type Change = {
  before: EndedWith | null;
  after: EndedWith;
  again: boolean;
  lost: readonly number[];
};

/**
 * What is known of each client whose calls changed, behind a lock of theirs, in a constant number of statements; `linked`:
 * the calls of the follow-ups in it.
 */
export async function situationsOf(
  tx: Tx,
  businessId: string,
  { changes, ghostS }: { changes: readonly Change[]; ghostS: number },
): Promise<{ situations: Situation[]; linked: Map<number, Followup> }> {
  const clients = clientsIn(changes);
  const [, rows, people] = await together([
    store.lockClients(tx, businessId, clients),
    store.lockFollowups(tx, businessId, {
      clients,
      calls: changes.map(({ after }) => after.id),
      undone: undoneBy(changes),
      ids: changes.flatMap(({ lost }) => lost),
    }),
    changes.some(({ after }) => after.meaning === "missed")
      ? clientsByPhones(tx, businessId, clients)
      : null,
  ]);
  const linked = await store.callsOfFollowups(tx, businessId, { rows, ghostS });
  const fresh = new Map(changes.map(({ after }) => [after.id, after]));
  const rowOf = new Map(linked.map(({ call, row }) => [call.id, row]));
  const now = new Map([...linked.map(({ call }) => [call.id, call] as const), ...fresh]);
  // Nobody calls back who is no client or asked not to be called; what was open before is closed by hand.
  const misses = [...now.values()].filter(
    ({ id, meaning, client }) =>
      meaning === "missed" &&
      (rowOf.has(id) || !isApart(client === null ? null : people?.get(client))),
  );
  const since = sinceOf(misses);
  const stored = await store.callsSince(tx, businessId, { since, ghostS });
  const contacts = [...stored.filter(({ id }) => !fresh.has(id)), ...fresh.values()];
  return { situations: byClient({ rows, misses, contacts, rowOf }), linked: rowOf };
}

function isApart(client: Client | null | undefined): boolean {
  return client?.doNotCall === true || client?.notClient === true;
}

function clientsIn(changes: readonly Change[]): string[] {
  const all = changes.flatMap(({ before, after }) => [before?.client ?? null, after.client]);
  return [...new Set(all.filter((client) => client !== null))];
}

/** Calls that may have closed a follow-up and mean something else now. */
function undoneBy(changes: readonly Change[]): { calls: number[]; from: number } | null {
  const undone = changes.flatMap(({ before, after, again, lost }) =>
    again || lost.length > 0 || (before && before.meaning !== null && before.meaning !== "missed")
      ? [{ id: after.id, at: before?.startedAt ?? after.startedAt }]
      : [],
  );
  if (undone.length === 0) return null;
  return { calls: undone.map(({ id }) => id), from: Math.min(...undone.map(({ at }) => at)) };
}

/** When the first missed call of each client began. */
function sinceOf(misses: readonly EndedWith[]): Map<string, number> {
  const since = new Map<string, number>();
  for (const { client, startedAt } of misses)
    if (client !== null)
      since.set(client, Math.min(startedAt, since.get(client) ?? Number.POSITIVE_INFINITY));
  return since;
}

type Everything = {
  rows: readonly Followup[];
  misses: readonly EndedWith[];
  contacts: readonly EndedWith[];
  rowOf: ReadonlyMap<number, Followup>;
};

function byClient({ rows, misses, contacts, rowOf }: Everything): Situation[] {
  const rowsOf = groupBy(rows, keyOfRow);
  const missesOf = groupBy(misses, keyOf);
  const contactsOf = groupBy(contacts, keyOf);
  const keys = new Set([...rowsOf.keys(), ...missesOf.keys()]);
  return [...keys].toSorted().map((key) => {
    const own = missesOf.get(key) ?? [];
    const known = rowsOf.get(key) ?? [];
    return {
      client: own[0]?.client ?? known[0]?.client ?? null,
      rows: known,
      misses: own.map((call) => {
        const row = rowOf.get(call.id);
        return { call, row: row && keyOfRow(row) === key ? row.id : null };
      }),
      contacts: contactsOf.get(key) ?? [],
    };
  });
}

/** Calls of one client stand together; each one with a hidden number stands for itself. */
function keyOf({ id, client }: Pick<EndedWith, "id" | "client">): string {
  return client ?? `hidden ${id}`;
}

function keyOfRow({ callId, client }: Followup): string {
  return keyOf({ id: callId, client });
}
