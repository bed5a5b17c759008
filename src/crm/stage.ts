import { cleanName } from "../business/business.ts";

/** A step on the way of an open deal. The first is where deals begin: it may be renamed, never taken away. */
export type Stage = { id: number; name: string; position: number; first: boolean };

const NAME_LENGTH = 32;

export function stageName(written: string): string | null {
  return cleanName(written, NAME_LENGTH);
}

/** Whether people would take two names for one. */
export function sameStage(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}

/** Why nothing came of a change, in words. */
export const stageRefusals = {
  not_found: "deal-stage-gone",
  no_name: "bot-name-bad",
  same_name: "stage-same",
  many: "stage-many",
} as const;
