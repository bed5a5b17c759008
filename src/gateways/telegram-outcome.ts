import { GrammyError, HttpError } from "grammy";
import { BLOCK_MS } from "../lib/slot.ts";

type DeadReason = "blocked" | "kicked" | "deactivated" | "not_started" | "not_found" | "no_rights";

/** What became of one request to Telegram. `told`: Telegram itself named the wait of `retry`. `refused` is a defect of ours: the request itself is wrong. */
export type Outcome =
  | { sent: number | null }
  | { retry: number; told?: true }
  | { dead: DeadReason }
  | { moved: number }
  | { lost: "topic" | "message" }
  | { refused: string; plain: boolean }
  | { ambiguous: string }
  | { unsent: string };

/** Maps Telegram's refusals by code and a piece of the description, never by the whole text (the server rewords them). */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof GrammyError)
    return refusal(error.error_code, error.description, error.parameters);
  if (error instanceof HttpError) return network(error.error);
  throw error;
}

function refusal(
  code: number,
  description: string,
  parameters: GrammyError["parameters"],
): Outcome {
  const text = description.toLowerCase();
  if (parameters.migrate_to_chat_id !== undefined) return { moved: parameters.migrate_to_chat_id };
  if (code === 429) return { retry: waitOf(parameters.retry_after), told: true };
  if (code >= 500) return { retry: 2000 };
  if (code === 401 || code === 404) return { retry: 60_000 };
  if (text.includes("message is not modified")) return { sent: null };
  const dead = DEAD.find(([piece]) => text.includes(piece));
  if (dead) return { dead: dead[1] };
  if (LOST_TOPIC.some((piece) => text.includes(piece))) return { lost: "topic" };
  if (LOST_MESSAGE.some((piece) => text.includes(piece))) return { lost: "message" };
  return { refused: description, plain: text.includes("can't parse entities") };
}

/** Telegram's wait in ms. A longer one than a block may last is asked for again when that is over. */
export function waitOf(retryAfter: number | undefined): number {
  return Math.min((retryAfter ?? 1) * 1000, BLOCK_MS);
}

const DEAD: readonly [string, DeadReason][] = [
  ["bot was blocked", "blocked"],
  ["bot was kicked", "kicked"],
  ["bot is not a member", "kicked"],
  ["group chat was deleted", "kicked"],
  ["user is deactivated", "deactivated"],
  ["can't initiate conversation", "not_started"],
  ["chat not found", "not_found"],
  ["not enough rights", "no_rights"],
  ["have no rights", "no_rights"],
  ["need administrator rights", "no_rights"],
  ["chat_write_forbidden", "no_rights"],
  ["chat_restricted", "no_rights"],
];
const LOST_TOPIC = ["message thread not found", "topic_closed", "topic_deleted"];
const LOST_MESSAGE = [
  "message to edit not found",
  "message can't be edited",
  "message to delete not found",
  "message can't be deleted",
];

/** A connection that never opened sent nothing; any other break leaves open whether Telegram took the request. */
function network(cause: unknown): Outcome {
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "network";
  return NEVER_OPENED.includes(code) ? { unsent: code } : { ambiguous: code };
}

const NEVER_OPENED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
