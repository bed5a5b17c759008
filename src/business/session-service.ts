import { and, eq, gt, isNull, lt } from "drizzle-orm";
import type { Database, Tx } from "../db/client.ts";
import { businesses, members, people } from "../db/schema/business.ts";
import { entries, sessions } from "../db/schema/session.ts";
import { AppError } from "../lib/app-error.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { guessLanguage, isLanguage } from "../texts/language.ts";
import { toBusiness } from "./business-service.ts";
import { memberOf } from "./member-service.ts";
import { isRole } from "./role.ts";
import { ENTRY_MS, IDLE_MS, isAlive, SEEN_MS, SESSION_MS, type Visitor } from "./session.ts";

/** 128 bits in base64url; ours have 192. */
const CODE_LENGTH = 22;

/** What a browser is given: both are random and the caller's. */
type Keys = { token: string; csrf: string };

/** Stores a way into the cabinet for one member: once, for ten minutes. The older links of the same member end. */
export async function giveEntry(
  tx: Tx,
  businessId: string,
  value: { personId: number; code: string; now: number },
): Promise<void> {
  const { personId, code, now } = value;
  if (code.length < CODE_LENGTH) throw new AppError("sessions.weak_code", "invalid");
  const at = new Date(now);
  await tx
    .update(entries)
    .set({ expiresAt: at })
    .where(
      and(
        eq(entries.businessId, businessId),
        eq(entries.personId, personId),
        isNull(entries.usedAt),
        gt(entries.expiresAt, at),
      ),
    );
  await tx.insert(entries).values({
    codeHash: sha256Hex(code),
    businessId,
    personId,
    createdAt: at,
    expiresAt: new Date(now + ENTRY_MS),
  });
}

/** Whether a link still lets its member in; looking uses nothing up. */
export async function isEntry(db: Tx, value: { code: string; now: number }): Promise<boolean> {
  const [row] = await db
    .select({ businessId: entries.businessId, personId: entries.personId })
    .from(entries)
    .where(unused(value));
  return row !== undefined && (await memberOf(db, row.businessId, row.personId)) !== null;
}

/** Uses a link up and opens a session for its member: of two browsers at once one comes in. */
export async function enterByLink(
  db: Database,
  value: Keys & { code: string; now: number },
): Promise<"entered" | "refused"> {
  return db.transaction(async (tx) => {
    const [entry] = await tx
      .update(entries)
      .set({ usedAt: new Date(value.now) })
      .where(unused(value))
      .returning({ businessId: entries.businessId, personId: entries.personId });
    if (!entry || !(await memberOf(tx, entry.businessId, entry.personId))) return "refused";
    await openSession(tx, entry.businessId, { ...value, personId: entry.personId });
    return "entered";
  });
}

/** A session of a member whom somebody else vouched for: Telegram, whose Mini App they opened. */
export async function openSession(
  tx: Tx,
  businessId: string,
  value: Keys & { personId: number; now: number },
): Promise<void> {
  const at = new Date(value.now);
  await tx.insert(sessions).values({
    tokenHash: sha256Hex(value.token),
    businessId,
    personId: value.personId,
    csrf: value.csrf,
    createdAt: at,
    seenAt: at,
    expiresAt: new Date(value.now + SESSION_MS),
  });
}

/** Whose browser it is, with the membership and the role of this very moment; null for nobody's. */
export async function visitorOf(
  db: Tx,
  value: { token: string; now: number },
): Promise<Visitor | null> {
  const tokenHash = sha256Hex(value.token);
  const [row] = await db
    .select({
      session: sessions,
      business: businesses,
      role: members.role,
      name: members.name,
      language: people.language,
    })
    .from(sessions)
    .innerJoin(businesses, eq(businesses.id, sessions.businessId))
    .innerJoin(
      members,
      and(
        eq(members.businessId, sessions.businessId),
        eq(members.personId, sessions.personId),
        isNull(members.removedAt),
      ),
    )
    .leftJoin(people, eq(people.id, sessions.personId))
    .where(eq(sessions.tokenHash, tokenHash));
  if (!row || !isAlive(row.session, value.now) || !isRole(row.role)) return null;
  if (row.session.seenAt.getTime() < value.now - SEEN_MS)
    await db
      .update(sessions)
      .set({ seenAt: new Date(value.now) })
      .where(eq(sessions.tokenHash, tokenHash));
  const { personId, csrf } = row.session;
  const language =
    row.language !== null && isLanguage(row.language) ? row.language : guessLanguage();
  return {
    business: toBusiness(row.business),
    personId,
    name: row.name,
    role: row.role,
    language,
    csrf,
  };
}

/** Logs this browser out. */
export async function endSession(
  tx: Tx,
  businessId: string,
  value: { token: string; now: number },
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: new Date(value.now) })
    .where(
      and(eq(sessions.businessId, businessId), eq(sessions.tokenHash, sha256Hex(value.token))),
    );
}

/** Logs a member out wherever they are, and takes back the links not used yet. */
export async function endSessions(
  tx: Tx,
  businessId: string,
  value: { personId: number; now: number },
): Promise<void> {
  const at = new Date(value.now);
  await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(and(ofMember(businessId, value.personId), isNull(sessions.endedAt)));
  await tx
    .update(entries)
    .set({ expiresAt: at })
    .where(
      and(
        eq(entries.businessId, businessId),
        eq(entries.personId, value.personId),
        isNull(entries.usedAt),
        gt(entries.expiresAt, at),
      ),
    );
}

/** In how many browsers a member is logged in. */
export async function sessionCount(
  tx: Tx,
  businessId: string,
  value: { personId: number; now: number },
): Promise<number> {
  return tx.$count(
    sessions,
    and(
      ofMember(businessId, value.personId),
      isNull(sessions.endedAt),
      gt(sessions.expiresAt, new Date(value.now)),
      gt(sessions.seenAt, new Date(value.now - IDLE_MS)),
    ),
  );
}

/** Deletes links and sessions that opened nothing any more before an instant (epoch ms). */
export async function forgetSessions(tx: Tx, { before }: { before: number }): Promise<void> {
  const at = new Date(before);
  await tx.delete(entries).where(lt(entries.expiresAt, at));
  await tx.delete(sessions).where(lt(sessions.expiresAt, at));
}

function unused({ code, now }: { code: string; now: number }): ReturnType<typeof and> {
  return and(
    eq(entries.codeHash, sha256Hex(code)),
    isNull(entries.usedAt),
    gt(entries.expiresAt, new Date(now)),
  );
}

function ofMember(businessId: string, personId: number): ReturnType<typeof and> {
  return and(eq(sessions.businessId, businessId), eq(sessions.personId, personId));
}
