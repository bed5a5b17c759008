import { sql } from "drizzle-orm";
import type { Business } from "../../src/business/business.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { createDeal } from "../../src/crm/deal-service.ts";
import type { Deal } from "../../src/crm/deal.ts";
import { createTask } from "../../src/crm/task-service.ts";
import type { Task } from "../../src/crm/task.ts";
import { addMember, NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase } from "../db/database.ts";
import { linkFor, openCabinet, type Browser } from "./browser.ts";

export const OWNER = 11;
const STRANGER = 22;
export const OPERATOR = 33;
export const EVIL = `"><script>alert(1)</script><b x='`;

export type WorkStand = Awaited<ReturnType<typeof openWork>>;

/** Two businesses with people at their desks, and what they work on made by the services. */
export async function openWork() {
  const base = await freshDatabase();
  const { db } = base;
  const { ours, theirs } = await twoBusinesses(db);
  await addMember(db, ours, { id: OPERATOR, role: "operator", by: OWNER });
  const cabinet = await openCabinet(db);
  const entered = async (personId: number, business: Business): Promise<Browser> => {
    const browser = cabinet.browser();
    await browser.enter(await linkFor(db, { businessId: business.id, personId }));
    await browser.get("/dashboard/more");
    return browser;
  };
  const client = (of: Business, phone: string, name: string | null = null) =>
    saveClient(db, of.id, { name, phone, now: NOW });
  let calls = 0;
  return {
    db,
    ours,
    theirs,
    cabinet,
    owner: await entered(OWNER, ours),
    operator: await entered(OPERATOR, ours),
    stranger: await entered(STRANGER, theirs),
    client,
    deal: async (
      of: Business,
      {
        name,
        phone = null,
        amount = null,
      }: { name: string; phone?: string | null; amount?: number | null },
    ): Promise<Deal> => {
      const known = phone === null ? null : await client(of, phone);
      const about = { name, amount, client: known, phone, callId: null };
      const made = await createDeal(db, of.id, { ...about, by: OWNER, now: NOW });
      if ("refused" in made) throw new Error(made.refused);
      return made.deal;
    },
    task: (
      of: Business,
      value: { title: string; dueAt?: number; dealId?: number },
    ): Promise<Task> =>
      createTask(db, of.id, {
        dueAt: null,
        priority: "medium",
        assignee: OWNER,
        clientId: null,
        callId: null,
        by: OWNER,
        now: NOW - 1,
        zone: of.timezone,
        ...value,
      }),
    /** As if a call had made it. */
    automatic: async ({ id }: Deal): Promise<void> => {
      calls += 1;
      await db.execute(sql`
        update deals set automatic = true, source_call_id = ${calls}, note = ${"🔴 ПРОПУЩЕНИЙ ДЗВІНОК\nЗайнято"} where id = ${id}`);
    },
    close: async () => {
      await cabinet.close();
      await base.close();
    },
  };
}
