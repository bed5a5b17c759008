import { searchPlace } from "../desk/place-service.ts";
import type { PlaceSearch } from "../desk/place.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { PlaceOf } from "./place-screen.ts";
import { html } from "./say.ts";
import { show } from "./screen.ts";
import { readerHere, showVisit } from "./visit-show.ts";
import type { VisitReader } from "./visit-screen.ts";

/** All that a time is looked for with, and how it is told of. */
export type Search = PlaceSearch & { reader: VisitReader; of: PlaceOf };

/** What a time is looked for, if it is still there; otherwise the person is told, and null comes back. */
export async function searchFor(
  ctx: DeskContext,
  member: Acting,
  of: PlaceOf,
): Promise<Search | null> {
  const { id: businessId } = member.business;
  const reader = await readerHere(ctx, member.business);
  if (!reader) return null;
  const found = await searchPlace(ctx.desk.deps.db, businessId, { of, now: reader.now });
  if (!("refused" in found) && !("changed" in found)) return { reader, of, ...found };
  if ("bookingId" in of && !("refused" in found && found.refused === "no_service")) {
    const said = "changed" in found ? ("booking-already" as const) : null;
    await showVisit(ctx, member, { bookingId: of.bookingId, said });
    return null;
  }
  await show(ctx, businessId, { html: html(reader.language, "service-gone"), rows: [] });
  return null;
}
