import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { SalonReader } from "./salon-words.ts";

/** How a salon is told to the person who writes. */
export function salonReader({ desk }: DeskContext, { business }: Acting): SalonReader {
  return {
    language: desk.language,
    own: business.language,
    currency: business.currency,
    zone: business.timezone,
    now: desk.deps.clock.now(),
  };
}
