import type { Tx } from "../db/client.ts";
import { tellAllWaiting } from "./effect-service.ts";
import {
  isSameName,
  moved,
  slugOf,
  soundMaster,
  type MasterFields,
  type MasterWrong,
} from "./price-list.ts";
import { insertMaster, masterRows, updateMaster, type ListedMaster } from "./master-store.ts";

export type { ListedMaster } from "./master-store.ts";

type Saved = { master: ListedMaster } | { refused: MasterWrong | "gone" };

/** The masters in their order. */
export async function listMasters(
  tx: Tx,
  businessId: string,
  value: { archived: boolean },
): Promise<ListedMaster[]> {
  return masterRows(tx, businessId, value);
}

/** Adds a master at the end; the id in the business file is made of the name. */
export async function addMaster(tx: Tx, businessId: string, fields: MasterFields): Promise<Saved> {
  const sound = soundMaster(fields);
  if ("wrong" in sound) return { refused: sound.wrong };
  const known = await masterRows(tx, businessId, { archived: true });
  if (isTaken(known, { names: sound.master.names })) return { refused: "same_name" };
  const slug = slugOf(sound.master.names, new Set(known.map((one) => one.slug)));
  const id = await insertMaster(tx, businessId, {
    slug,
    fields: sound.master,
    archivedAt: null,
  });
  return masterOf(tx, businessId, id);
}

/** Changes a master; visits that were made stay as they are. */
export async function changeMaster(
  tx: Tx,
  businessId: string,
  { masterId, change }: { masterId: number; change: Partial<MasterFields> },
): Promise<Saved> {
  const known = await masterRows(tx, businessId, { archived: true });
  const before = known.find(({ id }) => id === masterId);
  if (!before) return { refused: "gone" };
  const sound = soundMaster({ ...before, ...change });
  if ("wrong" in sound) return { refused: sound.wrong };
  if (isTaken(known, { names: sound.master.names, but: masterId })) return { refused: "same_name" };
  await updateMaster(tx, businessId, { id: masterId, fields: sound.master });
  await tellAllWaiting(tx, businessId);
  return masterOf(tx, businessId, masterId);
}

/** Nobody may book a master any more, or again; visits that are coming stay. */
export async function archiveMaster(
  tx: Tx,
  businessId: string,
  { masterId, archived, now }: { masterId: number; archived: boolean; now: number },
): Promise<Saved> {
  const found = await masterOf(tx, businessId, masterId);
  if ("refused" in found) return found;
  if (archived === (found.master.archivedAt !== null)) return found;
  if (!archived) {
    const known = await masterRows(tx, businessId, { archived: false });
    if (isTaken(known, { names: found.master.names })) return { refused: "same_name" };
  }
  await updateMaster(tx, businessId, { id: masterId, archivedAt: archived ? now : null });
  await tellAllWaiting(tx, businessId);
  return masterOf(tx, businessId, masterId);
}

/** Moves a master one place up (-1) or down (1) in the list. */
export async function moveMaster(
  tx: Tx,
  businessId: string,
  { masterId, by }: { masterId: number; by: -1 | 1 },
): Promise<void> {
  const listed = await masterRows(tx, businessId, { archived: false });
  for (const place of moved(listed, { id: masterId, by }))
    await updateMaster(tx, businessId, place);
}

/** Masters of a business file by their slugs: new ones are added, known ones changed. Throws for what `soundMaster` refuses. */
export async function saveMasters(
  tx: Tx,
  businessId: string,
  value: { masters: readonly (MasterFields & { slug: string; archived: boolean })[]; now: number },
): Promise<Map<string, number>> {
  const { masters, now } = value;
  const known = await masterRows(tx, businessId, { archived: true });
  const bySlug = new Map(known.map((one) => [one.slug, one]));
  const ids = new Map(known.map(({ slug, id }) => [slug, id]));
  for (const { slug, archived, ...fields } of masters) {
    const sound = soundMaster(fields);
    if ("wrong" in sound) throw new TypeError(`a master with wrong ${sound.wrong}`);
    const before = bySlug.get(slug);
    const archivedAt = archived ? (before?.archivedAt ?? now) : null;
    if (before)
      await updateMaster(tx, businessId, { id: before.id, fields: sound.master, archivedAt });
    else
      ids.set(slug, await insertMaster(tx, businessId, { slug, fields: sound.master, archivedAt }));
  }
  await tellAllWaiting(tx, businessId);
  return ids;
}

function isTaken(
  known: readonly ListedMaster[],
  { names, but }: { names: MasterFields["names"]; but?: number },
): boolean {
  return known.some(
    (one) => one.archivedAt === null && one.id !== but && isSameName(one.names, names),
  );
}

async function masterOf(tx: Tx, businessId: string, masterId: number): Promise<Saved> {
  const [master] = await masterRows(tx, businessId, { ids: [masterId], archived: true });
  return master ? { master } : { refused: "gone" };
}
