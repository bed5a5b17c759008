import { codeOf } from "../lib/app-error.ts";

/** What the database says of two rows that its exclusion constraint keeps apart (PostgreSQL, appendix A). */
const OVERLAP = "23P01";

/** Null: the database would not let two visits lie over one another. */
export async function unlessOverlapping<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === OVERLAP) return null;
    throw error;
  }
}
