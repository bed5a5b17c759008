import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

/** A person or number known to a business; `number` counts per business and is what people see. */
export const clients = pgTable(
  "clients",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    businessId: uuid().notNull(),
    number: integer().notNull(),
    name: text(),
    createdAt: instant().notNull(),
  },
  (t) => [unique().on(t.businessId, t.number)],
);

export const clientPhones = pgTable(
  "client_phones",
  {
    businessId: uuid().notNull(),
    phone: text().notNull(),
    clientId: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.phone] }), index().on(t.clientId)],
);
