import { and, asc, eq, exists, isNull } from "drizzle-orm";
import { businesses, members, people } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { guessLanguage, isLanguage, type Language } from "../texts/language.ts";
import { toBusiness } from "./business-service.ts";
import { cleanName, type Business } from "./business.ts";
import type { Person } from "./member.ts";
import { isRole, type Role } from "./role.ts";

type Seen = {
  id: number;
  firstName: string;
  username?: string | null | undefined;
  languageCode?: string | undefined;
  now: number;
};

/** Remembers a Telegram user; the language is guessed at first sight and kept later. */
export async function seePerson(db: Database, seen: Seen): Promise<Person> {
  const firstName = cleanName(seen.firstName) ?? String(seen.id);
  const username = seen.username ?? null;
  const language = guessLanguage(seen.languageCode);
  const [row] = await db
    .insert(people)
    .values({ id: seen.id, firstName, username, language, createdAt: new Date(seen.now) })
    .onConflictDoUpdate({ target: people.id, set: { firstName, username } })
    .returning();
  if (!row) throw new AppError("people.not_saved", "conflict");
  return toPerson(row);
}

export async function personOf(db: Tx, personId: number): Promise<Person | null> {
  const [row] = await db.select().from(people).where(eq(people.id, personId));
  return row ? toPerson(row) : null;
}

export async function setLanguage(
  db: Database,
  personId: number,
  language: Language,
): Promise<void> {
  await db.update(people).set({ language }).where(eq(people.id, personId));
}

/** Every business the person belongs to, oldest membership first; exactly one is active when there is any. */
export async function businessesOf(
  db: Database,
  personId: number,
): Promise<{ business: Business; role: Role; active: boolean }[]> {
  const rows = await db
    .select({ business: businesses, role: members.role, activeId: people.activeBusinessId })
    .from(members)
    .innerJoin(businesses, eq(businesses.id, members.businessId))
    .leftJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.personId, personId), isNull(members.removedAt)))
    .orderBy(asc(members.joinedAt), asc(members.businessId));
  const active = rows.find((row) => row.activeId === row.business.id) ?? rows[0];
  return rows.flatMap((row) =>
    isRole(row.role)
      ? [{ business: toBusiness(row.business), role: row.role, active: row === active }]
      : [],
  );
}

/** Switches the person's active business; false when they are no member of it. */
export async function activate(
  db: Database,
  personId: number,
  businessId: string,
): Promise<boolean> {
  const membership = db
    .select({ one: members.personId })
    .from(members)
    .where(
      and(
        eq(members.businessId, businessId),
        eq(members.personId, personId),
        isNull(members.removedAt),
      ),
    );
  const changed = await db
    .update(people)
    .set({ activeBusinessId: businessId })
    .where(and(eq(people.id, personId), exists(membership)))
    .returning({ id: people.id });
  return changed.length > 0;
}

function toPerson(row: typeof people.$inferSelect): Person {
  const { id, firstName, username, language, activeBusinessId } = row;
  return {
    id,
    firstName,
    username,
    language: isLanguage(language) ? language : guessLanguage(),
    activeBusinessId,
  };
}
