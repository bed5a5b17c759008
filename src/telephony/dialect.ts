import type { Context, Parsed } from "./parsed.ts";

/** How one provider tells of calls: pure, it reads fields and keeps nothing. */
export type Dialect = {
  /** Kept with every hook that is read in it. */
  name: string;
  /** Whether fields are written in it; left out where its address has no other. */
  speaks?(fields: unknown): boolean;
  /** Checks the Signature header over the raw fields; left out where nothing is signed. */
  verify?(fields: unknown, signature: string | null, secret: string): Signed;
  /** Never throws, whatever the fields are. */
  parse(fields: unknown, context: Context): Parsed;
  /** The link to a recording that the fields hold; left out where links are never sent. */
  link?(fields: unknown): string | null;
};

/** «unsigned_event»: nobody knows how the provider signs it. */
export type Signed = "valid" | "invalid" | "missing" | "unsigned_event";

/** An address that a PBX calls. */
export type Door = {
  /** The provider whose accounts' tokens open it. */
  provider: string;
  /** The address without the token, which follows as `/:token`. */
  path: string;
  /** Also by GET, with the token as `?user_id=` and the fields in the query. */
  query: boolean;
  /** Whether people write the bodies themselves, so that broken ones are repaired as far as it goes. */
  written: boolean;
  /** Spoken here: the first that takes the fields, else the last. */
  dialects: readonly [Dialect, ...Dialect[]];
  /** An event that means no call, for people who try the address. */
  test: object;
};

/** The addresses by name; an account's own one bears the name of its provider. */
export type Doors = Record<string, Door>;
