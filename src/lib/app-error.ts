export type ErrorKind = "invalid" | "unauthorised" | "forbidden" | "not_found" | "conflict";

/** A broken expectation with a stable code such as `deals.not_found`; the kind decides the HTTP status. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: string;
  readonly kind: ErrorKind;

  constructor(code: string, kind: ErrorKind, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.kind = kind;
  }
}

/** The code of an error or of what caused it, such as "23505"; empty where there is none. */
export function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}
