import { cleanName } from "../business/business.ts";

/** A person or number known to a business; `number` counts per business and is what people see. */
export type Client = { id: number; number: number; name: string | null };

const NAME_LENGTH = 120;

/** A human name of a client in one line, or null for what is none: blanks, or the phone number again. */
export function humanName(text: string | null | undefined): string | null {
  const clean = cleanName(text ?? "", NAME_LENGTH);
  return clean !== null && /\p{L}/u.test(clean) ? clean : null;
}
