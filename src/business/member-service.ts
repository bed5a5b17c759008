import { and, asc, eq, gt, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import { invites, members, people } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { businessOf } from "./business-service.ts";
import { cleanName, type Business } from "./business.ts";
import type { Member } from "./member.ts";
import { isRole, may, mayInvite, mayRemove, roles, type Role } from "./role.ts";

const INVITE_MS = 7 * 24 * 3_600_000;
/** Whoever took an invitation and takes it again this soon was not told the first time. */
const REPEAT_MS = 10 * 60_000;
/** 128 bits in base64url. */
const CODE_LENGTH = 22;

type Joined =
  | { joined: Business; role: Role }
  | { refused: "unknown" | "used" | "expired" | "already" };
type Changed = { done: true } | { refused: "not_found" | "last_owner" | "forbidden" };

export async function memberOf(
  tx: Tx,
  businessId: string,
  personId: number,
): Promise<Member | null> {
  const [row] = await tx
    .select()
    .from(members)
    .where(
      and(
        eq(members.businessId, businessId),
        eq(members.personId, personId),
        isNull(members.removedAt),
      ),
    );
  return row ? toMember(row) : null;
}

/** Members of a business, the longest-standing first. */
export async function membersOf(tx: Tx, businessId: string): Promise<Member[]> {
  const rows = await tx
    .select()
    .from(members)
    .where(and(eq(members.businessId, businessId), isNull(members.removedAt)))
    .orderBy(asc(members.joinedAt), asc(members.personId));
  return rows.map(toMember);
}

/** A single-use invitation for seven days; the code (128 random bits, base64url) is stored as a hash. Throws `members.forbidden`. */
export async function invite(
  db: Tx,
  businessId: string,
  value: { role: Role; by: number; now: number; code: string },
): Promise<{ code: string }> {
  const { role, by, now, code } = value;
  const inviter = await memberOf(db, businessId, by);
  if (!inviter || !mayInvite(inviter.role, role))
    throw new AppError("members.forbidden", "forbidden");
  if (code.length < CODE_LENGTH) throw new AppError("members.weak_code", "invalid");
  await db.insert(invites).values({
    businessId,
    codeHash: sha256Hex(code),
    role,
    createdBy: by,
    createdAt: new Date(now),
    expiresAt: new Date(now + INVITE_MS),
  });
  return { code };
}

/** Takes an invitation whose maker still may give it: of two people at once one joins. Someone who belongs already does not burn it. */
export async function join(
  db: Database,
  value: { code: string; person: { id: number; name: string }; now: number },
): Promise<Joined> {
  const { person, now } = value;
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(invites)
      .where(eq(invites.codeHash, sha256Hex(value.code)));
    const business = found && (await businessOf(tx, found.businessId));
    if (!found || !business || !isRole(found.role)) return { refused: "unknown" };
    const known = await memberOf(tx, business.id, person.id);
    if (known && found.usedBy === person.id && now - (found.usedAt?.getTime() ?? 0) < REPEAT_MS)
      return { joined: business, role: known.role };
    if (known) return { refused: "already" };
    const maker = await memberOf(tx, business.id, found.createdBy);
    const stands =
      maker !== null && mayInvite(maker.role, found.role) && found.expiresAt.getTime() > now;
    const taking = { inviteId: found.id, personId: person.id, now };
    if (!stands || !(await takeInvite(tx, business.id, taking)))
      return { refused: found.usedAt || stands ? "used" : "expired" };
    await enter(tx, business.id, { ...person, role: found.role, now });
    return { joined: business, role: found.role };
  });
}

/** Removes a member and voids the invitations they made; the last owner stays. */
export async function removeMember(
  db: Tx,
  businessId: string,
  value: { personId: number; by: number; now: number },
): Promise<Changed> {
  const { personId, by, now } = value;
  return db.transaction(async (tx) => {
    const { member, actor, owners } = await lockTeam(tx, businessId, value);
    if (!member) return { refused: "not_found" };
    // Anyone may leave.
    if (!actor || (by !== personId && !mayRemove(actor.role, member.role)))
      return { refused: "forbidden" };
    if (member.role === "owner" && owners < 2) return { refused: "last_owner" };
    await tx
      .update(members)
      .set({ removedAt: new Date(now), ext: null })
      .where(and(eq(members.businessId, businessId), eq(members.personId, personId)));
    await tx
      .update(people)
      .set({ activeBusinessId: null })
      .where(and(eq(people.id, personId), eq(people.activeBusinessId, businessId)));
    await voidInvites(tx, businessId, { personId, now, of: roles });
    return { done: true };
  });
}

