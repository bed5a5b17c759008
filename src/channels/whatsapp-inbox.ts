import { z } from "zod";

/** A change of a POST as it is kept until it is worked through. */
export type PostedChange = {
  numberId: string;
  field: string;
  /** `value` as JSON. */
  value: string;
};

/** What of a POST names a number of Meta's, and how much of it names none. */
export type Routed = { changes: PostedChange[]; stray: number };

const postShape = z.looseObject({ entry: z.array(z.unknown()).optional().catch(undefined) });
const entryShape = z.looseObject({ changes: z.array(z.unknown()) });
const changeShape = z.looseObject({
  field: z.string().regex(/^\w{1,64}$/),
  value: z.looseObject({
    metadata: z.looseObject({ phone_number_id: z.string().regex(/^\d{6,24}$/) }),
  }),
});

/** Every change of every entry, read only as far as it must be to find its number; null for what is no JSON object. */
export function routed(raw: Uint8Array): Routed | null {
  const body = objectIn(raw);
  if (!body) return null;
  const entries = body.entry ?? [];
  const found: Routed = { changes: [], stray: 0 };
  for (const entry of entries) {
    const { data } = entryShape.safeParse(entry);
    for (const change of data?.changes ?? []) {
      const read = changeShape.safeParse(change);
      const value = read.success ? written(read.data.value) : null;
      if (!read.success || value === null) found.stray += 1;
      else {
        const { field, value: told } = read.data;
        found.changes.push({ numberId: told.metadata.phone_number_id, field, value });
      }
    }
    if (!data) found.stray += 1;
  }
  return found;
}

/** What was kept, read again. */
export function readAgain(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function objectIn(raw: Uint8Array): z.infer<typeof postShape> | null {
  try {
    const given: unknown = JSON.parse(Buffer.from(raw).toString("utf8"));
    const read = Array.isArray(given) ? null : postShape.safeParse(given);
    return read?.success === true ? read.data : null;
  } catch {
    return null;
  }
}

/** Nothing of Meta's lies so deep that writing it again overflows the stack. */
function written(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
