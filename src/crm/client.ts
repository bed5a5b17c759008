import { cleanName } from "../business/business.ts";

/** Who gave a client's name, the one that counts most first. */
export const nameSources = ["person", "contact", "chat", "call", "pbx"] as const;
export type NameSource = (typeof nameSources)[number];

/** A person or number known to a business; `number` counts per business and is what people see. */
export type Client = {
  id: number;
  number: number;
  name: string | null;
  /** Null with a name: given before anybody noted by whom. */
  nameFrom: NameSource | null;
  /** Nobody may call them. */
  doNotCall: boolean;
  /** Known, but no deals and no follow-ups come of their calls. */
  notClient: boolean;
  /** The call that made them; null when a person did. */
  sourceCallId: number | null;
};

/** A client with every number; `mergedInto` is the client that took everything over. */
export type StoredClient = Client & {
  phones: string[];
  note: string | null;
  mergedInto: number | null;
  createdAt: number;
};

export type ClientFlag = "doNotCall" | "notClient";

const NAME_LENGTH = 120;

/** A human name of a client in one line, or null for what is none: blanks, or the phone number again. */
export function humanName(text: string | null | undefined): string | null {
  const clean = cleanName(text ?? "", NAME_LENGTH);
  return clean !== null && /\p{L}/u.test(clean) ? clean : null;
}

export function isNameSource(text: string | null): text is NameSource {
  return (nameSources as readonly (string | null)[]).includes(text);
}
