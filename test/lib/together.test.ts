import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { together } from "../../src/lib/together.ts";

test("gives what all give, in their order", async () => {
  expect(await together([sleep(2).then(() => "slow"), "plain", Promise.resolve(3)])).toEqual([
    "slow",
    "plain",
    3,
  ]);
});

test("throws the failure that came first in time, after all have ended", async () => {
  const ended: string[] = [];
  const late = sleep(4).then(() => Promise.reject(new Error("aborted by the first")));
  const first = Promise.reject(new Error("the cause"));
  const last = sleep(8).then(() => ended.push("last"));
  await expect(together([late, first, last])).rejects.toThrow("the cause");
  expect(ended).toEqual(["last"]);
});
