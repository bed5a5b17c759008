import type { Language } from "../texts/language.ts";
import type { Business } from "./business.ts";
import type { Role } from "./role.ts";

/** A member who is logged in to the cabinet, with the role they have at this moment. */
export type Visitor = {
  business: Business;
  personId: number;
  name: string;
  role: Role;
  language: Language;
  /** What every form of theirs carries. */
  csrf: string;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A link lives as long as it takes to press it. */
export const ENTRY_MS = 10 * MINUTE_MS;
/** However often it is used, a session ends after so long: another one is one command away. */
export const SESSION_MS = 30 * DAY_MS;
/** A browser that was not seen for so long is somebody else's by now. */
export const IDLE_MS = 7 * DAY_MS;
/** A visit is noted no more often than that. */
export const SEEN_MS = 5 * MINUTE_MS;
/** 192 random bits in base64url. */
export const CODE_BYTES = 24;

/** Whether a session still opens the cabinet. */
export function isAlive(
  session: { seenAt: Date; expiresAt: Date; endedAt: Date | null },
  now: number,
): boolean {
  if (session.endedAt !== null) return false;
  return session.expiresAt.getTime() > now && session.seenAt.getTime() > now - IDLE_MS;
}
