import type { z } from "zod";

export type Read<T> = { object: T } | { wrong: string };

const SHOWN = 8;

/** The object in a model's answer: bare, in a fence, or with words around it; else what is wrong with it, for the model. */
export function readObject<T>(text: string, schema: z.ZodType<T>): Read<T> {
  const found = candidatesOf(text)
    .map(parsed)
    .find((one) => one !== undefined);
  if (found === undefined) return { wrong: "the answer holds no complete JSON object" };
  const read = schema.safeParse(found.value);
  if (read.success) return { object: read.data };
  const issues = read.error.issues.slice(0, SHOWN);
  return {
    wrong: issues
      .map(({ path, message }) => `${path.join(".") || "(whole)"}: ${message}`)
      .join("; "),
  };
}

function candidatesOf(text: string): string[] {
  const plain = text.replace(/^\uFEFF/, "").trim();
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/i.exec(plain)?.[1];
  const [from, to] = [plain.indexOf("{"), plain.lastIndexOf("}")];
  return [plain, ...(fenced === undefined ? [] : [fenced]), plain.slice(Math.max(from, 0), to + 1)];
}

/** An object only: a number or a string alone is no answer. */
function parsed(text: string): { value: object } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}
