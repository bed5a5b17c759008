import { bigint, timestamp } from "drizzle-orm/pg-core";

/** A moment, to the millisecond: what a Date of the product holds. */
export const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });
/** A whole number beyond 32 bits: ids of rows, Telegram's ids, slots in milliseconds. */
export const whole = () => bigint({ mode: "number" });
/** A row's own number, given by the database; the key is this number under its business. */
export const identity = () => whole().notNull().generatedAlwaysAsIdentity();
