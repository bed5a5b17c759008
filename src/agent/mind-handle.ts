import type { Slot, Visit } from "../booking/salon.ts";
import type { Hint } from "./understood.ts";

/** What a question offers, by the short handles that stand for it: no id of ours leaves. */
export type Handles = {
  services: ReadonlyMap<string, number>;
  masters: ReadonlyMap<string, number>;
  /** The times that were offered last. */
  slots: ReadonlyMap<string, Slot>;
  /** The customer's own coming visits. */
  visits: ReadonlyMap<string, Visit>;
  /** Keys of the business's own answers. */
  topics: ReadonlyMap<string, string>;
};

/** Handles of one question: minted anew for each. */
export function handlesOf({ salon, offered, mine }: Pick<Hint, "salon" | "offered" | "mine">) {
  return {
    services: numbered(
      "s",
      salon.services.map(({ id }) => id),
    ),
    masters: numbered(
      "m",
      salon.masters.map(({ id }) => id),
    ),
    slots: numbered("k", offered.slots),
    visits: numbered("v", mine),
    topics: numbered("f", Object.keys(salon.faq)),
  } satisfies Handles;
}

/** The handle that stands for something; "" where none does. */
export function handleOf<T>(handles: ReadonlyMap<string, T>, is: (value: T) => boolean): string {
  for (const [handle, value] of handles) if (is(value)) return handle;
  return "";
}

function numbered<T>(letter: string, values: readonly T[]): Map<string, T> {
  return new Map(values.map((value, at) => [`${letter}${at + 1}`, value] as const));
}
