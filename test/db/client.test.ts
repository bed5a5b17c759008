import { expect, test } from "vitest";
import { isUnavailable, openDatabase } from "../../src/db/client.ts";

const coded = (code: string): Error => Object.assign(new Error("x"), { code });

test.each([
  "ECONNREFUSED",
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
  "57P01",
  "57P03",
  "08006",
  "53300",
  "53100",
])("%s means that the database is away", (code) => {
  expect(isUnavailable(coded(code))).toBe(true);
  expect(isUnavailable(new Error("Failed query", { cause: coded(code) }))).toBe(true);
});

test.each(["23505", "42P01", "22P02", "40001", "ERR_SOMETHING"])(
  "%s is a fault of the work itself",
  (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
  },
);

test("what is not an error says nothing about the database", () => {
  expect(isUnavailable("ECONNREFUSED")).toBe(false);
  expect(isUnavailable(null)).toBe(false);
});

test("a server that does not listen is an unavailable one", async () => {
  const db = openDatabase({ url: "postgres://nobody:x@127.0.0.1:1/none", pool: 1 });
  const error = await db.execute("select 1").then(
    () => null,
    (reason: unknown) => reason,
  );
  await db.close();
  expect(isUnavailable(error)).toBe(true);
});
