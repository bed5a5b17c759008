import { z } from "zod";
import { dealsOfCalls } from "../crm/deal-list-service.ts";
import { createTask, taskNumbered } from "../crm/task-service.ts";
import type { Task } from "../crm/task.ts";
import type { Tx } from "../db/client.ts";
import {
  countLedger,
  dropPledges,
  figures,
  insertPledges,
  ledger,
  ledgerRow,
  lockPledge,
  lockPledgeOfTask,
  lockPledges,
  redatePledges,
  settlePledge,
  type LedgerCounts,
  type LedgerRow,
  type LedgerWanted,
  type PledgeFigures,
} from "./promise-store.ts";
import { planPledges, type SaidPledge } from "./promise.ts";

export type { LedgerCounts, LedgerRow, LedgerWanted, PledgeFigures } from "./promise-store.ts";

/** Keeps what was promised in a call; said again, nothing is doubled, and what people decided about stays. */
export async function keepPledges(
  tx: Tx,
  businessId: string,
  about: {
    callId: number;
    clientId: number | null;
    dealId: number | null;
    said: readonly SaidPledge[];
    now: number;
  },
): Promise<void> {
  const { said, ...call } = about;
  const known = await lockPledges(tx, businessId, about.callId);
  const { add, dated, drop } = planPledges(known, said);
  await dropPledges(tx, businessId, drop);
  await redatePledges(tx, businessId, dated);
  await insertPledges(tx, businessId, { ...call, said: add });
}

type Step = { id: number; by: number; now: number };
/** `settled`: somebody was quicker, and it is as they left it. */
export type PledgeOutcome = { done: true } | { refused: "gone" | "settled" };

/** Makes a task of our promise, for whoever asks. */
export async function acceptPledge(
  tx: Tx,
  businessId: string,
  { id, by, now, zone }: Step & { zone: string },
): Promise<{ task: Task } | { refused: "gone" | "settled" }> {
  return tx.transaction(async (inner) => {
    const pledge = await lockPledge(inner, businessId, id);
    const row = pledge && (await ledgerRow(inner, businessId, id));
    if (!row) return { refused: "gone" as const };
    if (pledge.state !== "open" || pledge.whose !== "us") return { refused: "settled" as const };
    // Deals that became one take their calls along.
    const own = (await dealsOfCalls(inner, businessId, [row.callId])).get(row.callId);
    const task = await createTask(inner, businessId, {
      title: row.text,
      dueAt: row.dueAt,
      priority: "medium",
      assignee: by,
      clientId: row.client?.id ?? null,
      dealId: own?.id ?? row.dealId,
      callId: row.callId,
      by,
      now,
      zone,
    });
    await settlePledge(inner, businessId, { id, state: "accepted", taskId: task.id, by, now });
    return { task };
  });
}

/** It was kept, or nobody waits for it: it leaves the ledger. One that is a task ends with its task. */
export async function closePledge(
  tx: Tx,
  businessId: string,
  { id, as, by, now }: Step & { as: "done" | "dismissed" },
): Promise<PledgeOutcome> {
  return tx.transaction(async (inner) => {
    const pledge = await lockPledge(inner, businessId, id);
    if (!pledge) return { refused: "gone" as const };
    if (pledge.state !== "open") return { refused: "settled" as const };
    await settlePledge(inner, businessId, { id, state: as, taskId: null, by, now });
    return { done: true as const };
  });
}

/** A task that was made of a promise was done, opened again, or deleted: the promise follows. */
export async function pledgeFollows(tx: Tx, event: Happened): Promise<void> {
  const { businessId, at: now } = event;
  const { task_id: number, status } = taskShape.parse(event.data);
  const taskId = await taskNumbered(tx, businessId, number);
  const pledge = taskId === null ? null : await lockPledgeOfTask(tx, businessId, taskId);
  if (!pledge) return;
  const { id } = pledge;
  const isDone = status === "completed";
  // A task that was done and is deleted as done was kept all the same.
  const state = isDone ? "done" : event.event === "task.deleted" ? "open" : "accepted";
  if (pledge.state === state) return;
  const kept = state === "open" ? null : taskId;
  await settlePledge(tx, businessId, { id, state, taskId: kept, by: null, now });
}

/** A page of the ledger. */
export async function ledgerPage(
  tx: Tx,
  businessId: string,
  asked: { wanted: LedgerWanted; limit: number; offset: number },
): Promise<LedgerRow[]> {
  return ledger(tx, businessId, asked);
}

/** How many promises are open. */
export async function openPledges(tx: Tx, businessId: string): Promise<LedgerCounts> {
  return countLedger(tx, businessId);
}

/** Our promises of a day, for its digest. */
export async function pledgeFigures(
  tx: Tx,
  businessId: string,
  asked: { now: number; dayEnds: number; from: number; to: number },
): Promise<PledgeFigures> {
  return figures(tx, businessId, asked);
}

/** Of a numbered event. */
type Happened = { businessId: string; event: string; at: number; data: unknown };
const taskShape = z.object({ task_id: z.number(), status: z.enum(["pending", "completed"]) });
