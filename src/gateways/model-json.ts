import type { z } from "zod";

export type Read<T> = { object: T } | { wrong: string };

const SHOWN = 8;

/** The object in a model's answer: bare, in a fence, or with words around it; else what is wrong with it, for the model. */
export function readObject<T>(text: string, schema: z.ZodType<T>): Read<T> {
  const found = objectIn(text);
  if (found === null) return { wrong: "the answer holds no complete JSON object" };
  const read = schema.safeParse(found);
  if (read.success) return { object: read.data };
  const issues = read.error.issues.slice(0, SHOWN);
  return {
    wrong: issues
      .map(({ path, message }) => `${path.join(".") || "(whole)"}: ${message}`)
      .join("; "),
  };
}

/** The first reading of an answer that is an object or a list; null: none is. */
export function objectIn(text: string): object | null {
  for (const candidate of candidatesOf(text)) {
    const value = parsed(candidate);
    if (value !== null) return value;
  }
  return null;
}

function candidatesOf(text: string): string[] {
  const plain = text.replace(/^\uFEFF/, "").trim();
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/i.exec(plain)?.[1];
  const [from, to] = [plain.indexOf("{"), plain.lastIndexOf("}")];
  return [plain, ...(fenced === undefined ? [] : [fenced]), plain.slice(Math.max(from, 0), to + 1)];
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
