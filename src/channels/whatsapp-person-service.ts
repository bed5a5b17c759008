import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import {
  changePerson,
  deletePeople,
  fittingPeople,
  insertPerson,
  personById,
} from "./whatsapp-person-store.ts";
import { meetingOf, type WhatsappIdentity, type WhatsappPerson } from "./whatsapp-person.ts";
import { eraseRows } from "./whatsapp-inbox-store.ts";

/** Who a chat's place stands for; null for a place that nobody has. */
export async function personAt(
  tx: Tx,
  businessId: string,
  place: string,
): Promise<WhatsappPerson | null> {
  return PLACE.test(place) ? personById(tx, businessId, Number(place)) : null;
}

/** Somebody as they are known now; `joined`: who turned out to be the same; `gaveUp`: addresses that are not theirs any more. */
export type Met = { person: WhatsappPerson; joined: WhatsappPerson | null; gaveUp: string[] };

/** Who an identity is among the people of a number: known by the user id first, by the number second, or new. */
export async function meetPerson(
  tx: Tx,
  businessId: string,
  { numberId, identity, now }: { numberId: string; identity: WhatsappIdentity; now: number },
): Promise<Met> {
  const fitting = await fittingPeople(tx, businessId, { numberId, ...identity });
  const { keep, join, free } = meetingOf(identity, fitting);
  const gaveUp = await freed(tx, businessId, { id: free, waId: identity.waId, now });
  if (keep === null)
    return {
      person: only(await insertPerson(tx, businessId, { numberId, ...identity, now })),
      joined: null,
      gaveUp,
    };
  const before = [fitting.ofUser, fitting.ofNumber].find((known) => known?.id === keep);
  const [joined = null] = await deletePeople(tx, businessId, join === null ? [] : [join]);
  const person = only(await changePerson(tx, businessId, { id: keep, ...told(identity), now }));
  return { person, joined, gaveUp: [...gaveUp, ...outdated(before, person)] };
}

/**
 * Meta says that somebody has another number or another user id: they stay who they are. Null: nobody here knew them. Who was
 * met under the new user id in between is the same person.
 */
export async function movePerson(
  tx: Tx,
  businessId: string,
  value: { numberId: string; was: WhatsappIdentity; identity: WhatsappIdentity; now: number },
): Promise<Met | null> {
  const { numberId, was, identity, now } = value;
  const before = await fittingPeople(tx, businessId, { numberId, ...was });
  const known = before.ofUser ?? before.ofNumber;
  if (!known) return null;
  const after = await fittingPeople(tx, businessId, { numberId, ...identity });
  const others = [after.ofUser, after.ofNumber].filter(
    (one) => one !== null && one.id !== known.id,
  );
  const same = others.find((one) => one && (one.userId === null || one.userId === identity.userId));
  const former = others.find((one) => one && one.id !== same?.id);
  const gaveUp = await freed(tx, businessId, {
    id: former?.id ?? null,
    waId: identity.waId,
    now,
  });
  const [joined = null] = await deletePeople(tx, businessId, same ? [same.id] : []);
  const person = only(await changePerson(tx, businessId, { id: known.id, ...told(identity), now }));
  return { person, joined, gaveUp: [...gaveUp, ...outdated(known, person)] };
}

/** Who has one of these addresses; null: nobody who ever wrote. */
export async function knownPerson(
  tx: Tx,
  businessId: string,
  { numberId, identity }: { numberId: string; identity: WhatsappIdentity },
): Promise<WhatsappPerson | null> {
  const { ofUser, ofNumber } = await fittingPeople(tx, businessId, { numberId, ...identity });
  return ofUser ?? ofNumber;
}

/** Takes people away, with what was set aside of them. */
export async function erasePeople(
  tx: Tx,
  businessId: string,
  { places }: { places: readonly string[] },
): Promise<void> {
  const ids = places.filter((place) => PLACE.test(place)).map(Number);
  const gone = await deletePeople(tx, businessId, ids);
  const addresses = gone.flatMap(({ userId, waId }) => [userId, waId]);
  await eraseRows(tx, businessId, { addresses: addresses.filter((one) => one !== null) });
}

/** How somebody is called is forgotten; their addresses stay, so that what they write finds its chat. */
export async function forgetName(
  tx: Tx,
  businessId: string,
  { place, now }: { place: string; now: number },
): Promise<void> {
  if (!PLACE.test(place)) return;
  await changePerson(tx, businessId, { id: Number(place), name: null, username: null, now });
}

const PLACE = /^\d{1,15}$/;

/** The number of somebody is another person's now. */
async function freed(
  tx: Tx,
  businessId: string,
  { id, waId, now }: { id: number | null; waId: string | null; now: number },
): Promise<string[]> {
  if (id === null || waId === null) return [];
  await changePerson(tx, businessId, { id, waId: null, now });
  return [waId];
}

/** What a payload does not tell stays as it was. */
function told(identity: WhatsappIdentity): Partial<WhatsappIdentity> {
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== null));
}

function outdated(before: WhatsappPerson | null | undefined, after: WhatsappPerson): string[] {
  if (!before) return [];
  return [
    before.waId !== after.waId ? before.waId : null,
    before.userId !== after.userId ? before.userId : null,
  ].filter((address) => address !== null);
}

function only(rows: readonly WhatsappPerson[]): WhatsappPerson {
  const [row] = rows;
  if (!row) throw new AppError("whatsapp_people.not_kept", "conflict");
  return row;
}
