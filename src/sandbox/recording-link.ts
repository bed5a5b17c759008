import { createHash } from "node:crypto";
import type { Cast } from "./pbx-step.ts";

/** How long after the end of a call its recording is told of; Phonet tells of none. */
export const recordAfterMs = { phonet: 0, flat: 0, novofon: 6_000, novofon2: 17_000 } as const;

/** An address that opens the recording of a call to whoever has it. */
export function linkTo({ links }: Cast, id: string, name: string): string {
  return `${links ?? "https://records.example"}/${tokenOf(id)}/${name}.wav`;
}

/** What the link to the recording of a call holds; the same for each id. */
export function tokenOf(id: string): string {
  return createHash("sha256").update(`recording ${id}`).digest("hex").slice(0, 40);
}
