import { callRows, listCalls, type CallRow } from "../calls/list-service.ts";
import { digitsIn, type Search } from "../calls/search.ts";
import type { ClientRow } from "../crm/client-list-service.ts";
import { listDeals } from "../crm/deal-list-service.ts";
import type { Deal } from "../crm/deal.ts";
import { clientsNamed, clientsWithDigits } from "../crm/find-service.ts";
import {
  findComments,
  findTasks,
  type FoundComment,
  type FoundTask,
} from "../crm/find-work-service.ts";
import type { Tx } from "../db/client.ts";
import { findTalks, type FoundTalk } from "../speech/find-service.ts";

/** Of each kind the first few; one more than `EACH` says that there are others. */
export type Found = {
  clients: ClientRow[];
  calls: CallRow[];
  talks: FoundCall[];
  deals: Deal[];
  tasks: FoundTask[];
  comments: FoundComment[];
};

/** A call that holds all the words, with those around the first of them and their second. */
export type FoundCall = FoundTalk & { call: CallRow };

export const EACH = 3;

/** Everything that a name, digits or a day lead to; a day alone leads to calls only. */
export async function find(tx: Tx, businessId: string, { text, days }: Search): Promise<Found> {
  const limit = EACH + 1;
  const calls = await listCalls(tx, businessId, {
    limit,
    ...(text === null ? {} : { text }),
    ...(days === null ? {} : { days }),
  });
  if (text === null) return { clients: [], calls, talks: [], deals: [], tasks: [], comments: [] };
  const digits = digitsIn(text);
  const [clients, talks, deals, tasks, comments] = await Promise.all([
    digits === null
      ? clientsNamed(tx, businessId, { name: text, limit })
      : clientsWithDigits(tx, businessId, { digits, limit }),
    digits === null
      ? findSaid(tx, businessId, { text, limit, ...(days === null ? {} : { days }) })
      : Promise.resolve([]),
    listDeals(tx, businessId, { wanted: { text }, offset: 0, limit }),
    findTasks(tx, businessId, { text, limit }),
    findComments(tx, businessId, { text, limit }),
  ]);
  return { clients, calls, talks, deals, tasks, comments };
}

type Said = {
  text: string;
  limit: number;
  /** Epoch ms, `to` excluded. */
  days?: { from: number; to: number };
  /** The last call shown. */
  before?: number;
};

/** Calls in which something was said, the newest first. */
export async function findSaid(tx: Tx, businessId: string, said: Said): Promise<FoundCall[]> {
  const talks = await findTalks(tx, businessId, said);
  const ids = talks.map(({ callId }) => callId);
  const rows = new Map((await callRows(tx, businessId, ids)).map((row) => [row.id, row]));
  return talks.flatMap((talk) => {
    const call = rows.get(talk.callId);
    return call ? [{ ...talk, call }] : [];
  });
}
