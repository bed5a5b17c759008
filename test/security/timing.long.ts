import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { json, openDoor, type Answer, type Door } from "../web/door.ts";
import { handOver } from "./counted.ts";

const PAIRS = 1200;
/** How far the medians may lie apart. */
const [LOW, HIGH] = [0.8, 1.25];

let held: FreshDatabase;
let door: Door;
beforeAll(async () => {
  held = await freshDatabase();
  door = await openDoor(held.db);
});
afterAll(async () => {
  await door.close();
  await held.close();
});

test("an unknown token, and a known one at the wrong address, get one answer in one time", async ({
  task,
}) => {
  // Known, and wrong where it is shown: the other provider's address.
  const wrong = door.ours.novofon.replace("/novofon/", "/phonet/");
  const ms: { unknown: number[]; wrong: number[] } = { unknown: [], wrong: [] };
  const answers = new Set<string>();
  for (let nth = -100; nth < PAIRS; nth += 1)
    for (const kind of nth % 2 === 0
      ? (["unknown", "wrong"] as const)
      : (["wrong", "unknown"] as const)) {
      const guess = `/api/webhooks/phonet/${String(nth + 200).padStart(32, "A")}`;
      const began = performance.now();
      const answer = await door.send(kind === "wrong" ? wrong : guess, {
        headers: json,
        body: "{}",
      });
      // The first ones warm up.
      if (nth >= 0) ms[kind].push(performance.now() - began);
      answers.add(shown(answer));
    }
  expect([...answers]).toEqual([expect.stringContaining("404")]);
  const ratio = median(ms.wrong) / median(ms.unknown);
  const note = `known and wrong ÷ unknown: ${ratio.toFixed(2)} (median of ${PAIRS} each)`;
  handOver(task, { guard: "Hooks", attempts: 2 * PAIRS, refused: 2 * PAIRS, leaks: 0, note });
  expect(ratio).toBeGreaterThan(LOW);
  expect(ratio).toBeLessThan(HIGH);
});

/** Everything of an answer but when it was given. */
function shown({ status, headers, text }: Answer): string {
  return JSON.stringify({ status, headers: { ...headers, date: null }, text });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
