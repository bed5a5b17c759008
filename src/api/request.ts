import type { Asked } from "./engine.ts";

/** One operation out of a body, or the code of what is wrong with it. */
export function readAsked(body: string): Asked | "bad_json" | "batch" {
  const value = parsed(body);
  if (Array.isArray(value)) return "batch";
  if (!isRecord(value)) return "bad_json";
  const { query, operationName = null, variables } = value;
  if (typeof query !== "string") return "bad_json";
  if (operationName !== null && typeof operationName !== "string") return "bad_json";
  if (variables !== undefined && variables !== null && !isRecord(variables)) return "bad_json";
  return { query, operationName, variables: variables ?? {} };
}

/** What Postgres cannot keep of a text is left out: a NUL, and half of a pair. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body, (_key, value: unknown) =>
      typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
    );
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
