import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { members } from "../db/schema/business.ts";
import { AppError } from "../lib/app-error.ts";
import { lockTeam } from "./member-service.ts";
import type { Member } from "./member.ts";
import { may } from "./role.ts";

type Bound =
  | { bound: Member; /** Who had the extension until now. */ from: Member | null }
  | { refused: "not_found" | "forbidden" };

/**
 * Binds a member to an extension, null: to none. An extension has one member, so that another one loses it. Members bind
 * themselves, who may invite binds anyone. Throws `members.invalid_ext`.
 */
export async function bindExtension(
  db: Tx,
  businessId: string,
  value: { personId: number; ext: string | null; by: number },
): Promise<Bound> {
  const { personId, ext, by } = value;
  if (ext !== null && !isExtension(ext)) throw new AppError("members.invalid_ext", "invalid");
  return db.transaction(async (tx) => {
    const { team, member, actor } = await lockTeam(tx, businessId, value);
    if (!member) return { refused: "not_found" };
    if (!actor || (by !== personId && !may(actor.role, "invite_operator")))
      return { refused: "forbidden" };
    const from =
      team.find((other) => ext !== null && other.ext === ext && other.personId !== personId) ??
      null;
    const write = (id: number, own: string | null) =>
      tx
        .update(members)
        .set({ ext: own })
        .where(and(eq(members.businessId, businessId), eq(members.personId, id)));
    if (from) await write(from.personId, null);
    await write(personId, ext);
    return { bound: { ...member, ext }, from };
  });
}

/** Digits, as a person would dial them inside the house. */
export function isExtension(written: string): boolean {
  return /^\d{1,6}$/.test(written);
}
