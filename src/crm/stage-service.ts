import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";
import { AppError } from "../lib/app-error.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { sameStage, stageName, type Stage, type stageRefusals } from "./stage.ts";

/** More columns than these nobody reads on a phone. */
export const MOST_STAGES = 10;

export type StageDone = { stage: Stage } | { refused: keyof typeof stageRefusals };

/** The stages of open deals in their order, the first one made when it is missing. */
export async function stagesOf(tx: Tx, businessId: string, language: Language): Promise<Stage[]> {
  const known = await readStages(tx, businessId);
  if (known.some(({ first }) => first)) return known;
  await makeFirst(tx, businessId, language);
  const stages = await readStages(tx, businessId);
  const first = stages.find((stage) => stage.first);
  if (first) await adopt(tx, businessId, first);
  return stages;
}

/** Where deals begin. */
export async function firstStage(tx: Tx, businessId: string, language: Language): Promise<Stage> {
  const first = (await stagesOf(tx, businessId, language)).find((stage) => stage.first);
  if (!first) throw new AppError("stages.no_first", "conflict");
  return first;
}

export async function addStage(
  tx: Tx,
  businessId: string,
  { name: written, language }: { name: string; language: Language },
): Promise<StageDone> {
  const name = stageName(written);
  if (name === null) return { refused: "no_name" };
  return tx.transaction(async (inner) => {
    await lockStages(inner, businessId);
    const stages = await stagesOf(inner, businessId, language);
    if (stages.length >= MOST_STAGES) return { refused: "many" };
    if (stages.some((stage) => sameStage(stage.name, name))) return { refused: "same_name" };
    const last = Math.max(...stages.map(({ position }) => position));
    const [row] = await inner.execute<StageRow>(sql`
      insert into stages (business_id, name, position) values (${businessId}::uuid, ${name}, ${last + 1}::int) returning ${COLUMNS}`);
    if (!row) throw new AppError("stages.not_saved", "conflict");
    return { stage: toStage(row) };
  });
}

export async function renameStage(
  tx: Tx,
  businessId: string,
  { stageId, name: written }: { stageId: number; name: string },
): Promise<StageDone> {
  const name = stageName(written);
  if (name === null) return { refused: "no_name" };
  return tx.transaction(async (inner) => {
    await lockStages(inner, businessId);
    const stages = await readStages(inner, businessId);
    if (stages.some((stage) => stage.id !== stageId && sameStage(stage.name, name)))
      return { refused: "same_name" };
    const [row] = await inner.execute<StageRow>(sql`
      update stages set name = ${name} where business_id = ${businessId} and id = ${stageId} returning ${COLUMNS}`);
    return row ? { stage: toStage(row) } : { refused: "not_found" };
  });
}

/** Changes places with its neighbour; the first stage keeps its own. */
export async function moveStage(
  tx: Tx,
  businessId: string,
  { stageId, by }: { stageId: number; by: -1 | 1 },
): Promise<StageDone> {
  return tx.transaction(async (inner) => {
    await lockStages(inner, businessId);
    const movable = (await readStages(inner, businessId)).filter(({ first }) => !first);
    const at = movable.findIndex(({ id }) => id === stageId);
    const stage = movable[at];
    if (!stage) return { refused: "not_found" };
    const order = movable.toSpliced(at, 1).toSpliced(Math.max(0, at + by), 0, stage);
    const rows = order.map(({ id }, index) => ({ id, position: index + 1 }));
    await inner.execute(sql`
      update stages s set position = r.position from jsonb_to_recordset(${json(rows)}) as r(id bigint, position int)
      where s.business_id = ${businessId} and s.id = r.id`);
    return { stage: { ...stage, position: order.indexOf(stage) + 1 } };
  });
}

/** Takes a stage away; its open deals go to the first one. `moved`: how many they were. */
export async function deleteStage(
  tx: Tx,
  businessId: string,
  { stageId, language, now }: { stageId: number; language: Language; now: number },
): Promise<{ moved: number; into: Stage } | { refused: "not_found" | "first" }> {
  return tx.transaction(async (inner) => {
    await lockStages(inner, businessId);
    const into = await firstStage(inner, businessId, language);
    if (into.id === stageId) return { refused: "first" };
    // First the stage and then its deals: a move that held the stage meanwhile is over by then, and its deal is seen.
    const gone = await inner.execute(sql`
      delete from stages where business_id = ${businessId} and id = ${stageId} returning 1`);
    if (gone.length === 0) return { refused: "not_found" };
    const moved = await inner.execute(sql`
      update deals set stage_id = ${into.id}, updated_at = ${iso(now)}::timestamptz
      where business_id = ${businessId} and stage_id = ${stageId} returning 1`);
    return { moved: moved.length, into };
  });
}

/** Holds a stage where it is until the transaction ends; false when there is none such. */
export async function holdStage(tx: Tx, businessId: string, stageId: number): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from stages where business_id = ${businessId} and id = ${stageId} for key share`);
  return rows.length > 0;
}

async function readStages(tx: Tx, businessId: string): Promise<Stage[]> {
  const rows = await tx.execute<StageRow>(sql`
    select ${COLUMNS} from stages where business_id = ${businessId} order by first desc, position, id`);
  return [...rows].map(toStage);
}

/** A business without any stage gets two more to begin with. Whoever makes the first one at the same moment is waited for. */
async function makeFirst(tx: Tx, businessId: string, language: Language): Promise<void> {
  const more = JSON.stringify([
    { name: text(language, "deal-stage-working"), position: 1 },
    { name: text(language, "deal-stage-waiting"), position: 2 },
  ]);
  await tx.execute(sql`
    with made as (
      insert into stages (business_id, name, position, first) values (${businessId}::uuid, ${text(language, "deal-stage-first")}, 0, true)
      on conflict (business_id) where first do nothing returning business_id)
    insert into stages (business_id, name, position)
    select made.business_id, r.name, r.position from made, jsonb_to_recordset(${more}::text::jsonb) as r(name text, position int)
    where not exists (select 1 from stages where business_id = ${businessId})`);
}

/** Open deals of the stage that was missing. */
async function adopt(tx: Tx, businessId: string, first: Stage): Promise<void> {
  await tx.execute(sql`
    update deals set stage_id = ${first.id} where business_id = ${businessId} and status = 'open'
      and not exists (select 1 from stages s where s.id = deals.stage_id and s.business_id = deals.business_id)`);
}

async function lockStages(tx: Tx, businessId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`stages:${businessId}`}, 0))`,
  );
}

const COLUMNS = sql.raw("id, name, position, first");

type StageRow = { id: string; name: string; position: number; first: boolean };

function toStage({ id, ...rest }: StageRow): Stage {
  return { id: Number(id), ...rest };
}
