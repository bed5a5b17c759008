import { z } from "zod";

const id = z.number().int();
const page = z.number().int().min(0);
const archived = z.boolean();
const service = { serviceId: id };
const master = { masterId: id };
const rule = z.enum(["step", "lead", "horizon", "cutoff"]);

export const salonActions = [
  z.object({ do: z.literal("services"), page, archived }),
  z.object({ do: z.literal("service"), ...service }),
  z.object({ do: z.literal("service_new") }),
  z.object({
    do: z.literal("service_ask"),
    ...service,
    what: z.enum(["name", "minutes", "price", "synonyms", "buffer"]),
  }),
  z.object({ do: z.literal("service_archive"), ...service, on: z.boolean() }),
  z.object({
    do: z.literal("service_move"),
    ...service,
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
  z.object({ do: z.literal("service_masters"), ...service, page }),
  z.object({ do: z.literal("masters"), page, archived }),
  z.object({ do: z.literal("master"), ...master }),
  z.object({ do: z.literal("master_new") }),
  z.object({
    do: z.literal("master_ask"),
    ...master,
    what: z.enum(["name", "hours", "breaks", "days_off"]),
  }),
  z.object({
    do: z.literal("master_move"),
    ...master,
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
  z.object({ do: z.literal("master_services"), ...master, page }),
  z.object({
    do: z.literal("master_service"),
    ...master,
    ...service,
    on: z.boolean(),
    page,
    /** From whose screen it was pressed. */
    of: z.enum(["service", "master"]),
  }),
  z.object({ do: z.literal("master_archive"), ...master, on: z.boolean(), sure: z.boolean() }),
  z.object({ do: z.literal("calendar") }),
  z.object({ do: z.literal("calendar_rule"), rule }),
  z.object({ do: z.literal("calendar_set"), rule, value: z.number().int().min(0) }),
] as const;
