export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonRecord = { [key: string]: Json };

export function isRecord(value: Json): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a text, or undefined when it is no JSON. */
export function readJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** How deep a value goes and how many values it is made of; counted without recursion, so that depth costs no stack. */
export function sizeOf(value: Json): { depth: number; nodes: number } {
  let level: Json[] = [value];
  let depth = 0;
  let nodes = 0;
  while (level.length > 0) {
    depth += 1;
    nodes += level.length;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
  }
  return { depth, nodes };
}
