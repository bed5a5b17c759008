import type { CallEvent } from "../calls/call.ts";

/** What a token speaks for: one line (E.164), one extension, or, with both null, the whole account. */
export type Scope = { line: string | null; ext: string | null };

export type Narrowed =
  | { events: CallEvent[] }
  | { ignored: "other_line" | "other_extension" | "other_token" };

/**
 * Keeps what a token speaks for; `others` are the scopes of the same account's other tokens. What may be one of theirs
 * brings no card by itself: Novofon's START names no extension, and the rest of that call goes to its own address.
 */
export function narrow(
  events: readonly CallEvent[],
  scope: Scope,
  others: readonly Scope[],
): Narrowed {
  const kept: CallEvent[] = [];
  for (const event of events) {
    if (scope.line !== null && event.line !== null && event.line !== scope.line)
      return { ignored: "other_line" };
    if (scope.ext !== null && event.ext !== null && event.ext !== scope.ext)
      return { ignored: "other_extension" };
    if (isWhole(scope) && others.some((other) => !isWhole(other) && owns(other, event)))
      return { ignored: "other_token" };
    const silent =
      (scope.line !== null && event.line === null) ||
      (scope.ext !== null && event.ext === null) ||
      (isWhole(scope) && event.kind !== "ended" && others.some((other) => mayOwn(other, event)));
    kept.push(silent ? { ...event, narrow: "silent" } : event);
  }
  return { events: kept };
}

function isWhole(scope: Scope): boolean {
  return scope.line === null && scope.ext === null;
}

/** Whether the event leaves open what would tell. */
function mayOwn(scope: Scope, event: CallEvent): boolean {
  return (
    !isWhole(scope) &&
    (scope.line === null || event.line === null || scope.line === event.line) &&
    (scope.ext === null || event.ext === null || scope.ext === event.ext)
  );
}

function owns(scope: Scope, event: CallEvent): boolean {
  return (
    (scope.line === null || scope.line === event.line) &&
    (scope.ext === null || scope.ext === event.ext)
  );
}
