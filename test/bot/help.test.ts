import { describe, expect, test } from "vitest";
import { helpScreen } from "../../src/bot/help.ts";
import { roles } from "../../src/business/role.ts";

describe("help", () => {
  test("shows each role what it can do", () => {
    const shown = [null, ...roles.toReversed()].map(
      (role) => helpScreen("uk", { role, sandbox: false }).html,
    );
    expect(
      shown.map((text) => [
        text.includes("/calls"),
        text.includes("/connect"),
        text.includes("/start"),
      ]),
    ).toEqual([
      [false, false, true],
      [true, false, false],
      [true, true, false],
      [true, true, false],
    ]);
  });
});
