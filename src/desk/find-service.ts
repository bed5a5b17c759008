import { listCalls, type CallRow } from "../calls/list-service.ts";
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

/** Of each kind the first few; one more than `EACH` says that there are others. */
export type Found = {
  clients: ClientRow[];
  calls: CallRow[];
  deals: Deal[];
  tasks: FoundTask[];
  comments: FoundComment[];
};

export const EACH = 3;

/** Everything that a name, digits or a day lead to; a day alone leads to calls only. */
export async function find(tx: Tx, businessId: string, { text, days }: Search): Promise<Found> {
  const limit = EACH + 1;
  const calls = await listCalls(tx, businessId, {
    limit,
    ...(text === null ? {} : { text }),
    ...(days === null ? {} : { days }),
  });
  if (text === null) return { clients: [], calls, deals: [], tasks: [], comments: [] };
  const digits = digitsIn(text);
  const [clients, deals, tasks, comments] = await Promise.all([
    digits === null
      ? clientsNamed(tx, businessId, { name: text, limit })
      : clientsWithDigits(tx, businessId, { digits, limit }),
    listDeals(tx, businessId, { wanted: { text }, offset: 0, limit }),
    findTasks(tx, businessId, { text, limit }),
    findComments(tx, businessId, { text, limit }),
  ]);
  return { clients, calls, deals, tasks, comments };
}
