import { z } from "zod";

const id = z.number().int();
const page = z.number().int().min(0);
/** "YYYY-MM-DD" on the business's wall. */
const day = z.string();
const visit = { bookingId: id };

/** What gets a time: a visit that is moved, or a new one of a client. */
const of = z.union([z.object(visit), z.object({ clientId: id, serviceId: id })]);
/** Null: anybody who does it. */
const place = { of, masterId: id.nullable() };

export const visitActions = [
  z.object({
    do: z.literal("bookings"),
    /** today, tomorrow, week, or a day. */
    when: z.string(),
    masterId: id.nullable(),
    page,
  }),
  z.object({ do: z.literal("bookings_masters"), when: z.string() }),
  z.object({ do: z.literal("waits"), day }),
  z.object({ do: z.literal("visit"), ...visit }),
  z.object({ do: z.literal("visit_confirm"), ...visit }),
  z.object({ do: z.literal("visit_done"), ...visit, came: z.boolean() }),
  z.object({ do: z.literal("visit_cancel_ask"), ...visit }),
  z.object({ do: z.literal("visit_cancel_sure"), ...visit, quiet: z.boolean() }),
  /** Below the card of a visit, which stays as it is. */
  z.object({ do: z.literal("visit_client"), ...visit }),
  z.object({ do: z.literal("visit_move"), ...visit }),
  z.object({ do: z.literal("visit_cancel"), ...visit }),
  z.object({ do: z.literal("visit_new") }),
  z.object({ do: z.literal("visit_new_of"), clientId: id, page }),
  z.object({ do: z.literal("place_masters"), of }),
  z.object({ do: z.literal("place_days"), ...place, page }),
  z.object({ do: z.literal("place_day"), ...place, day, page }),
  z.object({
    do: z.literal("place_at"),
    of,
    masterId: id,
    start: z.number().int(),
    /** Past the hours and rules, of which the person was told. */
    force: z.boolean(),
  }),
  z.object({ do: z.literal("place_ask"), ...place }),
] as const;
