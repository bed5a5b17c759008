/** Codes of UserErrorCode in the schema. */
export type UserErrorCode =
  | "NOT_FOUND"
  | "INVALID"
  | "STATE"
  | "OPEN_DEAL"
  | "TAKEN"
  | "OWN_NUMBER"
  | "LAST_NUMBER"
  | "BUSY"
  | "CLOSED"
  | "NO_MASTER"
  | "PAST"
  | "TOO_SOON"
  | "TOO_FAR"
  | "OFF_STEP"
  | "TOO_LATE"
  | "TOO_MANY";

type UserError = { code: UserErrorCode; message: string; field: string | null };

const MESSAGES: Record<UserErrorCode, string> = {
  NOT_FOUND: "There is no such thing in this business, or not any more.",
  INVALID: "This cannot be used.",
  STATE: "It is over, or somebody else was quicker.",
  OPEN_DEAL: "The client has an open deal.",
  TAKEN: "The number is another client's.",
  OWN_NUMBER: "The number is the business's own.",
  LAST_NUMBER: "The last number of a client stays.",
  BUSY: "The time is taken.",
  CLOSED: "The business is closed then.",
  NO_MASTER: "Nobody does this service then.",
  PAST: "The time is over.",
  TOO_SOON: "The time is nearer than the business allows.",
  TOO_FAR: "The time is farther than the business allows.",
  OFF_STEP: "Visits begin at other minutes.",
  TOO_LATE: "Only a person of the business may do this now.",
  TOO_MANY: "Too many, please ask again later.",
};

/** A refusal that a program can act on. */
export function refusal(code: UserErrorCode, field: string | null = null) {
  return { userErrors: [{ code, message: MESSAGES[code], field }] satisfies UserError[] };
}

export const NO_ERRORS: { userErrors: UserError[] } = { userErrors: [] };
