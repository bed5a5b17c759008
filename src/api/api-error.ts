import { AppError } from "../lib/app-error.ts";

/** An error in the shape that GraphQL has for it, with a stable code. */
export type ShownError = {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions: { code: string };
};

const MESSAGES: Record<string, string> = {
  unauthorised: "The token is unknown or was revoked.",
  method: "Send a POST.",
  media_type: "Send application/json.",
  too_large: "A request is at most 256 KB.",
  too_many: "Too many requests, please repeat later.",
  too_many_streams: "Too many subscriptions are open.",
  bad_json: "The body is no JSON object with a query.",
  batch: "One request, one operation: batches are not taken.",
  no_operation: "Name one operation of the document.",
  too_deep: "The query is deeper than 8 levels.",
  too_costly: "The query asks for too much at once.",
  fragment_cycle: "A fragment holds itself.",
  too_many_operations: "A document holds at most 10 operations.",
  stream_only: "Subscribe with accept: text/event-stream.",
  forbidden: "This token may only read.",
  starting: "The server is starting, please repeat.",
  unavailable: "The database is away, please repeat.",
  unexpected: "Something went wrong on our side.",
  "api.bad_page": "A page has from 1 to 100 items.",
  "api.bad_cursor": "The cursor is none of ours.",
  "api.bad_time": "A time is ISO 8601.",
  "api.bad_day": "A day is YYYY-MM-DD.",
  "api.bad_id": "The id is none of ours.",
  "api.one_target": "Name exactly one thing.",
  "api.bad_pattern": "A pattern is the name of an event or a wildcard that means one.",
  "events.gone":
    "Events of that number are not kept any more: read the lists anew and subscribe without after.",
  "events.ahead": "No event has this number yet.",
};

/** What a program is told: a code, and no internals. */
export function shownError(code: string): ShownError {
  return { message: MESSAGES[code] ?? "The request cannot be carried out.", extensions: { code } };
}

/** What became of an error inside: only the unknown is worth a log line. */
export function codeOfError(error: unknown, isUnavailable: (error: unknown) => boolean): string {
  if (error instanceof AppError) return error.code;
  return isUnavailable(error) ? "unavailable" : "unexpected";
}
