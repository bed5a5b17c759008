import type { Database } from "../db/client.ts";
import { forgetHolds } from "./hold-store.ts";
import { forgetNoticeRows } from "./notice-store.ts";
import { forgetQuestions } from "./question-service.ts";
import { forgetWaitRows } from "./wait-store.ts";

const DAY_MS = 86_400_000;
const NOTICES_DAYS = 400;
const WAITS_DAYS = 30;
const QUESTIONS_DAYS = 90;

/** Nightly, for all businesses: holds that came to nothing, and what was planned, asked or waited for long ago. Visits stay. */
export async function cleanBookings(db: Database, { now }: { now: number }): Promise<void> {
  await forgetHolds(db, now - DAY_MS);
  await forgetNoticeRows(db, now - NOTICES_DAYS * DAY_MS);
  await forgetQuestions(db, now - QUESTIONS_DAYS * DAY_MS);
  await forgetWaitRows(db, new Date(now - WAITS_DAYS * DAY_MS).toISOString().slice(0, 10));
}
