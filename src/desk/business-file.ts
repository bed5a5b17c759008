import { z } from "zod";
import { minutesOf } from "../business/working-hours.ts";
import { toE164 } from "../lib/phone.ts";
import { isZone } from "../lib/zone.ts";

/**
 * The business file: one JSON document that describes a business. Wall times "HH:MM", days "YYYY-MM-DD", a visit's start
 * "YYYY-MM-DDTHH:MM" on the business's wall. What it leaves out stays as it is.
 */
export type BusinessFile = z.infer<typeof fileShape>;
export type FileService = NonNullable<BusinessFile["services"]>[number];
export type FileMaster = NonNullable<BusinessFile["masters"]>[number];
export type FileClient = NonNullable<BusinessFile["clients"]>[number];
export type FileBooking = NonNullable<BusinessFile["bookings"]>[number];
export type FileWords = z.infer<typeof words>;

/** Why a value is refused: the code of its sentence. */
export const refusals = [
  "syntax",
  "wrong",
  "words",
  "hours",
  "time",
  "date",
  "start",
  "zone",
  "currency",
  "language",
  "phone",
  "number",
  "id",
  "twice",
  "service",
  "master",
  "client",
  "skill",
  "overlap",
] as const;
export type Refusal = (typeof refusals)[number];

type Make = typeof z.object | typeof z.strictObject;

const TEXT = 500;
const NAME = 60;
const line = (max: number) => z.string("wrong").trim().min(1, "wrong").max(max, "wrong");
const slug = z.string("id").regex(/^[\p{L}\p{N}_.:-]{1,64}$/u, "id");
const wordsOf = (max: number) =>
  z
    .partialRecord(z.enum(["uk", "ru", "en"], "language"), line(max), "words")
    .refine((said) => Object.keys(said).length > 0, "words");
const words = wordsOf(TEXT);
const name = wordsOf(NAME);
const whole = (min: number, max: number) => z.int("number").min(min, "number").max(max, "number");
const time = z.string("time").refine((value) => minutesOf(value) !== null, "time");
const range = z
  .tuple([time, time], "hours")
  .refine(([from, to]) => (minutesOf(from) ?? 0) < (minutesOf(to) ?? 0), "hours");
const day = z.string("date").refine(isDay, "date");
const start = z
  .string("start")
  .refine((value) => /^.{10}T\d\d:\d\d$/.test(value), "start")
  .refine(
    (value) => isDay(value.slice(0, 10)) && (minutesOf(value.slice(11)) ?? 1440) < 1440,
    "start",
  );
const phone = z.string("phone").refine((value) => toE164(value, "UA") === value, "phone");
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const hours = z.partialRecord(z.enum(days, "hours"), range.nullable(), "hours");
const list = <T extends z.ZodType>(of: T) => z.array(of, "wrong").max(MOST, "number");
const MOST = 20_000;

function shapeOf(object: Make) {
  const service = object({
    id: slug,
    name,
    duration_min: whole(5, 720),
    buffer_min: whole(0, 240).optional(),
    price: object({
      amount: z.number("number").min(0, "number").max(1e9, "number"),
      kind: z.enum(["fixed", "from"], "wrong"),
    }),
    synonyms: list(line(NAME)).optional(),
    archived: z.boolean("wrong").optional(),
  });
  const master = object({
    id: slug,
    name,
    services: list(slug),
    hours,
    breaks: list(range).optional(),
    days_off: list(day).optional(),
    archived: z.boolean("wrong").optional(),
  });
  const client = object({
    id: slug,
    name: line(120),
    phone: phone.optional(),
    telegram_id: z.int("number").positive("number").optional(),
    whatsapp: z
      .string("phone")
      .regex(/^\d{7,15}$/, "phone")
      .optional(),
  });
  const booking = object({ id: slug, master: slug, service: slug, start, client: slug.optional() });
  return object({
    id: slug.optional(),
    type: line(60).optional(),
    name: words.optional(),
    address: words.optional(),
    timezone: z.string("zone").refine(isZone, "zone").optional(),
    currency: z
      .string("currency")
      .regex(/^[A-Z]{3}$/, "currency")
      .optional(),
    languages: z
      .array(z.enum(["uk", "ru", "en"], "language"), "language")
      .min(1, "language")
      .optional(),
    default_language: z.enum(["uk", "ru", "en"], "language").optional(),
    phone: phone.optional(),
    working_hours: hours.optional(),
    closed_dates: list(day).optional(),
    slot_step_min: whole(5, 240).optional(),
    min_lead_min: whole(0, 10_080).optional(),
    horizon_days: whole(1, 365).optional(),
    free_cancel_hours: whole(0, 168).optional(),
    services: list(service).optional(),
    masters: list(master).optional(),
    clients: list(client).optional(),
    bookings: list(booking).optional(),
    faq: z.record(slug, words, "wrong").optional(),
  });
}

/** Reads what is known and leaves out the rest. */
export const fileShape = shapeOf(z.object);
/** Refuses unknown keys, too: what it finds of them is told and left out. */
export const strictShape = shapeOf(z.strictObject);

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const [y = 0, mo = 0, d = 0] = value.split("-").map(Number);
  const date = new Date(Date.UTC(y, mo - 1, d));
  return y > 2000 && y < 2100 && date.getUTCMonth() === mo - 1 && date.getUTCDate() === d;
}
