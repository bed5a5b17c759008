import { and, asc, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { accessRequests, members, people } from "../db/schema/business.ts";
import { guessLanguage, isLanguage, type Language } from "../texts/language.ts";
import { enter, lockTeam, memberOf } from "./member-service.ts";
import type { Member } from "./member.ts";
import { may, mayInvite, roles, type Role } from "./role.ts";

/** Nobody is asked about the same person more often than this. */
const PATIENCE_MS = 24 * 3_600_000;

type Asked = { asked: string } | { refused: "member" | "waiting" | "refused_lately" };
export type Decided =
  | { joined: Member }
  | { turnedAway: { personId: number; name: string } }
  /** Somebody decided before, or the person came in by an invitation. */
  | { decided: { approved: boolean; by: string; name: string } }
  | { refused: "already" | "forbidden" | "gone" };

/** Asks to become a member; a person waits for one answer at a time. One that nobody gave for a day is asked for again. */
export async function askAccess(
  tx: Tx,
  businessId: string,
  { personId, now }: { personId: number; now: number },
): Promise<Asked> {
  if (await memberOf(tx, businessId, personId)) return { refused: "member" };
  const lately = await lastRequest(tx, businessId, personId);
  const since = now - PATIENCE_MS;
  if (lately?.decision === "refused" && (lately.decidedAt?.getTime() ?? 0) > since)
    return { refused: "refused_lately" };
  const askedAt = new Date(now);
  const [row] = await tx
    .insert(accessRequests)
    .values({ businessId, personId, askedAt })
    .onConflictDoUpdate({
      target: [accessRequests.businessId, accessRequests.personId],
      targetWhere: isNull(accessRequests.decision),
      set: { askedAt },
      setWhere: lt(accessRequests.askedAt, new Date(since)),
    })
    .returning({ id: accessRequests.id });
  return row ? { asked: row.id } : { refused: "waiting" };
}

/** Lets the person in with a role, or (null) turns them away, in the caller's transaction; the first decision stands. */
export async function decideAccess(
  tx: Tx,
  businessId: string,
  value: { requestId: string; role: Role | null; by: number; now: number },
): Promise<Decided> {
  const { requestId, role, by, now } = value;
  const here = and(eq(accessRequests.businessId, businessId), eq(accessRequests.id, requestId));
  const [request] = await tx.select().from(accessRequests).where(here).for("update");
  if (!request) return { refused: "gone" };
  const { personId } = request;
  const { member, actor } = await lockTeam(tx, businessId, { personId, by });
  if (!actor || !(role ? mayInvite(actor.role, role) : may(actor.role, "invite_operator")))
    return { refused: "forbidden" };
  const name = await nameOf(tx, personId);
  if (request.decision !== null) {
    const approved = request.decision === "approved";
    return { decided: { approved, by: await nameOf(tx, request.decidedBy ?? by), name } };
  }
  const decision = role === null ? "refused" : "approved";
  await tx
    .update(accessRequests)
    .set({ decision, decidedAt: new Date(now), decidedBy: by })
    .where(here);
  if (member) return { refused: "already" };
  if (role === null) return { turnedAway: { personId, name } };
  await enter(tx, businessId, { id: personId, name, role, now });
  const joined = await memberOf(tx, businessId, personId);
  return joined ? { joined } : { refused: "gone" };
}

/** Who may let somebody in, each with the language they read. */
export async function gatekeepers(
  tx: Tx,
  businessId: string,
): Promise<{ personId: number; role: Role; language: Language }[]> {
  const keep = roles.filter((role) => may(role, "invite_operator"));
  const rows = await tx
    .select({ personId: members.personId, role: members.role, language: people.language })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(
      and(
        eq(members.businessId, businessId),
        isNull(members.removedAt),
        inArray(members.role, keep),
      ),
    )
    .orderBy(asc(members.joinedAt), asc(members.personId));
  return rows.flatMap(({ personId, role, language }) =>
    keep
      .filter((known) => known === role)
      .map((known) => ({
        personId,
        role: known,
        language: isLanguage(language) ? language : guessLanguage(),
      })),
  );
}

async function lastRequest(tx: Tx, businessId: string, personId: number) {
  const [row] = await tx
    .select()
    .from(accessRequests)
    .where(and(eq(accessRequests.businessId, businessId), eq(accessRequests.personId, personId)))
    .orderBy(desc(accessRequests.askedAt))
    .limit(1);
  return row ?? null;
}

async function nameOf(tx: Tx, personId: number): Promise<string> {
  const [row] = await tx
    .select({ name: people.firstName })
    .from(people)
    .where(eq(people.id, personId));
  return row?.name ?? String(personId);
}