/** Gives a member another role and voids the invitations they may no longer make; the last owner stays one. */
export async function changeRole(
  db: Database,
  businessId: string,
  value: { personId: number; role: Role; by: number; now: number },
): Promise<Changed> {
  const { personId, role, now } = value;
  return db.transaction(async (tx) => {
    const { member, actor, owners } = await lockTeam(tx, businessId, value);
    if (!member) return { refused: "not_found" };
    if (!actor || !may(actor.role, "change_role")) return { refused: "forbidden" };
    if (member.role === "owner" && role !== "owner" && owners < 2) return { refused: "last_owner" };
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.businessId, businessId), eq(members.personId, personId)));
    const of = roles.filter((invited) => !mayInvite(role, invited));
    await voidInvites(tx, businessId, { personId, now, of });
    return { done: true };
  });
}

/** Deletes invitations, used or not, that expired before an instant (epoch ms). */
export async function forgetInvites(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.delete(invites).where(lt(invites.expiresAt, new Date(before)));
}

/** Enters a person, also one who was removed before. */
export async function enter(
  tx: Tx,
  businessId: string,
  value: { id: number; name: string; role: Role; now: number },
): Promise<void> {
  const row = {
    role: value.role,
    name: cleanName(value.name) ?? String(value.id),
    joinedAt: new Date(value.now),
    removedAt: null,
  };
  await tx
    .insert(members)
    .values({ businessId, personId: value.id, ...row })
    .onConflictDoUpdate({
      target: [members.businessId, members.personId],
      set: row,
      setWhere: isNotNull(members.removedAt),
    });
  await tx.update(people).set({ activeBusinessId: businessId }).where(eq(people.id, value.id));
}

/** A member, who acts on them, and the team they stand in, locked for the rest of the transaction. */
type LockedTeam = { team: Member[]; member: Member | null; actor: Member | null; owners: number };

/** Locks the whole team, so that two owners cannot remove each other at once. */
export async function lockTeam(
  tx: Tx,
  businessId: string,
  value: { personId: number; by: number },
): Promise<LockedTeam> {
  const rows = await tx
    .select()
    .from(members)
    .where(and(eq(members.businessId, businessId), isNull(members.removedAt)))
    .orderBy(asc(members.personId))
    .for("update");
  const team = rows.map(toMember);
  const find = (id: number): Member | null => team.find((member) => member.personId === id) ?? null;
  return {
    team,
    member: find(value.personId),
    actor: find(value.by),
    owners: team.filter((member) => member.role === "owner").length,
  };
}

async function takeInvite(
  tx: Tx,
  businessId: string,
  value: { inviteId: string; personId: number; now: number },
): Promise<boolean> {
  const now = new Date(value.now);
  const taken = await tx
    .update(invites)
    .set({ usedAt: now, usedBy: value.personId })
    .where(
      and(
        eq(invites.businessId, businessId),
        eq(invites.id, value.inviteId),
        isNull(invites.usedAt),
        gt(invites.expiresAt, now),
      ),
    )
    .returning({ id: invites.id });
  return taken.length > 0;
}

async function voidInvites(
  tx: Tx,
  businessId: string,
  value: { personId: number; now: number; of: readonly Role[] },
): Promise<void> {
  const now = new Date(value.now);
  await tx
    .update(invites)
    .set({ expiresAt: now })
    .where(
      and(
        eq(invites.businessId, businessId),
        eq(invites.createdBy, value.personId),
        inArray(invites.role, [...value.of]),
        isNull(invites.usedAt),
        gt(invites.expiresAt, now),
      ),
    );
}

function toMember(row: typeof members.$inferSelect): Member {
  const { businessId, personId, role, name, ext, joinedAt } = row;
  if (!isRole(role)) throw new AppError("members.damaged", "conflict");
  return { businessId, personId, role, name, ext, joinedAt: joinedAt.getTime() };
}
