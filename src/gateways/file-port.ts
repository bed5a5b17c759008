import type { Readable } from "node:stream";

/** Where recordings are kept. A name is `<folder>/<file>` of letters, digits, dots and dashes. */
export type Files = {
  /** Kept under a name; a second time it replaces the first. */
  put(name: string, bytes: Buffer, mime: string): Promise<{ kept: true } | FileFailure>;
  get(name: string): Promise<{ bytes: Buffer } | { missing: true } | FileFailure>;
  /** The same bit by bit as it is wanted; of a range only its bytes, both ends included. */
  read(
    name: string,
    range: Range | null,
  ): Promise<{ stream: Readable } | { missing: true } | FileFailure>;
  /** What is not there any more counts as removed. */
  remove(name: string): Promise<{ removed: true } | FileFailure>;
  /** The names of everything kept before an instant (epoch ms); null where nobody can tell. */
  names(before: number): Promise<string[] | null>;
};

/** Bytes that are wanted, both ends included. */
export type Range = { from: number; to: number };

/** `failed` is a code for people who look after the server; it holds no secret. */
export type FileFailure = { failed: string };

/** Names are made by us, so that another one is somebody's trick. */
export function isFileName(name: string): boolean {
  return /^[\w-]{1,64}\/[\w-]{1,64}\.[a-z\d]{1,8}$/.test(name);
}
