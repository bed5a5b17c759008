import { sql } from "drizzle-orm";
import { agentSettings, changeAgent } from "../../src/agent/setting-service.ts";
import { answerInstead, editDraft, sendDraft } from "../../src/agent/shadow-press-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { bindHandles } from "../../src/crm/handle-service.ts";
import type { Database } from "../../src/db/client.ts";
import { runNotice } from "../../src/desk/notice-service.ts";
import { MAIN_BOT, openLine, type Line } from "./line.ts";

export const CUSTOMER = 555;

/** A salon whose agent only drafts; its operators' cards leave, and their ids are counted. */
export async function openShadow(
  db: Database,
  { index, after = 20 }: { index: number; after?: number },
) {
  const one = await openLine(db, { index });
  const owner = 100 + index;
  await changeAgent(one.db, one.business.id, { shadow: true, shadowAfter: after });
  const phone = `+38067${String(2_000_000 + index)}`;
  const client = { name: "Оксана", phone, now: one.time.now };
  const { id: clientId } = await saveClient(one.db, one.business.id, client);
  const bound = { channel: "telegram" as const, handle: String(CUSTOMER), clientId };
  await bindHandles(one.db, one.business.id, [bound]);
  const cards: { html: string; keyboard: unknown; replyTo: number | null }[] = [];
  const notices = {
    db: one.db,
    clock: one.clock,
    gateway: {
      send: (_: object, { html, keyboard, replyTo }: (typeof cards)[number]) =>
        Promise.resolve({ sent: cards.push({ html, keyboard, replyTo }) }),
    },
    wakeAt: () => undefined,
    ambiguous: () => undefined,
    left: () => undefined,
    throttled: () => undefined,
    failed: (problem: string) => {
      throw new Error(problem);
    },
  };
  const { id: businessId } = one.business;
  // What other tests have planned comes due here, too.
  one.handlers.notice = async (job) => {
    if (job.businessId === businessId) await runNotice(notices, job);
  };
  const pressed = async (by: number) => {
    const draftId = (await drafts(one)).at(-1)?.id ?? 0;
    return { draftId, by, botId: MAIN_BOT, now: one.time.now };
  };
  return {
    ...one,
    owner,
    clientId,
    cards,
    /** Of the newest draft. */
    send: async (by = owner) => {
      const press = await pressed(by);
      return one.db.transaction((tx) => sendDraft(tx, businessId, press));
    },
    edit: async (words: string, by = owner) => {
      const press = { ...(await pressed(by)), text: words };
      return one.db.transaction((tx) => editDraft(tx, businessId, press));
    },
    takeOver: async (by = owner) => {
      const press = await pressed(by);
      return one.db.transaction((tx) => answerInstead(tx, businessId, press));
    },
    writes: async (words: string, id?: number) => {
      await one.says(CUSTOMER, words, id);
      await one.settle(15_000);
    },
    /** Presses the button with this title under what the agent said last. */
    taps: async (title: string) => {
      const key = one.said.at(-1)?.buttons.find((button) => button.text === title);
      await one.presses(CUSTOMER, key?.callback_data ?? "");
      await one.settle();
    },
    drafts: () => drafts(one),
    heard: () => one.to(CUSTOMER),
    visits: () => listVisits(one.db, businessId, {}),
    held: async () => {
      const rows = await one.db.execute(
        sql`select 1 from bookings where business_id = ${businessId} and status = 'held'`,
      );
      return rows.length;
    },
    settings: () => agentSettings(one.db, businessId),
  };
}

type Row = { id: number; ended: string | null; text: string; does: { do: string }[] };

async function drafts(one: Pick<Line, "db" | "business">): Promise<Row[]> {
  const rows = await one.db.execute<Row>(sql`
    select id::int as id, ended, text, does from agent_drafts
    where business_id = ${one.business.id} order by id`);
  return [...rows];
}
