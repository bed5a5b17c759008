import { showPhone } from "../lib/phone.ts";
import type { Deal } from "./deal.ts";

/** What a call's words say of its deal; null: nothing. `visitAt` is on the business's wall. */
export type Heard = {
  name: string | null;
  address: string | null;
  visitAt: string | null;
  amount: { amount: number; currency: string } | null;
};

export const filledFields = ["name", "address", "visitAt", "amount"] as const;
export type FilledField = (typeof filledFields)[number];

/** In place of a call's number: a person wrote the field or emptied it, and no call fills it any more. */
const BY_PERSON = 0;

/** New values of fields, and whose they are then. */
export type FieldPatch = Partial<Pick<Deal, FilledField | "filled">>;

type Fillable = Pick<
  Deal,
  "name" | "phone" | "address" | "visitAt" | "amount" | "currency" | "filled"
>;

/**
 * What a call changes of a deal's fields: only what is empty or was filled by this or an earlier call. An amount stays
 * with the call that brought it. What the same call no longer says is taken back.
 */
export function planFill(
  deal: Fillable,
  { callId, heard }: { callId: number; heard: Heard },
): FieldPatch {
  const patch: FieldPatch = {};
  const filled = { ...deal.filled };
  for (const field of filledFields) {
    if (!mayFill(deal, field, callId)) continue;
    const change = changes[field](deal, heard);
    if (change !== null) {
      Object.assign(patch, change);
      filled[field] = callId;
    } else if (filled[field] === callId && field !== "name") {
      patch[field] = null;
      delete filled[field];
    }
  }
  return { ...patch, filled };
}

/** The fields are a person's from now on. */
export function byPerson(
  filled: Record<string, number>,
  fields: readonly FilledField[],
): Record<string, number> {
  return { ...filled, ...Object.fromEntries(fields.map((field) => [field, BY_PERSON])) };
}

/** The same for the fields that this call fills or has filled: a person wrote over what it said. */
export function settled(
  { before, after }: { before: Record<string, number>; after: Record<string, number> },
  { callId, fields }: { callId: number; fields: readonly FilledField[] },
): Record<string, number> {
  const own = fields.filter((field) => before[field] === callId || after[field] === callId);
  return byPerson(after, own);
}

/** What a deal takes over of another's fields: those that it has not, and that nobody emptied. */
export function joinedFields(first: Deal, second: Deal): FieldPatch & { currency?: string } {
  const patch: FieldPatch & { currency?: string } = {};
  const filled: Record<string, number> = {};
  for (const field of ["address", "visitAt", "amount"] as const) {
    if (first[field] !== null || second[field] === null) continue;
    if (first.filled[field] === BY_PERSON && isFilled(second, field)) continue;
    Object.assign(patch, { [field]: second[field] });
    filled[field] = second.filled[field] ?? BY_PERSON;
    if (field === "amount") patch.currency = second.currency;
  }
  return { ...patch, filled };
}

/** Whether the field's value came from a call. */
export function isFilled({ filled }: Pick<Deal, "filled">, field: FilledField): boolean {
  return (filled[field] ?? BY_PERSON) !== BY_PERSON;
}

function mayFill(deal: Fillable, field: FilledField, callId: number): boolean {
  const owner = deal.filled[field];
  if (owner === BY_PERSON) return false;
  if (owner === undefined) return isEmpty(deal, field);
  return field === "amount" ? owner === callId : owner <= callId;
}

/** A deal that is called by its number has no name yet. */
function isEmpty(deal: Fillable, field: FilledField): boolean {
  if (field !== "name") return deal[field] === null;
  return deal.phone !== null && deal.name === showPhone(deal.phone);
}

const changes: Record<FilledField, (deal: Fillable, heard: Heard) => FieldPatch | null> = {
  name: (_deal, { name }) => (name === null ? null : { name }),
  address: (_deal, { address }) => (address === null ? null : { address }),
  visitAt: (_deal, { visitAt }) => (visitAt === null ? null : { visitAt }),
  amount: ({ currency }, { amount: said }) =>
    said === null || said.currency !== currency ? null : { amount: said.amount },
};
