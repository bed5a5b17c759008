import type { Tx } from "../db/client.ts";
import {
  isSameName,
  moved,
  slugOf,
  soundService,
  type ServiceFields,
  type ServiceWrong,
} from "./price-list.ts";
import { insertService, serviceRows, updateService, type ListedService } from "./price-store.ts";

export type { ListedService } from "./price-store.ts";

type Saved = { service: ListedService } | { refused: ServiceWrong | "gone" };

/** The price list in its order. */
export async function listServices(
  tx: Tx,
  businessId: string,
  value: { archived: boolean },
): Promise<ListedService[]> {
  return serviceRows(tx, businessId, value);
}

/** Adds a service at the end; its id in the business file is made of its name. */
export async function addService(
  tx: Tx,
  businessId: string,
  fields: ServiceFields,
): Promise<Saved> {
  const sound = soundService(fields);
  if ("wrong" in sound) return { refused: sound.wrong };
  const known = await serviceRows(tx, businessId, { archived: true });
  if (isTaken(known, { names: sound.service.names })) return { refused: "same_name" };
  const slug = slugOf(sound.service.names, new Set(known.map((one) => one.slug)));
  const id = await insertService(tx, businessId, {
    slug,
    fields: sound.service,
    archivedAt: null,
  });
  return serviceOf(tx, businessId, id);
}

/** Changes a service for what is booked from now on: visits keep what they were made with. */
export async function changeService(
  tx: Tx,
  businessId: string,
  { serviceId, change }: { serviceId: number; change: Partial<ServiceFields> },
): Promise<Saved> {
  const known = await serviceRows(tx, businessId, { archived: true });
  const before = known.find(({ id }) => id === serviceId);
  if (!before) return { refused: "gone" };
  const sound = soundService({ ...before, ...change });
  if ("wrong" in sound) return { refused: sound.wrong };
  if (isTaken(known, { names: sound.service.names, but: serviceId }))
    return { refused: "same_name" };
  await updateService(tx, businessId, { id: serviceId, fields: sound.service });
  return serviceOf(tx, businessId, serviceId);
}

/** Takes a service off the price list, or puts it back. */
export async function archiveService(
  tx: Tx,
  businessId: string,
  { serviceId, archived, now }: { serviceId: number; archived: boolean; now: number },
): Promise<Saved> {
  const found = await serviceOf(tx, businessId, serviceId);
  if ("refused" in found) return found;
  if (archived === (found.service.archivedAt !== null)) return found;
  if (!archived) {
    const known = await serviceRows(tx, businessId, { archived: false });
    if (isTaken(known, { names: found.service.names })) return { refused: "same_name" };
  }
  await updateService(tx, businessId, { id: serviceId, archivedAt: archived ? now : null });
  return serviceOf(tx, businessId, serviceId);
}

/** Moves a service one place up (-1) or down (1) in the list. */
export async function moveService(
  tx: Tx,
  businessId: string,
  { serviceId, by }: { serviceId: number; by: -1 | 1 },
): Promise<void> {
  const listed = await serviceRows(tx, businessId, { archived: false });
  for (const place of moved(listed, { id: serviceId, by }))
    await updateService(tx, businessId, place);
}

/** Services of a business file by their slugs: new ones are added, known ones changed. Throws for what `soundService` refuses. */
export async function saveServices(
  tx: Tx,
  businessId: string,
  value: {
    services: readonly (ServiceFields & { slug: string; archived: boolean })[];
    now: number;
  },
): Promise<Map<string, number>> {
  const { services, now } = value;
  const known = await serviceRows(tx, businessId, { archived: true });
  const bySlug = new Map(known.map((one) => [one.slug, one]));
  const ids = new Map(known.map(({ slug, id }) => [slug, id]));
  for (const { slug, archived, ...fields } of services) {
    const sound = soundService(fields);
    if ("wrong" in sound) throw new TypeError(`a service with a wrong ${sound.wrong}`);
    const before = bySlug.get(slug);
    const archivedAt = archived ? (before?.archivedAt ?? now) : null;
    if (before)
      await updateService(tx, businessId, { id: before.id, fields: sound.service, archivedAt });
    else
      ids.set(
        slug,
        await insertService(tx, businessId, { slug, fields: sound.service, archivedAt }),
      );
  }
  return ids;
}

function isTaken(
  known: readonly ListedService[],
  { names, but }: { names: ServiceFields["names"]; but?: number },
): boolean {
  return known.some(
    (one) => one.archivedAt === null && one.id !== but && isSameName(one.names, names),
  );
}

async function serviceOf(tx: Tx, businessId: string, serviceId: number): Promise<Saved> {
  const [service] = await serviceRows(tx, businessId, { ids: [serviceId], archived: true });
  return service ? { service } : { refused: "gone" };
}
