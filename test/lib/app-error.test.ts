import { expect, test } from "vitest";
import { AppError } from "../../src/lib/app-error.ts";

test("an error carries its code, its kind and its cause", () => {
  const cause = new Error("driver");
  const error = new AppError("deals.not_found", "not_found", { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: "AppError",
    message: "deals.not_found",
    code: "deals.not_found",
    kind: "not_found",
    cause,
  });
});
