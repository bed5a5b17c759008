import { test } from "vitest";
import { canShift } from "./clock.ts";

/** A test that needs the shifted clock: skipped where Debian's faketime is not installed, a failure in CI. */
export const clockTest = canShift || process.env["CI"] ? test : test.skip;
